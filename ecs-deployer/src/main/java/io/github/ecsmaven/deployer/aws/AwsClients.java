package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of AWS. Each is built when it is first asked for, and once; a goal that asks for none pays nothing. All
 * of them share one HTTP client and one journal.
 */
public final class AwsClients implements AutoCloseable {
    private static final String USER_AGENT = "ecs-maven-plugin";

    private final AwsEndpoint endpoint;
    private final CallJournal journal;
    private final Map<Session, EcsClient> ecs = new HashMap<>();
    private final Map<Session, ApplicationAutoScalingClient> autoScaling = new HashMap<>();
    private final Map<Registry, EcrClient> ecr = new HashMap<>();
    private @Nullable SdkHttpClient http;
    private @Nullable StsClient sts;

    public AwsClients(AwsEndpoint endpoint, CallJournal journal) {
        this.endpoint = endpoint;
        this.journal = journal;
    }

    /** What a client is for: what may be repeated blindly depends on it. */
    private enum Access {
        READ,
        WRITE
    }

    private record Session(AwsCredentialsProvider credentials, Access access) {}

    private record Registry(AwsCredentialsProvider credentials, String region) {}

    /**
     * STS of the Region, without credentials: AssumeRoleWithWebIdentity is not signed. A request that has to be brings its
     * own.
     */
    public synchronized StsClient sts() {
        if (sts == null) {
            sts = built(StsClient.builder(), AnonymousCredentialsProvider.create(), repeating());
        }
        return sts;
    }

    /** ECS for describe and list calls, which the SDK repeats when they fail in passing. */
    public EcsClient ecsReads(AwsCredentialsProvider credentials) {
        return ecs(new Session(credentials, Access.READ));
    }

    /**
     * ECS for writes. RegisterTaskDefinition, UpdateService and TagResource have no client token, so a call whose fate
     * is unknown is not repeated here: only one that was refused for its rate is.
     */
    public EcsClient ecsWrites(AwsCredentialsProvider credentials) {
        return ecs(new Session(credentials, Access.WRITE));
    }

    /** Application Auto Scaling for describe and list calls, which the SDK repeats when they fail in passing. */
    public ApplicationAutoScalingClient autoScalingReads(AwsCredentialsProvider credentials) {
        return autoScaling(new Session(credentials, Access.READ));
    }

    /** Application Auto Scaling for writes, with the same care as {@link #ecsWrites}. */
    public ApplicationAutoScalingClient autoScalingWrites(AwsCredentialsProvider credentials) {
        return autoScaling(new Session(credentials, Access.WRITE));
    }

    /**
     * ECR for reads, which the SDK repeats when they fail in passing.
     *
     * @param region of the registry: an image may come from another one than the service runs in
     */
    public synchronized EcrClient ecrReads(AwsCredentialsProvider credentials, String region) {
        return ecr.computeIfAbsent(
                new Registry(credentials, region),
                wanted -> SessionRenewal.of(
                        EcrClient.class,
                        built(EcrClient.builder(), Region.of(region), credentials, repeating()),
                        credentials));
    }

    /**
     * Reads of services that no client is here for.
     *
     * @param pacer waits between repetitions
     */
    public synchronized SignedCall signedReads(AwsCredentialsProvider credentials, Clock clock, Pacer pacer) {
        return new SignedCall(http(), endpoint, credentials, Repetition.OF_READS, journal, clock, pacer);
    }

    /**
     * Writes of services that no client is here for. One whose fate is unknown is not repeated.
     *
     * @param pacer waits between repetitions of what was refused for its rate
     */
    public synchronized SignedCall signedWrites(AwsCredentialsProvider credentials, Clock clock, Pacer pacer) {
        return new SignedCall(http(), endpoint, credentials, Repetition.OF_WRITES, journal, clock, pacer);
    }

    /** The calls made through these clients. */
    public CallJournal journal() {
        return journal;
    }

    /** Where they are made. */
    public AwsEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public synchronized void close() {
        ecs.values().forEach(EcsClient::close);
        ecs.clear();
        autoScaling.values().forEach(ApplicationAutoScalingClient::close);
        autoScaling.clear();
        ecr.values().forEach(EcrClient::close);
        ecr.clear();
        if (sts != null) {
            sts.close();
            sts = null;
        }
        if (http != null) {
            http.close();
            http = null;
        }
    }

    private synchronized EcsClient ecs(Session session) {
        return ecs.computeIfAbsent(
                session,
                wanted -> SessionRenewal.of(
                        EcsClient.class,
                        built(EcsClient.builder(), wanted.credentials(), retries(wanted.access())),
                        wanted.credentials()));
    }

    private synchronized ApplicationAutoScalingClient autoScaling(Session session) {
        return autoScaling.computeIfAbsent(
                session,
                wanted -> SessionRenewal.of(
                        ApplicationAutoScalingClient.class,
                        built(ApplicationAutoScalingClient.builder(), wanted.credentials(), retries(wanted.access())),
                        wanted.credentials()));
    }

    private RetryStrategy retries(Access access) {
        return access == Access.READ ? repeating() : cautious();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, AwsCredentialsProvider credentials, RetryStrategy retries) {
        return built(builder, Region.of(endpoint.region()), credentials, retries);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, Region region, AwsCredentialsProvider credentials, RetryStrategy retries) {
        builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new ForeignAnswerGuard())
                        .addExecutionInterceptor(journal)
                        .retryStrategy(retries)
                        // A person's profiles must not change what a build does.
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, USER_AGENT)
                        .build());
        if (endpoint.override() != null) {
            builder.endpointOverride(endpoint.override());
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            // The SDK parses the profile files also where it is told not to use them.
            throw new UserException(
                    new Explanation(
                            "The client of AWS cannot be made.",
                            "the AWS configuration of this machine: ~/.aws/config, ~/.aws/credentials, or the files of"
                                    + " AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE",
                            AwsMessage.printable(String.valueOf(e.getMessage())),
                            "Mend the file. Nothing in it is used but a profile that is named (ecs.profile), yet the AWS SDK reads all of"
                                    + " it."),
                    e);
        }
    }

    private SdkHttpClient http() {
        if (http == null) {
            boolean proxied = !endpoint.isLoopback();
            http = UrlConnectionHttpClient.builder()
                    .connectionTimeout(endpoint.connectTimeout())
                    .socketTimeout(endpoint.socketTimeout())
                    .proxyConfiguration(ProxyConfiguration.builder()
                            .useSystemPropertyValues(proxied)
                            .useEnvironmentVariablesValues(proxied)
                            .build())
                    .build();
        }
        return http;
    }

    private RetryStrategy repeating() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(endpoint.attempts())
                .build();
    }

    private RetryStrategy cautious() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(endpoint.attempts())
                .retryOnException(Repetition::wasRefusedUnseen)
                .treatAsThrottling(Repetition::wasRefusedUnseen)
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(20)))
                // Without this the client adds its own conditions, which repeat after a 500 or a lost connection.
                .useClientDefaults(false)
                .build();
    }
}

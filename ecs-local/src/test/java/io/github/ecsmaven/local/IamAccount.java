package io.github.ecsmaven.local;

import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A whole ecs-local with a role that can do everything, one that tests give policies to, and clients of sessions. */
final class IamAccount implements AutoCloseable {
    static final String ACCOUNT = "000000000000";
    static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";
    static final String ADMINISTRATOR = "arn:aws:iam::000000000000:role/administrator";
    static final String DEPLOYER = "arn:aws:iam::000000000000:role/deployer";
    static final String SESSION = "arn:aws:sts::000000000000:assumed-role/deployer/job.1";
    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid"},
            "Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession","sts:SetSourceIdentity"],
            "Condition":{"StringEquals":{"oidc.ecs-local.invalid:sub":"%s"}}}]}""".formatted(SUBJECT);

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final EcsLocal local;

    private IamAccount(EcsLocalSettings settings) {
        local = EcsLocal.start(EcsLocalFixture.withSharedKey(settings.withLog(log::add)));
    }

    static IamAccount start(Path directory) {
        return start(directory, UnaryOperator.identity());
    }

    static IamAccount start(Path directory, UnaryOperator<EcsLocalSettings> change) {
        return new IamAccount(change.apply(EcsLocalSettings.defaults(directory)
                .withRoles(List.of(new Role("administrator", TRUST, Duration.ofHours(12)), deployer()))
                .withEcs(EcsSettings.defaults().withClusters(Set.of("shop", "test")))));
    }

    /** The role of the deployments, without any permission yet. */
    static Role deployer() {
        return new Role("deployer", TRUST, Duration.ofHours(2)).withoutPolicies();
    }

    /** A policy document of these statements. */
    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /** A statement that allows actions on resources. */
    static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    EcsLocal local() {
        return local;
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** Gives the role of the deployments these permissions alone. */
    void permit(String... statements) {
        local.putRole(deployer().withPolicy("deploy", policy(statements)));
    }

    /** A client of IAM that can do everything. */
    IamClient iam() {
        return client(IamClient.builder(), session(ADMINISTRATOR));
    }

    /** A client of ECS that can do everything. */
    EcsClient administrator() {
        return client(EcsClient.builder(), session(ADMINISTRATOR));
    }

    /** A client of ECS with a session of the role of the deployments. */
    EcsClient deployment() {
        return client(EcsClient.builder(), session(DEPLOYER));
    }

    Credentials session(String roleArn) {
        return session(roleArn, UnaryOperator.identity(), TokenRequest.forSubject(SUBJECT));
    }

    Credentials session(
            String roleArn, UnaryOperator<AssumeRoleWithWebIdentityRequest.Builder> change, TokenRequest token) {
        try (StsClient sts = anonymousSts()) {
            return sts.assumeRoleWithWebIdentity(change.apply(AssumeRoleWithWebIdentityRequest.builder()
                                    .roleArn(roleArn)
                                    .roleSessionName("job.1")
                                    .webIdentityToken(local.mint(token)))
                            .build())
                    .credentials();
        }
    }

    StsClient anonymousSts() {
        return client(StsClient.builder(), AnonymousCredentialsProvider.create());
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Credentials credentials) {
        return client(
                builder,
                StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        local.close();
    }
}

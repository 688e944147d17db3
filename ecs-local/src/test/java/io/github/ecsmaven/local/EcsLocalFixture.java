package io.github.ecsmaven.local;

import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.OidcIssuer;
import io.github.ecsmaven.local.token.TokenRequest;
import io.github.ecsmaven.local.wire.ClusterNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An ecs-local with one role, and real clients of it. */
final class EcsLocalFixture implements AutoCloseable {
    static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";
    static final String ROLE_ARN = "arn:aws:iam::000000000000:role/deployer";

    private static final String KEY_FILE = "oidc-signing-key.pem";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final List<String> log;
    private final EcsLocal local;

    private EcsLocalFixture(EcsLocal local, List<String> log) {
        this.local = local;
        this.log = log;
    }

    static EcsLocalFixture start(Path directory) {
        return start(settings(directory));
    }

    static EcsLocalFixture start(EcsLocalSettings settings) {
        return startWithOwnKey(withSharedKey(settings));
    }

    /** With the key that all fixtures share, unless the directory has one: making keys takes long. */
    static EcsLocalSettings withSharedKey(EcsLocalSettings settings) {
        Path key = settings.stateDirectory().resolve(KEY_FILE);
        if (!Files.exists(key)) {
            try {
                Files.createDirectories(settings.stateDirectory());
                Files.writeString(key, SharedKey.PEM);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settings;
    }

    static EcsLocalFixture startWithOwnKey(EcsLocalSettings settings) {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        EcsLocal local =
                EcsLocal.start(settings.withLog(log::add), List.of(new ClusterNames()), new StringEqualsTrust());
        return new EcsLocalFixture(local, log);
    }

    static EcsLocalSettings settings(Path directory) {
        return EcsLocalSettings.defaults(directory)
                .withRoles(List.of(
                        role("oidc.ecs-local.invalid"),
                        new Role("nobody", "{\"Statement\":[{\"Action\":\"sts:AssumeRole\"}]}", Duration.ofHours(1))));
    }

    static Role role(String provider) {
        String policy = """
                {"Version":"2012-10-17","Statement":[{
                  "Effect":"Allow",
                  "Action":"sts:AssumeRoleWithWebIdentity",
                  "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/PROVIDER"},
                  "Condition":{"StringEquals":{"PROVIDER:aud":"sts.amazonaws.com","PROVIDER:sub":"SUBJECT"}}}]}
                """.replace("PROVIDER", provider).replace("SUBJECT", SUBJECT);
        return new Role("deployer", policy, Duration.ofHours(2));
    }

    EcsLocal local() {
        return local;
    }

    List<String> log() {
        return List.copyOf(log);
    }

    URI at(String path) {
        return local.endpoint().resolve(path);
    }

    /** A client that signs nothing. */
    StsClient sts() {
        return sts(AnonymousCredentialsProvider.create());
    }

    StsClient sts(Credentials credentials) {
        return sts(provider(credentials));
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    /** The role's credentials, in exchange for a new token. */
    Credentials assume() {
        return assume(local);
    }

    /** The role's credentials of any ecs-local that has it. */
    static Credentials assume(EcsLocal local) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return sts.assumeRoleWithWebIdentity(request(local.mint(TokenRequest.forSubject(SUBJECT)))
                            .build())
                    .credentials();
        }
    }

    EcsClient ecs(Credentials credentials) {
        return ecs(local, credentials);
    }

    static EcsClient ecs(EcsLocal local, Credentials credentials) {
        return EcsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(provider(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    static AssumeRoleWithWebIdentityRequest.Builder request(String token) {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(ROLE_ARN)
                .roleSessionName("travis.1.2")
                .webIdentityToken(token);
    }

    private static StaticCredentialsProvider provider(Credentials credentials) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }

    @Override
    public void close() {
        local.close();
        http.close();
    }

    /** Made once, when first needed. */
    private static final class SharedKey {
        static final String PEM = made();

        private static String made() {
            try {
                Path directory = Files.createTempDirectory("ecs-local-key");
                OidcIssuer.in(
                        directory, "https://oidc.ecs-local.invalid", URI.create("http://127.0.0.1"), Clock.systemUTC());
                Path key = directory.resolve(KEY_FILE);
                String pem = Files.readString(key);
                Files.delete(key);
                Files.delete(directory);
                return pem;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

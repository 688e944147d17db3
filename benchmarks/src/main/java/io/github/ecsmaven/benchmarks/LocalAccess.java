package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** How benchmarks start ecs-local and get in: one role, one subject, the SDK's own clients. */
final class LocalAccess {
    static final Region REGION = Region.EU_WEST_1;

    /** What the role trusts. */
    static final TokenRequest TOKEN = TokenRequest.forSubject("benchmark");

    private static final int TWELVE_HOURS = 43_200;
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
            "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid"},
            "Condition":{"StringEquals":{"oidc.ecs-local.invalid:aud":"sts.amazonaws.com",
            "oidc.ecs-local.invalid:sub":"benchmark"}}}]}
            """;

    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    static EcsLocalSettings settings(Path directory) {
        return EcsLocalSettings.defaults(directory)
                .withRoles(List.of(new Role("deployer", TRUST, Duration.ofSeconds(TWELVE_HOURS))));
    }

    /** A client with a session that lasts. */
    EcsClient ecs(URI endpoint, String token) {
        Credentials session = session(endpoint, token);
        return EcsClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                .httpClient(http)
                .build();
    }

    private Credentials session(URI endpoint, String token) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(http)
                .build()) {
            return sts.assumeRoleWithWebIdentity(request -> request.roleArn("arn:aws:iam::000000000000:role/deployer")
                            .roleSessionName("benchmark")
                            .durationSeconds(TWELVE_HOURS)
                            .webIdentityToken(token))
                    .credentials();
        }
    }
}

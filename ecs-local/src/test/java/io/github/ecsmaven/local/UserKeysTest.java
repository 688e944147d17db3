package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.sts.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The long-lived keys of users. */
class UserKeysTest {
    private static final String ALICE = "arn:aws:iam::000000000000:user/alice";
    private static final String ROLE = "arn:aws:iam::000000000000:role/deployer";
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIAALICE", "of-alice");

    @TempDir
    private Path directory;

    private EcsLocal local;

    @BeforeEach
    void start() throws IOException {
        Path data = Files.writeString(directory.resolve("data.json"), """
                { "accessKeys": [ { "UserName": "alice", "AccessKeyId": "AKIAALICE", "SecretAccessKey": "of-alice" } ] }
                """);
        local = EcsLocal.start(
                EcsLocalSettings.defaults(directory.resolve("state")).withData(data));
        trust("\"AWS\":\"" + ALICE + "\"");
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void aUserAssumesARoleThatNamesItForAsLongAsTheRoleGives() {
        AssumeRoleResponse answer = with(KEYS, this::assume);

        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/deployer/desk");
        assertThat(answer.credentials().expiration())
                .isEqualTo(
                        local.clock().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(7200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A user has no policies, so it is not enough to trust its account.
                "\"AWS\":\"arn:aws:iam::000000000000:root\"",
                "\"AWS\":\"arn:aws:iam::000000000000:user/bob\"",
                "\"Federated\":\"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid\""
            })
    void aRoleThatDoesNotNameTheUserIsDenied(String principal) {
        trust(principal);

        assertThatThrownBy(() -> with(KEYS, this::assume))
                .hasMessageContaining(
                        "User: " + ALICE + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE);
    }

    @Test
    void aUserIsKnownByItsNameAndCanDoNothingElse() {
        GetCallerIdentityResponse who = with(KEYS, StsClient::getCallerIdentity);

        assertThat(who.arn()).isEqualTo(ALICE);
        assertThat(who.userId()).matches("AIDA[A-Z2-7]{17}");
        try (EcsClient ecs = client(EcsClient.builder(), KEYS)) {
            assertThatThrownBy(ecs::listClusters)
                    .hasMessageContaining("User: " + ALICE + " is not authorized to perform: ecs:ListClusters")
                    .hasMessageContaining("no identity-based policy allows");
        }
    }

    @Test
    void whatIsNotTheKeyOfAUserIsRefused() {
        assertThatThrownBy(() -> with(AwsBasicCredentials.create("AKIABOB", "of-alice"), this::assume))
                .hasMessageContaining("The security token included in the request is invalid");
        assertThatThrownBy(() -> with(AwsBasicCredentials.create("AKIAALICE", "of-bob"), this::assume))
                .hasMessageContaining("does not match the signature");
        assertThatThrownBy(() -> with(AwsSessionCredentials.create("AKIAALICE", "of-alice", "token"), this::assume))
                .hasMessageContaining("The security token included in the request is invalid");
    }

    private void trust(String principal) {
        local.putRole(new Role("deployer", """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{%s},"Action":"sts:AssumeRole"}]}
                """.formatted(principal), Duration.ofHours(2)));
    }

    private AssumeRoleResponse assume(StsClient sts) {
        return sts.assumeRole(
                request -> request.roleArn(ROLE).roleSessionName("desk").durationSeconds(7200));
    }

    private <T> T with(AwsCredentials keys, Function<StsClient, T> work) {
        try (StsClient sts = client(StsClient.builder(), keys)) {
            return work.apply(sts);
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials keys) {
        return builder.endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}

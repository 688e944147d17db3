package io.github.ecsmaven.local;

import static io.github.ecsmaven.local.IamAccount.allow;
import static io.github.ecsmaven.local.IamAccount.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** A session assumes another role. */
class RoleChainingTest {
    private static final String TARGET = "arn:aws:iam::000000000000:role/target";
    private static final TokenRequest TOKEN = TokenRequest.forSubject(IamAccount.SUBJECT);

    @TempDir
    private Path directory;

    private IamAccount account;

    @BeforeEach
    void start() {
        account = IamAccount.start(directory);
        target(
                "arn:aws:iam::000000000000:role/deployer",
                "\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"",
                "");
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private void target(String trusted, String actions, String condition) {
        account.local()
                .putRole(new Role("target", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
                        "Action":[%s]%s}]}""".formatted(trusted, actions, condition), Duration.ofHours(12))
                        .withPolicy("reads", policy(allow("ecs:List*", "*"))));
    }

    @Test
    void aRoleThatTrustsTheRoleOfASessionCanBeAssumedByIt() {
        account.permit(allow("sts:AssumeRole", TARGET));

        AssumeRoleResponse answer = assume(TOKEN, request -> request);

        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/target/next");
        assertThat(answer.credentials().expiration())
                .isEqualTo(account.local()
                        .clock()
                        .instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(3600));
        try (EcsClient ecs = account.client(EcsClient.builder(), answer.credentials())) {
            assertThat(ecs.listClusters().clusterArns()).hasSize(2);
            assertThatThrownBy(ecs::describeClusters).hasMessageContaining("no identity-based policy allows");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // whom the target trusts, whether the caller's policies allow it, whether it works
        "arn:aws:iam::000000000000:role/deployer,      yes, yes",
        "arn:aws:iam::000000000000:role/deployer,      no,  yes",
        "arn:aws:iam::000000000000:root,               yes, yes",
        "arn:aws:iam::000000000000:root,               no,  no",
        "arn:aws:iam::000000000000:role/administrator, yes, no",
    })
    void bothTheTrustPolicyAndTheCallersPoliciesHaveASay(String trusted, String permitted, String works) {
        target(trusted, "\"sts:AssumeRole\"", "");
        account.permit(permitted.equals("yes") ? allow("sts:AssumeRole", TARGET) : allow("ecs:*", "*"));

        if (works.equals("yes")) {
            assertThatCode(() -> assume(TOKEN, request -> request)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> assume(TOKEN, request -> request))
                    .satisfies(error(
                            "AccessDenied",
                            403,
                            "User: " + IamAccount.SESSION
                                    + " is not authorized to perform: sts:AssumeRole on resource: " + TARGET));
        }
    }

    @Test
    void aSessionPolicyLimitsWhatATrustPolicyGrantsToTheRole() {
        Credentials narrowed =
                account.session(IamAccount.DEPLOYER, request -> request.policy(policy(allow("ecs:*", "*"))), TOKEN);

        assertThatThrownBy(() -> assume(narrowed, request -> request))
                .satisfies(error("AccessDenied", 403, "sts:AssumeRole"));
    }

    @Test
    void aRoleThatIsNotThereIsRefusedLikeOneThatDoesNotTrust() {
        assertThatThrownBy(() -> assume(TOKEN, request -> request.roleArn("arn:aws:iam::000000000000:role/absent")))
                .satisfies(error(
                        "AccessDenied", 403, "sts:AssumeRole on resource: arn:aws:iam::000000000000:role/absent"));
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 3600})
    void aChainedSessionLastsAnHourAtMost(int seconds) {
        assertThat(assume(TOKEN, request -> request.durationSeconds(seconds))
                        .credentials()
                        .expiration())
                .isEqualTo(account.local()
                        .clock()
                        .instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(seconds));
    }

    @Test
    void moreThanAnHourIsRefusedThoughTheRoleAllowsIt() {
        assertThatThrownBy(() -> assume(TOKEN, request -> request.durationSeconds(3601)))
                .satisfies(
                        error(
                                "ValidationError",
                                400,
                                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."));
        assertThatThrownBy(() -> assume(TOKEN, request -> request.durationSeconds(899)))
                .satisfies(error("ValidationError", 400, "greater than or equal to 900"));
    }

    @Test
    void anExternalIdIsACondition() {
        target("arn:aws:iam::000000000000:role/deployer", "\"sts:AssumeRole\"", """
                ,"Condition":{"StringEquals":{"sts:ExternalId":"secret-handshake"}}""");

        assertThatThrownBy(() -> assume(TOKEN, request -> request))
                .satisfies(error("AccessDenied", 403, "sts:AssumeRole"));
        assertThatCode(() -> assume(TOKEN, request -> request.externalId("secret-handshake")))
                .doesNotThrowAnyException();
    }

    @Test
    void transitiveTagsAndTheSourceIdentityAreHandedOnAndOtherTagsAreNot() {
        target(
                "arn:aws:iam::000000000000:role/deployer",
                "\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"",
                """
                ,"Condition":{"StringEquals":{"aws:RequestTag/project":"shop","sts:SourceIdentity":"somebody"},
                "Null":{"aws:RequestTag/stage":"true"}}""");
        TokenRequest tagged = TOKEN.withSessionTags(Map.of("project", "shop", "stage", "production"), "project")
                .withSourceIdentity("somebody");

        AssumeRoleResponse answer = assume(tagged, request -> request);

        assertThat(answer.sourceIdentity()).isEqualTo("somebody");
        assertThat(answer.packedPolicySize()).isPositive();
        assertThatThrownBy(() -> assume(TOKEN, request -> request))
                .satisfies(error("AccessDenied", 403, "sts:AssumeRole"));
    }

    @Test
    void aTransitiveTagAndASourceIdentityCannotBeChangedOnTheWay() {
        TokenRequest tagged =
                TOKEN.withSessionTags(Map.of("project", "shop"), "project").withSourceIdentity("somebody");

        assertThatThrownBy(() -> assume(
                        tagged,
                        request -> request.tags(
                                Tag.builder().key("Project").value("other").build())))
                .satisfies(error("InvalidParameterValue", 400, "conflicts with a transitive tag key"));
        assertThatThrownBy(() -> assume(tagged, request -> request.sourceIdentity("another")))
                .satisfies(error("AccessDenied", 403, "source identity"));
    }

    @Test
    void tagsNeedAPermissionOfTheirOwn() {
        target("arn:aws:iam::000000000000:role/deployer", "\"sts:AssumeRole\"", "");

        assertThatThrownBy(() -> assume(
                        TOKEN,
                        request ->
                                request.tags(Tag.builder().key("a").value("b").build())))
                .satisfies(error("AccessDenied", 403, "sts:TagSession on resource: " + TARGET));
    }

    @Test
    void tagsAndPoliciesThatAreTooMuchTogetherAreRefused() {
        assertThatThrownBy(() -> assume(
                        TOKEN,
                        request -> request.policy(policy(allow("ecs:*", "*")) + " ".repeat(1900))
                                .tags(Tag.builder()
                                        .key("k")
                                        .value("v".repeat(200))
                                        .build())))
                .satisfies(error("PackedPolicyTooLarge", 400, "% of allotted space"));
    }

    private AssumeRoleResponse assume(TokenRequest token, UnaryOperator<AssumeRoleRequest.Builder> change) {
        return assume(account.session(IamAccount.DEPLOYER, request -> request, token), change);
    }

    private AssumeRoleResponse assume(Credentials credentials, UnaryOperator<AssumeRoleRequest.Builder> change) {
        try (StsClient sts = account.client(StsClient.builder(), credentials)) {
            return sts.assumeRole(
                    change.apply(AssumeRoleRequest.builder().roleArn(TARGET).roleSessionName("next"))
                            .build());
        }
    }

    private static Consumer<Throwable> error(String code, int status, String message) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}

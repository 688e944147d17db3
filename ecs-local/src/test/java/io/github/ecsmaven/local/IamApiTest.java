package io.github.ecsmaven.local;

import static io.github.ecsmaven.local.IamAccount.allow;
import static io.github.ecsmaven.local.IamAccount.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles, policies and OIDC providers, over the API of IAM. */
class IamApiTest {
    private static final String READS = policy(allow("ecs:Describe*", "*"));
    private static final String SERVICE = "arn:aws:ecs:eu-west-1:000000000000:service/shop/orders";

    @TempDir
    private Path directory;

    private IamAccount account;
    private IamClient iam;

    @BeforeEach
    void start() {
        account = IamAccount.start(directory);
        iam = account.iam();
    }

    @AfterEach
    void stop() {
        iam.close();
        account.close();
    }

    @Test
    void aRoleIsMadeReadAndDeleted() {
        Role made = iam.createRole(r -> r.roleName("made")
                        .path("/ci/")
                        .assumeRolePolicyDocument(IamAccount.TRUST)
                        .maxSessionDuration(7200)
                        .description("for tests")
                        .tags(Tag.builder().key("team").value("checkout").build()))
                .role();
        Role read = iam.getRole(r -> r.roleName("made")).role();

        assertThat(made).isEqualTo(read);
        assertThat(read.arn()).isEqualTo("arn:aws:iam::000000000000:role/ci/made");
        assertThat(read.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(read.maxSessionDuration()).isEqualTo(7200);
        assertThat(decoded(read.assumeRolePolicyDocument())).isEqualTo(IamAccount.TRUST);
        assertThat(read.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A");
        assertThat(read.tags()).hasSize(1);

        iam.deleteRole(r -> r.roleName("made"));
        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("made")))
                .isInstanceOf(NoSuchEntityException.class)
                .satisfies(error("NoSuchEntity", 404, "The role with name made cannot be found."));
    }

    @Test
    void inlinePoliciesArePutListedReadAndDeleted() {
        iam.putRolePolicy(r -> r.roleName("deployer").policyName("b").policyDocument(READS));
        iam.putRolePolicy(r -> r.roleName("deployer").policyName("a").policyDocument(READS));

        assertThat(iam.listRolePolicies(r -> r.roleName("deployer")).policyNames())
                .containsExactly("a", "b");
        assertThat(iam.listRolePolicies(r -> r.roleName("deployer").maxItems(1)).isTruncated())
                .isTrue();
        assertThat(iam.listRolePoliciesPaginator(r -> r.roleName("deployer").maxItems(1))
                        .policyNames())
                .containsExactly("a", "b");
        assertThat(decoded(iam.getRolePolicy(r -> r.roleName("deployer").policyName("a"))
                        .policyDocument()))
                .isEqualTo(READS);

        iam.deleteRolePolicy(r -> r.roleName("deployer").policyName("a"));
        assertThatThrownBy(() -> iam.getRolePolicy(r -> r.roleName("deployer").policyName("a")))
                .satisfies(error("NoSuchEntity", 404, "The role policy with name a cannot be found."));
    }

    @Test
    void managedPoliciesAreMadeAttachedReadAndDetached() {
        String arn = iam.createPolicy(r -> r.policyName("reads").policyDocument(READS))
                .policy()
                .arn();
        iam.attachRolePolicy(r -> r.roleName("deployer").policyArn(arn));

        assertThat(arn).isEqualTo("arn:aws:iam::000000000000:policy/reads");
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("deployer")).attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyName("reads")
                        .policyArn(arn)
                        .build());
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
        assertThat(decoded(iam.getPolicyVersion(r -> r.policyArn(arn).versionId("v1"))
                        .policyVersion()
                        .document()))
                .isEqualTo(READS);
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("administrator"))
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactly("arn:aws:iam::aws:policy/AdministratorAccess");

        iam.detachRolePolicy(r -> r.roleName("deployer").policyArn(arn));
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("deployer")).attachedPolicies())
                .isEmpty();
    }

    @Test
    void aBoundaryIsAManagedPolicy() {
        String arn = iam.createPolicy(r -> r.policyName("limit").policyDocument(READS))
                .policy()
                .arn();
        iam.putRolePermissionsBoundary(r -> r.roleName("deployer").permissionsBoundary(arn));

        assertThat(iam.getRole(r -> r.roleName("deployer"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(arn);
    }

    @Test
    void providersAreMadeListedAndRead() {
        String arn = iam.createOpenIDConnectProvider(r -> r.url("https://token.actions.githubusercontent.com")
                        .clientIDList("sts.amazonaws.com")
                        .thumbprintList("6938fd4d98bab03faadb97b34396831e3780aea1"))
                .openIDConnectProviderArn();

        assertThat(arn).isEqualTo("arn:aws:iam::000000000000:oidc-provider/token.actions.githubusercontent.com");
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .extracting(provider -> provider.arn())
                .containsExactly("arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid", arn);
        GetOpenIdConnectProviderResponse read = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThat(read.url()).isEqualTo("token.actions.githubusercontent.com");
        assertThat(read.clientIDList()).containsExactly("sts.amazonaws.com");
        assertThat(read.thumbprintList()).containsExactly("6938fd4d98bab03faadb97b34396831e3780aea1");
    }

    static Stream<Arguments> refusals() {
        String policyArn = "arn:aws:iam::000000000000:policy/absent";
        return Stream.of(
                refused(
                        "EntityAlreadyExists",
                        409,
                        "Role with name deployer already exists.",
                        iam -> iam.createRole(r -> r.roleName("deployer").assumeRolePolicyDocument(IamAccount.TRUST))),
                refused(
                        "MalformedPolicyDocument",
                        400,
                        "Syntax errors in policy.",
                        iam -> iam.putRolePolicy(
                                r -> r.roleName("deployer").policyName("p").policyDocument("{}"))),
                refused(
                        "MalformedPolicyDocument",
                        400,
                        "Syntax errors in policy.",
                        iam -> iam.putRolePolicy(
                                r -> r.roleName("deployer").policyName("p").policyDocument("not json"))),
                refused(
                        "MalformedPolicyDocument",
                        400,
                        "Policy document should not specify a principal.",
                        iam -> iam.putRolePolicy(
                                r -> r.roleName("deployer").policyName("p").policyDocument(IamAccount.TRUST))),
                refused(
                        "MalformedPolicyDocument",
                        400,
                        "Has prohibited field Resource",
                        iam -> iam.updateAssumeRolePolicy(
                                r -> r.roleName("deployer").policyDocument(policy(allow("sts:AssumeRole", "*"))))),
                refused(
                        "NoSuchEntity",
                        404,
                        "The role with name absent cannot be found.",
                        iam -> iam.putRolePolicy(
                                r -> r.roleName("absent").policyName("p").policyDocument(READS))),
                refused(
                        "NoSuchEntity",
                        404,
                        "Policy " + policyArn + " does not exist or is not attachable.",
                        iam -> iam.attachRolePolicy(r -> r.roleName("deployer").policyArn(policyArn))),
                refused(
                        "NoSuchEntity",
                        404,
                        "Policy " + policyArn + " was not found.",
                        iam -> iam.detachRolePolicy(r -> r.roleName("deployer").policyArn(policyArn))),
                refused(
                        "NoSuchEntity",
                        404,
                        "Policy " + policyArn + " was not found.",
                        iam -> iam.getPolicy(r -> r.policyArn(policyArn))),
                refused(
                        "NoSuchEntity",
                        404,
                        "version v2 does not exist",
                        iam -> iam.getPolicyVersion(r -> r.policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                                .versionId("v2"))),
                refused(
                        "NoSuchEntity",
                        404,
                        "Scope ARN: " + policyArn,
                        iam -> iam.putRolePermissionsBoundary(
                                r -> r.roleName("deployer").permissionsBoundary(policyArn))),
                refused(
                        "NoSuchEntity",
                        404,
                        "OpenIDConnect Provider not found for arn",
                        iam -> iam.getOpenIDConnectProvider(r ->
                                r.openIDConnectProviderArn("arn:aws:iam::000000000000:oidc-provider/absent.example"))),
                refused(
                        "EntityAlreadyExists",
                        409,
                        "already exists",
                        iam -> iam.createOpenIDConnectProvider(
                                r -> r.url("https://oidc.ecs-local.invalid").clientIDList("a"))),
                refused(
                        "InvalidInput",
                        400,
                        "Invalid Open ID Connect Provider URL",
                        iam -> iam.createOpenIDConnectProvider(
                                r -> r.url("http://oidc.example").clientIDList("a"))),
                refused(
                        "InvalidInput",
                        400,
                        "40 hexadecimal digits",
                        iam -> iam.createOpenIDConnectProvider(
                                r -> r.url("https://oidc.example").thumbprintList("abc"))),
                refused(
                        "DeleteConflict",
                        409,
                        "must detach all policies first",
                        iam -> iam.deleteRole(r -> r.roleName("administrator"))),
                refused(
                        "ValidationError",
                        400,
                        "'maxSessionDuration'",
                        iam -> iam.createRole(r -> r.roleName("x")
                                .assumeRolePolicyDocument(IamAccount.TRUST)
                                .maxSessionDuration(60))),
                refused(
                        "ValidationError",
                        400,
                        "at 'roleName' failed to satisfy",
                        iam -> iam.getRole(r -> r.roleName("a/b"))),
                refused(
                        "NoSuchEntity",
                        404,
                        "cannot be found",
                        iam -> iam.simulatePrincipalPolicy(
                                r -> r.policySourceArn("arn:aws:iam::000000000000:role/absent")
                                        .actionNames("ecs:ListClusters"))));
    }

    private static Arguments refused(String code, int status, String message, Consumer<IamClient> call) {
        return Arguments.of(code, status, message, call);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refusals")
    void whatIamRefusesIsRefusedWithItsErrors(String code, int status, String message, Consumer<IamClient> call) {
        assertThatThrownBy(() -> call.accept(iam)).satisfies(error(code, status, message));
    }

    @Test
    void everythingIsThereAfterARestartAndAConfiguredRoleKeepsWhatWasDoneToIt() {
        iam.putRolePolicy(r -> r.roleName("deployer").policyName("kept").policyDocument(READS));
        iam.createRole(r -> r.roleName("made").assumeRolePolicyDocument(IamAccount.TRUST));
        iam.createOpenIDConnectProvider(r -> r.url("https://gitlab.com").clientIDList("a"));
        account.close();
        account = IamAccount.start(directory);
        try (IamClient after = account.iam()) {
            assertThat(after.listRolePolicies(r -> r.roleName("deployer")).policyNames())
                    .containsExactly("kept");
            assertThat(after.getRole(r -> r.roleName("made")).role().roleName()).isEqualTo("made");
            assertThat(after.listOpenIDConnectProviders().openIDConnectProviderList())
                    .hasSize(2);
        }
    }

    @Test
    void aRoleThatIsConfiguredOtherwiseIsMadeAnewAndOneThatIsNoLongerConfiguredGoes() {
        iam.putRolePolicy(r -> r.roleName("deployer").policyName("lost").policyDocument(READS));
        account.close();
        account = IamAccount.start(
                directory,
                settings -> settings.withRoles(List.of(
                        settings.roles().get(0), settings.roles().get(1).withMaxSessionDuration(Duration.ofHours(3)))));
        try (IamClient after = account.iam()) {
            assertThat(after.listRolePolicies(r -> r.roleName("deployer")).policyNames())
                    .isEmpty();
        }
        account.close();
        account = IamAccount.start(
                directory, settings -> settings.withRoles(settings.roles().subList(0, 1)));
        try (IamClient after = account.iam()) {
            assertThatThrownBy(() -> after.getRole(r -> r.roleName("deployer")))
                    .isInstanceOf(NoSuchEntityException.class);
        }
    }

    @Test
    void aResetLeavesTheRolesThatAreConfigured() {
        iam.createRole(r -> r.roleName("made").assumeRolePolicyDocument(IamAccount.TRUST));

        account.local().reset();

        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("made"))).isInstanceOf(NoSuchEntityException.class);
        assertThatCode(() -> iam.getRole(r -> r.roleName("deployer"))).doesNotThrowAnyException();
    }

    @Test
    void theSimulatorSaysWhatARoleCouldDoAndWhatItWasNotTold() {
        account.permit(
                """
                {"Effect":"Allow","Action":"ecs:UpdateService","Resource":"%s","Condition":{
                "ArnEquals":{"ecs:cluster":"arn:aws:ecs:eu-west-1:000000000000:cluster/shop"}}}""".formatted(SERVICE), "{\"Effect\":\"Deny\",\"Action\":\"ecs:DeleteService\",\"Resource\":\"*\"}");

        assertThat(iam.simulatePrincipalPolicy(r -> r.policySourceArn(IamAccount.DEPLOYER)
                                .actionNames("ecs:UpdateService", "ecs:DeleteService", "ecs:ListClusters")
                                .resourceArns(SERVICE)
                                .contextEntries(ContextEntry.builder()
                                        .contextKeyName("ecs:cluster")
                                        .contextKeyType(ContextKeyTypeEnum.STRING)
                                        .contextKeyValues("arn:aws:ecs:eu-west-1:000000000000:cluster/shop")
                                        .build()))
                        .evaluationResults())
                .extracting(EvaluationResult::evalActionName, EvaluationResult::evalDecision)
                .containsExactly(
                        tuple("ecs:UpdateService", PolicyEvaluationDecisionType.ALLOWED),
                        tuple("ecs:DeleteService", PolicyEvaluationDecisionType.EXPLICIT_DENY),
                        tuple("ecs:ListClusters", PolicyEvaluationDecisionType.IMPLICIT_DENY));

        EvaluationResult untold = iam.simulatePrincipalPolicy(r -> r.policySourceArn(IamAccount.DEPLOYER)
                        .actionNames("ecs:UpdateService")
                        .resourceArns(SERVICE))
                .evaluationResults()
                .get(0);
        assertThat(untold.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(untold.missingContextValues()).containsExactly("ecs:cluster");
    }

    @Test
    void theSimulatorTakesDocumentsTooWithABoundary() {
        EvaluationResult limited = iam.simulateCustomPolicy(r -> r.policyInputList(policy(allow("ecs:*", "*")))
                        .permissionsBoundaryPolicyInputList(policy(allow("logs:*", "*")))
                        .actionNames("ecs:ListClusters"))
                .evaluationResults()
                .get(0);

        assertThat(limited.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(limited.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
        assertThat(limited.matchedStatements()).hasSize(1);
        assertThat(iam.simulateCustomPolicy(r ->
                                r.policyInputList(policy(allow("ecs:*", "*"))).actionNames("ecs:ListClusters"))
                        .evaluationResults()
                        .get(0)
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void theCallsOfIamNeedPermissionThemselves() {
        account.permit(allow("iam:GetRole", IamAccount.DEPLOYER));
        try (IamClient limited = account.client(IamClient.builder(), account.session(IamAccount.DEPLOYER))) {
            assertThatCode(() -> limited.getRole(r -> r.roleName("deployer"))).doesNotThrowAnyException();
            assertThatThrownBy(() -> limited.getRole(r -> r.roleName("administrator")))
                    .satisfies(error("AccessDenied", 403, "iam:GetRole on resource: " + IamAccount.ADMINISTRATOR));
            assertThatThrownBy(() -> limited.putRolePolicy(
                            r -> r.roleName("deployer").policyName("p").policyDocument(READS)))
                    .satisfies(error("AccessDenied", 403, "iam:PutRolePolicy on resource: " + IamAccount.DEPLOYER));
        }
    }

    @Test
    void tagsOfARoleAreTagsOfItsSessions() {
        iam.createRole(r -> r.roleName("tagged")
                .assumeRolePolicyDocument(IamAccount.TRUST)
                .tags(Tag.builder().key("team").value("checkout").build()));
        iam.putRolePolicy(r -> r.roleName("tagged").policyName("p").policyDocument(policy("""
                {"Effect":"Allow","Action":"iam:GetRole","Resource":"*","Condition":{
                "StringEquals":{"aws:PrincipalTag/team":"checkout"}}}""")));
        try (IamClient limited =
                account.client(IamClient.builder(), account.session("arn:aws:iam::000000000000:role/tagged"))) {
            assertThat(limited.getRole(r -> r.roleName("tagged")).role().tags())
                    .extracting(tag -> Map.entry(tag.key(), tag.value()))
                    .containsExactly(Map.entry("team", "checkout"));
        }
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static Consumer<Throwable> error(String code, int status, String message) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(IamException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}

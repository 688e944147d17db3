package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.iam.ApplicablePolicies.ResourceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What identity, boundary, session and resource policies come to together. */
class AuthorizationTest {

    private static final String ACTION = "ecs:UpdateService";
    private static final String SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/shop/orders";
    private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/deployer/job.1";
    private static final RequestContext REQUEST = new RequestContext(
            ACTION,
            SERVICE,
            new Principal.AwsArn(SESSION, "111122223333"),
            Map.of("ecs:cluster", List.of("arn:aws:ecs:eu-west-1:111122223333:cluster/shop")));

    private static final String NOBODY = "-";

    @ParameterizedTest
    @CsvSource({
        // what the policies of a kind say: allow, deny, silent (there is one, about something else), absent (there is
        // none)
        "allow,  absent, absent, absent,       allowed",
        "allow,  allow,  absent, absent,       allowed",
        "allow,  allow,  allow,  absent,       allowed",
        "silent, absent, absent, absent,       because no identity-based policy allows the ecs:UpdateService action",
        "absent, allow,  allow,  absent,       because no identity-based policy allows the ecs:UpdateService action",
        "allow,  silent, absent, absent,       because no permissions boundary allows the ecs:UpdateService action",
        "allow,  absent, silent, absent,       because no session policy allows the ecs:UpdateService action",
        "allow,  silent, silent, absent,       because no permissions boundary allows the ecs:UpdateService action",
        "deny,   allow,  allow,  absent,       with an explicit deny in an identity-based policy",
        "allow,  deny,   allow,  absent,       with an explicit deny in a permissions boundary",
        "allow,  allow,  deny,   absent,       with an explicit deny in a session policy",
        "allow,  allow,  allow,  deny,         with an explicit deny in a resource-based policy",
        "silent, absent, deny,   absent,       with an explicit deny in a session policy",
        // a policy of the resource
        "silent, silent, silent, session,      allowed",
        "silent, silent, silent, everyone,     allowed",
        "silent, absent, absent, role,         allowed",
        "silent, silent, absent, role,         because no permissions boundary allows the ecs:UpdateService action",
        "silent, absent, silent, role,         because no session policy allows the ecs:UpdateService action",
        "silent, absent, absent, account,      because no identity-based policy allows the ecs:UpdateService action",
        "allow,  absent, absent, account,      allowed",
        "allow,  absent, absent, silent,       allowed",
        "deny,   absent, absent, session,      with an explicit deny in an identity-based policy",
    })
    void withinOneAccountEveryKindThatIsThereMustAllowAndADenyAnywhereWins(
            String identity, String boundary, String session, String resource, String outcome) {
        assertThat(outcome(policies(identity, boundary, session, resource, ResourceRole.SUFFICIENT)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "silent, silent,  because no resource-based policy allows the ecs:UpdateService action",
        "allow,  silent,  because no resource-based policy allows the ecs:UpdateService action",
        "allow,  absent,  because no resource-based policy allows the ecs:UpdateService action",
        "silent, account, because no identity-based policy allows the ecs:UpdateService action",
        "allow,  account, allowed",
        "silent, role,    allowed",
        "silent, session, allowed",
    })
    void aTrustPolicyMustAllowAndIsEnoughWhereItNamesThePrincipal(String identity, String resource, String outcome) {
        assertThat(outcome(policies(identity, "absent", "absent", resource, ResourceRole.NECESSARY)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "allow,  session, allowed",
        "allow,  role,    allowed",
        "silent, session, because no identity-based policy allows the ecs:UpdateService action",
        "allow,  silent,  because no resource-based policy allows the ecs:UpdateService action",
    })
    void betweenAccountsBothSidesMustAllow(String identity, String resource, String outcome) {
        assertThat(outcome(policies(identity, "absent", "absent", resource, ResourceRole.NECESSARY_WITH_IDENTITY)))
                .isEqualTo(outcome);
    }

    @Test
    void theHolderOfATokenHasNoPoliciesButTheTrustPolicy() {
        Policy trust = Policy.of(List.of(Statement.trust(
                PrincipalSelector.matching(List.of(PrincipalPattern.federated(Requests.PROVIDER))),
                List.of(Requests.ASSUME),
                List.of())));

        assertThat(AuthorizationEvaluator.evaluate(
                                ApplicablePolicies.ofTrust(new NamedPolicy("trust policy", trust)),
                                Requests.withKeys(Map.of()))
                        .allowed())
                .isTrue();
    }

    @Test
    void oneOfSeveralPoliciesOfAKindIsEnough() {
        ApplicablePolicies policies = ApplicablePolicies.ofIdentity(
                        List.of(named("silent", policy("silent")), named("deploy", policy("allow"))))
                .withSession(List.of(named("a", policy("silent")), named("b", policy("allow"))));

        Authorization authorization = AuthorizationEvaluator.evaluate(policies, REQUEST);

        assertThat(authorization.allowed()).isTrue();
        assertThat(authorization.explanation())
                .isEqualTo("identity-based policy 'deploy': statement 1 allows " + ACTION);
        assertThat(authorization.findings())
                .extracting(finding -> finding.policy().name())
                .containsExactly("silent", "deploy", "a", "b");
    }

    @Test
    void aDenialIsWordedAsAwsWordsIt() {
        Authorization authorization = AuthorizationEvaluator.evaluate(
                policies("allow", "absent", "silent", "absent", ResourceRole.SUFFICIENT), REQUEST);

        assertThat(((Authorization.Denied) authorization).message(SESSION))
                .isEqualTo("User: " + SESSION + " is not authorized to perform: ecs:UpdateService on resource: "
                        + SERVICE + " because no session policy allows the ecs:UpdateService action");
    }

    @Test
    void anActionWithoutResourceIsDeniedOnAll() {
        RequestContext request = new RequestContext("ecs:ListClusters", "*", REQUEST.principal(), Map.of());

        Authorization authorization =
                AuthorizationEvaluator.evaluate(ApplicablePolicies.ofIdentity(List.of()), request);

        assertThat(((Authorization.Denied) authorization).message(SESSION))
                .isEqualTo("User: " + SESSION
                        + " is not authorized to perform: ecs:ListClusters on resource: * because no identity-based"
                        + " policy allows the ecs:ListClusters action");
    }

    @Test
    void theExplanationNamesThePolicyTheStatementTheConditionAndBothValues() {
        Policy otherCluster = Policy.of(List.of(Statement.allow(
                        List.of(ACTION),
                        List.of("*"),
                        List.of(Condition.of(
                                "ArnEquals", "ecs:cluster", "arn:aws:ecs:eu-west-1:111122223333:cluster/test")))
                .withSid("Deploy")));

        Authorization authorization = AuthorizationEvaluator.evaluate(
                ApplicablePolicies.ofIdentity(List.of(named("inline/deploy", otherCluster))), REQUEST);

        assertThat(authorization.explanation()).isEqualTo("""
                identity-based policy 'inline/deploy': no statement allows ecs:UpdateService
                statement 'Deploy': ArnEquals ecs:cluster expected "arn:aws:ecs:eu-west-1:111122223333:cluster/test", \
                was "arn:aws:ecs:eu-west-1:111122223333:cluster/shop\"""");
    }

    @Test
    void whereNoPolicyOfAKindIsThereTheExplanationSaysSo() {
        Authorization authorization =
                AuthorizationEvaluator.evaluate(ApplicablePolicies.ofIdentity(List.of()), REQUEST);

        assertThat(authorization.explanation())
                .isEqualTo("there is no identity-based policy, and one must allow ecs:UpdateService");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyCombinationIsDecidedAsTheRulesSay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String identity = any(random, "allow", "deny", "silent", "absent");
            String boundary = any(random, "allow", "deny", "silent", "absent");
            String session = any(random, "allow", "deny", "silent", "absent");
            String resource = any(random, "session", "role", "account", "everyone", "deny", "silent", "absent");
            ResourceRole rule = ResourceRole.values()[random.nextInt(3)];

            assertThat(AuthorizationEvaluator.evaluate(policies(identity, boundary, session, resource, rule), REQUEST)
                            .allowed())
                    .as("%s %s %s %s %s", identity, boundary, session, resource, rule)
                    .isEqualTo(expected(identity, boundary, session, resource, rule));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aLimitNeverAllowsWhatWasDenied(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String identity = any(random, "allow", "deny", "silent");
            String resource = any(random, "session", "role", "account", "silent", "absent");
            ApplicablePolicies without = policies(identity, "absent", "absent", resource, ResourceRole.SUFFICIENT);
            ApplicablePolicies limited = without.withBoundary(named("limit", policy(any(random, "allow", "silent"))))
                    .withSession(List.of(named("session", policy(any(random, "allow", "silent", "deny")))));

            if (!AuthorizationEvaluator.evaluate(without, REQUEST).allowed()) {
                assertThat(AuthorizationEvaluator.evaluate(limited, REQUEST).allowed())
                        .isFalse();
            }
        }
    }

    /** The rules as a table of truths, without a policy in sight. */
    private static boolean expected(
            String identity, String boundary, String session, String resource, ResourceRole rule) {
        if (List.of(identity, boundary, session, resource).contains("deny")) {
            return false;
        }
        boolean granted = List.of("session", "role", "account", "everyone").contains(resource);
        if (rule != ResourceRole.SUFFICIENT && !granted) {
            return false;
        }
        boolean mayStandIn = rule != ResourceRole.NECESSARY_WITH_IDENTITY;
        if (mayStandIn && (resource.equals("session") || resource.equals("everyone"))) {
            return true;
        }
        return (identity.equals("allow") || (mayStandIn && resource.equals("role")))
                && !boundary.equals("silent")
                && !session.equals("silent");
    }

    private static String any(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String outcome(ApplicablePolicies policies) {
        Authorization authorization = AuthorizationEvaluator.evaluate(policies, REQUEST);
        return authorization instanceof Authorization.Denied denied ? denied.because() : "allowed";
    }

    private static ApplicablePolicies policies(
            String identity, String boundary, String session, String resource, ResourceRole rule) {
        return new ApplicablePolicies(
                some("identity", identity),
                boundary.equals("absent") ? null : named("boundary", policy(boundary)),
                some("session", session),
                resource.equals("absent") ? List.of() : List.of(named("resource", resourcePolicy(resource))),
                rule);
    }

    private static List<NamedPolicy> some(String name, String what) {
        return what.equals("absent") ? List.of() : List.of(named(name, policy(what)));
    }

    private static NamedPolicy named(String name, Policy policy) {
        return new NamedPolicy(name, policy);
    }

    private static Policy policy(String what) {
        List<Statement> statements = new ArrayList<>();
        if (!what.equals("silent")) {
            statements.add(Statement.allow(List.of("ecs:*"), List.of("*"), List.of()));
        }
        if (what.equals("deny")) {
            statements.add(Statement.deny(List.of(ACTION), List.of(SERVICE), List.of()));
        }
        statements.add(Statement.allow(List.of("s3:*"), List.of("*"), List.of()));
        return Policy.of(statements);
    }

    private static Policy resourcePolicy(String who) {
        String arn = switch (who) {
            case "session" -> SESSION;
            case "role" -> "arn:aws:iam::111122223333:role/deployer";
            case "account" -> "111122223333";
            case "everyone", "deny" -> "*";
            default -> NOBODY;
        };
        return Policy.of(List.of(new Statement(
                null,
                who.equals("deny") ? Effect.DENY : Effect.ALLOW,
                PrincipalSelector.matching(List.of(PrincipalPattern.aws(arn))),
                Selector.matching(List.of("ecs:*")),
                Selector.matching(List.of("*")),
                List.of())));
    }
}

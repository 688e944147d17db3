package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Tag", "Effect": "Allow", "Principal": {"Federated": "%1$s"}, "Action": "sts:TagSession"},
              {"Sid": "People", "Effect": "Allow", "Principal": {"AWS": "111122223333"},
               "Action": "sts:AssumeRoleWithWebIdentity"},
              {"Effect": "Allow", "Principal": {"Federated": "%1$s"}, "Action": "sts:AssumeRoleWithWebIdentity",
               "Condition": {"StringEquals": {"oidc.example:sub": "project:7"}}},
              {"Sid": "Deploy", "Effect": "Allow", "Principal": {"Federated": "%1$s"},
               "Action": "sts:AssumeRoleWithWebIdentity",
               "Condition": {"StringEquals": {"oidc.example:aud": "sts.amazonaws.com",
                                              "oidc.example:sub": "repo:acme/shop:ref:refs/heads/main"}}},
              {"Sid": "Never", "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]}""".formatted(Requests.PROVIDER);

    private static Decision decide(String... keys) {
        return PolicyEvaluator.evaluate(Policy.parse(POLICY), Requests.withKeys(keys));
    }

    @Test
    void theStatementThatCameClosestIsNamedFirst() {
        Decision decision =
                decide("oidc.example:aud=sts.amazonaws.com", "oidc.example:sub=repo:acme/shop:ref:refs/heads/dev");

        assertThat(decision.explanation()).isEqualTo("""
                        no statement allows sts:AssumeRoleWithWebIdentity
                        statement 'Deploy': StringEquals oidc.example:sub expected \
                        "repo:acme/shop:ref:refs/heads/main", was "repo:acme/shop:ref:refs/heads/dev"
                        statement 3: StringEquals oidc.example:sub expected "project:7", was \
                        "repo:acme/shop:ref:refs/heads/dev"
                        statement 'People': Principal expected AWS "111122223333", was Federated \
                        "arn:aws:iam::111122223333:oidc-provider/oidc.example"
                        statement 'Tag': Action expected "sts:TagSession", was "sts:AssumeRoleWithWebIdentity\"""");
    }

    @Test
    void theClosestStatementHasItsMismatchesAsData() {
        Decision decision =
                decide("oidc.example:aud=sts.amazonaws.com", "oidc.example:sub=repo:acme/shop:ref:refs/heads/dev");
        StatementExplanation closest = decision.reasons().closest().orElseThrow();

        assertThat(closest.position()).isEqualTo(4);
        assertThat(closest.mismatches())
                .containsExactly(new Mismatch.OfCondition(
                        Condition.of("StringEquals", "oidc.example:sub", "repo:acme/shop:ref:refs/heads/main"),
                        List.of("repo:acme/shop:ref:refs/heads/dev")));
    }

    @Test
    void severalConditionsThatFailAreAllNamed() {
        assertThat(decide("oidc.example:sub=repo:acme/shop:ref:refs/heads/dev")
                        .reasons()
                        .statements())
                .extracting(StatementExplanation::text)
                .contains(
                        "statement 'Deploy': StringEquals oidc.example:aud expected \"sts.amazonaws.com\", was absent; "
                                + "StringEquals oidc.example:sub expected \"repo:acme/shop:ref:refs/heads/main\", "
                                + "was \"repo:acme/shop:ref:refs/heads/dev\"");
    }

    @Test
    void whatAllowsAndWhatDeniesIsNamed() {
        assertThat(decide("oidc.example:sub=project:7").explanation())
                .isEqualTo("statement 3 allows sts:AssumeRoleWithWebIdentity");
        assertThat(PolicyEvaluator.evaluate(
                                Policy.parse(POLICY),
                                new RequestContext(
                                        "sts:AssumeRole", Requests.ROLE, new Principal.Anonymous(), Map.of()))
                        .explanation())
                .isEqualTo("statement 'Never' denies sts:AssumeRole, and a deny wins over any allow");
    }

    @Test
    void aPolicyThatAllowsNothingHasNoClosestStatement() {
        Policy policy = Policy.of(List.of(Statement.deny(List.of("iam:*"), List.of("*"), List.of())));
        Decision decision = PolicyEvaluator.evaluate(policy, Requests.of("ecs:UpdateService", "*"));

        assertThat(decision.explanation()).isEqualTo("no statement allows ecs:UpdateService");
        assertThat(decision.reasons().closest()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}, was {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        StringEquals; main; Main; StringEquals k expected "main", was "Main" (they differ in case)
        StringEquals; m*; main; StringEquals k expected "m*", was "main" (StringEquals knows no wildcards, StringLike does)
        StringEquals; a|b; a|b; StringEquals k expected "a" or "b", was "a", "b" (several values need ForAnyValue: or ForAllValues:)
        StringNotLike; a*|b*; ab; StringNotLike k expected anything but "a*" or "b*", was "ab"
        StringNotEquals; a; b|c; StringNotEquals k expected anything but "a", was "b", "c" (several values need ForAnyValue: or ForAllValues:)
        ForAllValues:StringEquals; a; a|b; ForAllValues:StringEquals k expected "a", was "a", "b"
        ForAnyValue:StringLike; a*; b|c; ForAnyValue:StringLike k expected "a*", was "b", "c"
        Null; true; x; Null k expected no value, was "x"
        Null; false; -; Null k expected any value, was absent
        StringEquals; -; x; StringEquals k expected one of no values, was "x"
        """)
    void aConditionSaysWhatItExpectedAndTheMistakeThatIsHardToSee(
            String operator, String expected, String actual, String text) {
        Condition condition =
                Condition.of(operator, "k", expected.equals("-") ? new String[0] : expected.split("\\|", -1));
        List<String> values = actual.equals("-") ? List.of() : List.of(actual.split("\\|", -1));

        assertThat(new Mismatch.OfCondition(condition, values).text()).isEqualTo(text);
    }

    @Test
    void resourcesAndNegatedElementsAreExplained() {
        assertThat(new Mismatch.OfResource(Selector.matching(List.of("a", "b")), "c").text())
                .isEqualTo("Resource expected \"a\" or \"b\", was \"c\"");
        assertThat(new Mismatch.OfAction(Selector.notMatching(List.of("ecs:*")), "ecs:RunTask").text())
                .isEqualTo("NotAction expected anything but \"ecs:*\", was \"ecs:RunTask\"");
        assertThat(new Mismatch.OfPrincipal(
                                new PrincipalSelector(Sense.NOT_MATCHING, List.of(PrincipalPattern.anyone())),
                                new Principal.Anonymous())
                        .text())
                .isEqualTo("NotPrincipal expected anything but anyone, was an anonymous caller");
        assertThat(new Mismatch.OfPrincipal(
                                PrincipalSelector.matching(List.of()), new Principal.Service("ecs.amazonaws.com"))
                        .text())
                .isEqualTo("Principal expected nobody, was Service \"ecs.amazonaws.com\"");
        assertThat(new Principal.AwsArn(Requests.ROLE, "111122223333").text()).contains(Requests.ROLE);
    }

    @Test
    void aNearerResourceIsCloserThanAFartherOne() {
        Policy policy = Policy.of(List.of(
                Statement.allow(List.of("ecs:*"), List.of("arn:aws:s3:::bucket"), List.of()),
                Statement.allow(List.of("ecs:*"), List.of("arn:aws:ecs:eu-west-1:1:service/a/c"), List.of())));
        Decision decision =
                PolicyEvaluator.evaluate(policy, Requests.of("ecs:RunTask", "arn:aws:ecs:eu-west-1:1:service/a/b"));

        assertThat(decision.reasons().closest().orElseThrow().position()).isEqualTo(2);
    }
}

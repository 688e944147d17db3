package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParsingTest {

    private static final String TRUST = """
            {
              "Version": "2012-10-17",
              "Id": "trust",
              "Statement": [
                {
                  "Sid": "Deploy",
                  "Effect": "Allow",
                  "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.example"},
                  "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
                  "Condition": {
                    "StringEquals": {"oidc.example:aud": "sts.amazonaws.com"},
                    "StringLike": {"oidc.example:sub": ["repo:acme/shop:*", "repo:acme/web:*"]}
                  }
                },
                {
                  "Effect": "Deny",
                  "NotPrincipal": {"AWS": ["111122223333"], "Service": "ecs.amazonaws.com"},
                  "NotAction": "sts:TagSession",
                  "NotResource": ["arn:aws:iam::111122223333:role/a"],
                  "Condition": {"Bool": {"aws:SecureTransport": false}, "NumericLessThan": {"aws:Age": [300, 1.50]}}
                }
              ]
            }""";

    @Test
    void everyElementIsRead() {
        Policy policy = Policy.parse(TRUST);
        Statement deploy = policy.statements().get(0);
        Statement deny = policy.statements().get(1);

        assertThat(policy.version()).isEqualTo("2012-10-17");
        assertThat(policy.id()).isEqualTo("trust");
        assertThat(deploy.sid()).isEqualTo("Deploy");
        assertThat(deploy.effect()).isEqualTo(Effect.ALLOW);
        assertThat(deploy.principals())
                .isEqualTo(PrincipalSelector.matching(
                        List.of(PrincipalPattern.federated("arn:aws:iam::111122223333:oidc-provider/oidc.example"))));
        assertThat(deploy.actions())
                .isEqualTo(Selector.matching(List.of("sts:AssumeRoleWithWebIdentity", "sts:TagSession")));
        assertThat(deploy.resources()).isNull();
        assertThat(deploy.conditions())
                .containsExactly(
                        Condition.of("StringEquals", "oidc.example:aud", "sts.amazonaws.com"),
                        Condition.of("StringLike", "oidc.example:sub", "repo:acme/shop:*", "repo:acme/web:*"));
        assertThat(deny.effect()).isEqualTo(Effect.DENY);
        assertThat(deny.principals())
                .isEqualTo(new PrincipalSelector(
                        Sense.NOT_MATCHING,
                        List.of(PrincipalPattern.aws("111122223333"), PrincipalPattern.service("ecs.amazonaws.com"))));
        assertThat(deny.actions()).isEqualTo(Selector.notMatching(List.of("sts:TagSession")));
        assertThat(deny.resources()).isEqualTo(Selector.notMatching(List.of("arn:aws:iam::111122223333:role/a")));
    }

    @Test
    void numbersAndBooleansOfAConditionBecomeText() {
        assertThat(Policy.parse(TRUST).statements().get(1).conditions())
                .containsExactly(
                        Condition.of("Bool", "aws:SecureTransport", "false"),
                        Condition.of("NumericLessThan", "aws:Age", "300", "1.50"));
    }

    @Test
    void oneStatementNeedsNoList() {
        Policy policy = Policy.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}}");

        assertThat(policy.version()).isNull();
        assertThat(policy.statements()).hasSize(1);
        assertThat(policy.statements().get(0).principals())
                .isEqualTo(PrincipalSelector.matching(List.of(PrincipalPattern.anyone())));
    }

    @ParameterizedTest
    @ValueSource(strings = {TRUST, "{\"Statement\":{\"Effect\":\"Allow\",\"NotPrincipal\":\"*\",\"Action\":[]}}"})
    void whatIsWrittenIsReadAsTheSamePolicy(String json) {
        Policy policy = Policy.parse(json);

        assertThat(Policy.parse(policy.toJson())).isEqualTo(policy);
        assertThat(Policy.parse(policy.toJson()).toJson()).isEqualTo(policy.toJson());
    }

    @Test
    void aWrittenPolicyIsCompact() {
        Policy policy = Policy.of(List.of(
                Statement.allow(
                                List.of("ecs:UpdateService"),
                                List.of("arn:aws:ecs:eu-west-1:111122223333:service/a/b"),
                                List.of(Condition.of("StringEquals", "ecs:cluster", "a", "b")))
                        .withSid("Update"),
                Statement.deny(List.of("iam:*", "sts:*"), List.of("*"), List.of())));

        assertThat(policy.toJson())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Sid\":\"Update\",\"Effect\":\"Allow\",\"Action\":\"ecs:UpdateService\","
                        + "\"Resource\":\"arn:aws:ecs:eu-west-1:111122223333:service/a/b\","
                        + "\"Condition\":{\"StringEquals\":{\"ecs:cluster\":[\"a\",\"b\"]}}},"
                        + "{\"Effect\":\"Deny\",\"Action\":[\"iam:*\",\"sts:*\"],\"Resource\":\"*\"}]}");
    }

    @Test
    void aTrustStatementHasPrincipalsAndNoResource() {
        Policy policy = Policy.of(List.of(Statement.trust(
                PrincipalSelector.matching(List.of(
                        PrincipalPattern.service("a"), PrincipalPattern.aws("b"), PrincipalPattern.service("c"))),
                List.of("sts:AssumeRole"),
                List.of())));

        assertThat(policy.toJson())
                .contains("\"Principal\":{\"Service\":[\"a\",\"c\"],\"AWS\":\"b\"},\"Action\":\"sts:AssumeRole\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        ``; $; empty
        `   `; $; empty
        nonsense; $; not JSON
        {"Statement": [}; $; line 1, column 16
        []; $; expected an object, was a list
        {"Statement":{"Effect":"Allow","Action":"*"}} x; $; more text after the end
        {"Statement":{"Effect":"Allow","Action":"*"}} {}; $; more text after the end
        {/*c*/"Statement":{"Effect":"Allow","Action":"*"}}; $; no comments
        {}; $; the element Statement is missing
        {"Statement":[]}; $.Statement; at least one statement
        {"Statement":[3]}; $.Statement[0]; expected an object, was a number
        {"Version":"2012-10-18","Statement":[]}; $.Version; expected 2012-10-17 or 2008-10-17, was '2012-10-18'
        {"Version":2012,"Statement":[]}; $.Version; expected a string, was a number
        {"statement":[]}; $.statement; no such element; there are Id, Statement, Version
        {"Statement":[{"Action":"*"}]}; $.Statement[0]; Effect is missing
        {"Statement":[{"Effect":"allow","Action":"*"}]}; $.Statement[0].Effect; expected Allow or Deny, was 'allow'
        {"Statement":[{"Effect":true,"Action":"*"}]}; $.Statement[0].Effect; expected a string, was a boolean
        {"Statement":[{"Effect":"Allow"}]}; $.Statement[0]; Action or NotAction is missing
        {"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*"}]}; $.Statement[0]; exclude each other
        {"Statement":[{"Effect":"Allow","Actions":"*"}]}; $.Statement[0].Actions; no such element
        {"Statement":[{"Effect":"Allow","Action":"UpdateService"}]}; $.Statement[0].Action; expected * or SERVICE:ACTION
        {"Statement":[{"Effect":"Allow","NotAction":"x"}]}; $.Statement[0].NotAction; expected * or SERVICE:ACTION
        {"Statement":[{"Effect":"Allow","Action":["*",null]}]}; $.Statement[0].Action[1]; expected a string, was null
        {"Statement":[{"Effect":"Allow","Action":{}}]}; $.Statement[0].Action; expected a string, was an object
        {"Statement":[{"Effect":"Allow","Action":""}]}; $.Statement[0].Action; was an empty string
        {"Statement":[{"Effect":"Allow","Action":"*","Principal":"me"}]}; $.Statement[0].Principal; expected * or an object
        {"Statement":[{"Effect":"Allow","Action":"*","Principal":["*"]}]}; $.Statement[0].Principal; was a list
        {"Statement":[{"Effect":"Allow","Action":"*","Principal":{"Aws":"*"}}]}; $.Statement[0].Principal.Aws; expected AWS
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":[]}]}; $.Statement[0].Condition; expected an object
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Equals":{}}}]}; $.Statement[0].Condition.Equals; no condition operator 'Equals'
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{},"bool":{}}}]}; $.Statement[0].Condition.bool; comes twice
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a:b":{}}}}]}; $.Statement[0].Condition.Bool["a:b"]; was an object
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a:b":["x",null]}}}]}; $.Statement[0].Condition.Bool["a:b"][1]; was null
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"":"x"}}}]}; $.Statement[0].Condition.Bool[""]; the condition key is empty
        {"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":"x","\\u0061":"y"}}}]}; $.Statement[0].Condition.Bool.a; comes twice
        {"Statement":[{"Sid":"A","Effect":"Allow","Action":"*"},{"Sid":"A","Effect":"Deny","Action":"*"}]}; $.Statement[1].Sid; the name 'A' already
        """)
    void aMalformedDocumentIsRefusedWithThePlace(String json, String path, String reason) {
        assertThatExceptionOfType(MalformedPolicyException.class)
                .isThrownBy(() -> Policy.parse(json))
                .withMessageContaining("malformed policy at " + path + ":")
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.path()).isEqualTo(path));
    }

    @Test
    void bracesQuotesAndColonsInsideTextAreText() {
        String json = """
                {"Id":"a\\"},{\\\\","Statement":[{"Sid":"{[:,//","Effect":"Allow","Action":"*",
                 "Condition":{"NumericEquals":{"k":[1,2.5e3,-7]},"Bool":{"b":true,"c":[false]}}}]}""";

        assertThat(Policy.parse(json).id()).isEqualTo("a\"},{\\");
    }

    @Test
    void aStatementThatADocumentCannotWriteIsNotMade() {
        List<Condition> twice = List.of(Condition.of("StringLike", "k", "a"), Condition.of("StringLike", "k", "b"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statement.allow(List.of("ecs:*"), List.of("*"), twice))
                .withMessageContaining("StringLike and the key k");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statement.allow(List.of(), List.of("*"), List.of()))
                .withMessageContaining("action");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statement.deny(List.of("*"), List.of(), List.of()))
                .withMessageContaining("resource");
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalSelector.matching(
                        List.of(PrincipalPattern.anyone(), PrincipalPattern.aws("111122223333"))));
    }
}

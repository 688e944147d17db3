package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {

    private static boolean allows(String statement, RequestContext request) {
        return decide(statement, request).allowed();
    }

    private static Decision decide(String statements, RequestContext request) {
        Policy policy = Policy.parse("{'Version':'2012-10-17','Statement':[%s]}"
                .formatted(statements)
                .replace('\'', '"'));
        return PolicyEvaluator.evaluate(policy, request);
    }

    @ParameterizedTest(name = "{0}: {1} for {2}: {3}")
    @CsvSource({
        "Action, ecs:UpdateService, ecs:UpdateService, true",
        "Action, ecs:updateservice, ECS:UpdateService, true",
        "Action, ecs:*, ecs:UpdateService, true",
        "Action, *, ecs:UpdateService, true",
        "Action, ecs:Describe*, ecs:UpdateService, false",
        "Action, ecs:?pdateService, ecs:UpdateService, true",
        "Action, ecs:Update, ecs:UpdateService, false",
        "NotAction, ecs:UpdateService, ecs:UpdateService, false",
        "NotAction, iam:*, ecs:UpdateService, true"
    })
    void actionsAreComparedWithoutCaseAndWithWildcards(String element, String pattern, String action, boolean allowed) {
        String statement = "{'Effect':'Allow','%s':'%s','Resource':'*'}".formatted(element, pattern);

        assertThat(allows(statement, Requests.of(action, "*"))).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: {1} for {2}: {3}")
    @CsvSource({
        "Resource, *, arn:aws:ecs:eu-west-1:111122223333:service/a/b, true",
        "Resource, *, *, true",
        "Resource, arn:aws:ecs:eu-west-1:111122223333:service/a/b, arn:aws:ecs:eu-west-1:111122223333:service/a/b, true",
        "Resource, arn:aws:ecs:eu-west-1:111122223333:service/a/B, arn:aws:ecs:eu-west-1:111122223333:service/a/b, false",
        "Resource, arn:aws:ecs:*:*:service/a/*, arn:aws:ecs:eu-west-1:111122223333:service/a/b, true",
        "Resource, arn:aws:ecs:*:*:task-definition/web:*, arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7, true",
        "Resource, arn:aws:ecs:*:service/a/b, arn:aws:ecs:eu-west-1:111122223333:service/a/b, false",
        "Resource, arn:aws:ecs:*, arn:aws:ecs:eu-west-1:111122223333:service/a/b, true",
        "Resource, arn:aws:ecs:*:*:service/?/b, arn:aws:ecs:eu-west-1:111122223333:service/a/b, true",
        "Resource, arn:aws:ecs:*:*:service/a/b, *, false",
        "NotResource, arn:aws:ecs:*:*:service/a/b, arn:aws:ecs:eu-west-1:111122223333:service/a/b, false",
        "NotResource, arn:aws:ecs:*:*:service/a/b, arn:aws:ecs:eu-west-1:111122223333:service/a/c, true"
    })
    void resourcesAreComparedPartByPart(String element, String pattern, String resource, boolean allowed) {
        String statement = "{'Effect':'Allow','Action':'*','%s':'%s'}".formatted(element, pattern);

        assertThat(allows(statement, Requests.of("ecs:UpdateService", resource)))
                .isEqualTo(allowed);
    }

    private static final Principal SESSION =
            new Principal.AwsArn("arn:aws:sts::111122223333:assumed-role/deployer/build-7", "111122223333");
    private static final Principal USER = new Principal.AwsArn("arn:aws:iam::111122223333:user/anna", "111122223333");
    private static final Principal TOKEN = new Principal.Federated(Requests.PROVIDER);
    private static final Principal TASKS = new Principal.Service("ecs-tasks.amazonaws.com");

    private static final Map<String, Principal> PRINCIPALS = Map.of(
            "session", SESSION, "user", USER, "token", TOKEN, "tasks", TASKS, "anonymous", new Principal.Anonymous());

    @ParameterizedTest(name = "{0} names {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        "*"; anonymous; true
        "*"; token; true
        {"AWS": "*"}; user; true
        {"AWS": "111122223333"}; user; true
        {"AWS": "arn:aws:iam::111122223333:root"}; session; true
        {"AWS": "444455556666"}; user; false
        {"AWS": "arn:aws:iam::111122223333:user/anna"}; user; true
        {"AWS": "arn:aws:iam::111122223333:user/Anna"}; user; false
        {"AWS": "arn:aws:iam::111122223333:user/*"}; user; false
        {"AWS": "arn:aws:iam::111122223333:role/deployer"}; session; true
        {"AWS": "arn:aws:iam::111122223333:role/teams/web/deployer"}; session; true
        {"AWS": "arn:aws:iam::444455556666:role/deployer"}; session; false
        {"AWS": "arn:aws:iam::111122223333:role/other"}; session; false
        {"AWS": "arn:aws:sts::111122223333:assumed-role/deployer/build-7"}; session; true
        {"AWS": "111122223333"}; anonymous; false
        {"AWS": ["444455556666", "111122223333"]}; user; true
        {"Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.example"}; token; true
        {"Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.example/"}; token; false
        {"Federated": "arn:aws:iam::111122223333:oidc-provider/*"}; token; false
        {"Federated": "*"}; token; true
        {"Federated": "*"}; user; false
        {"Service": "ecs-tasks.amazonaws.com"}; tasks; true
        {"Service": ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"]}; tasks; true
        {"Service": "ecs.amazonaws.com"}; tasks; false
        {"Service": "ecs-tasks.amazonaws.com"}; token; false
        {"CanonicalUser": "79a59df900b949e5"}; user; false
        {"Service": "ecs.amazonaws.com", "AWS": "111122223333"}; session; true
        {}; user; false
        """)
    void aPrincipalIsNamedByItsArnItsAccountOrItsRole(String element, String who, boolean named) {
        Principal principal = PRINCIPALS.get(who);
        String statement = "{'Effect':'Allow','%s':" + element + ",'Action':'*'}";

        assertThat(allows(statement.replace("%s", "Principal"), Requests.from(principal)))
                .isEqualTo(named);
        assertThat(allows(statement.replace("%s", "NotPrincipal"), Requests.from(principal)))
                .isEqualTo(!named);
    }

    @Test
    void aTrustPolicyHasNoResource() {
        String statement = "{'Effect':'Allow','Principal':{'Federated':'%s'},'Action':'%s'}"
                .formatted(Requests.PROVIDER, Requests.ASSUME);

        assertThat(allows(statement, Requests.from(TOKEN))).isTrue();
    }

    @Test
    void anExplicitDenyWinsWhereverItStands() {
        String allow = "{'Sid':'A','Effect':'Allow','Action':'*','Resource':'*'}";
        String deny = "{'Sid':'D','Effect':'Deny','Action':'ecs:Delete*','Resource':'*'}";

        for (String statements : List.of(allow + "," + deny, deny + "," + allow)) {
            assertThat(decide(statements, Requests.of("ecs:DeleteService", "*")))
                    .isInstanceOfSatisfying(
                            Decision.ExplicitlyDenied.class,
                            denied -> assertThat(denied.statement().sid()).isEqualTo("D"));
            assertThat(decide(statements, Requests.of("ecs:UpdateService", "*")))
                    .isInstanceOfSatisfying(
                            Decision.Allowed.class,
                            allowed -> assertThat(allowed.statement().sid()).isEqualTo("A"));
        }
    }

    @Test
    void whatNobodyAllowsIsDenied() {
        assertThat(decide(
                        "{'Effect':'Deny','Action':'ecs:DeleteService','Resource':'*'}",
                        Requests.of("ecs:UpdateService", "*")))
                .isInstanceOf(Decision.ImplicitlyDenied.class);
    }

    @Test
    void allOperatorsAndAllKeysOfAConditionMustHold() {
        String statement = """
                {'Effect':'Allow','Action':'*','Condition':{
                  'StringEquals':{'oidc:aud':'sts','oidc:sub':'a'},
                  'StringLike':{'oidc:ref':['refs/heads/*','refs/tags/*']}}}""";

        assertThat(allows(statement, Requests.withKeys("oidc:aud=sts", "oidc:sub=a", "oidc:ref=refs/tags/1")))
                .isTrue();
        assertThat(allows(statement, Requests.withKeys("oidc:aud=sts", "oidc:sub=b", "oidc:ref=refs/tags/1")))
                .isFalse();
        assertThat(allows(statement, Requests.withKeys("oidc:aud=sts", "oidc:sub=a", "oidc:ref=refs/pull/1")))
                .isFalse();
        assertThat(allows(statement, Requests.withKeys("oidc:aud=sts", "oidc:sub=a")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1}, user {2}, request {3}: {4}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        StringEquals; ${aws:username}; anna; anna; true
        StringEquals; ${aws:username}; anna; bert; false
        StringEquals; ${AWS:UserName}; anna; anna; true
        StringLike; home/${aws:username}/*; anna; home/anna/x; true
        StringLike; home/${aws:username}/*; *; home/bert/x; false
        StringLike; home/${aws:username}/*; *; home/*/x; true
        StringEquals; ${aws:username, 'guest'}; -; guest; true
        StringEquals; ${aws:username,'guest'}; -; guest; true
        StringEquals; ${aws:username, 'guest'}; anna; anna; true
        StringEquals; ${aws:username}; -; ${aws:username}; false
        StringNotEquals; ${aws:username}; -; bert; true
        StringLike; a${*}c; -; a*c; true
        StringLike; a${*}c; -; abc; false
        StringLike; a${?}c; -; a?c; true
        StringLike; a${?}c; -; abc; false
        StringEquals; ${$}{x}; -; ${x}; true
        StringEquals; ${unclosed; -; ${unclosed; true
        ArnLike; arn:aws:iam::*:user/${aws:username}; anna; arn:aws:iam::1:user/anna; true
        ArnLike; arn:aws:iam::*:user/${aws:username}; anna; arn:aws:iam::1:user/bert; false
        """)
    void variablesTakeTheirValueFromTheRequest(
            String operator, String expected, String user, String actual, boolean holds) {
        String statement = "{'Effect':'Allow','Action':'*','Condition':{'%s':{'test:Key':['%s']}}}"
                .formatted(operator, expected)
                .replace('\'', '"');
        String quoted = statement.replace("\"guest\"", "'guest'");
        Policy policy = Policy.parse("{\"Version\":\"2012-10-17\",\"Statement\":" + quoted + "}");
        Map<String, List<String>> keys = user.equals("-")
                ? Map.of("test:Key", List.of(actual))
                : Map.of("test:Key", List.of(actual), "aws:username", List.of(user));

        assertThat(PolicyEvaluator.evaluate(policy, Requests.withKeys(keys)).allowed())
                .isEqualTo(holds);
    }

    @Test
    void aKeyWithSeveralValuesIsNoVariable() {
        String statement = "{'Effect':'Allow','Action':'*','Condition':{'StringEquals':{'k':'${many}'}}}";

        assertThat(allows(statement, Requests.withKeys("k=a", "many=a", "many=b")))
                .isFalse();
    }

    @Test
    void aResourceCanHoldVariables() {
        String allow = "{'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::111122223333:role/${aws:username}'}";

        assertThat(allows(allow, Requests.withKeys("aws:username=deployer"))).isTrue();
        assertThat(allows(allow, Requests.withKeys("aws:username=other"))).isFalse();
        assertThat(allows(allow, Requests.withKeys())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'\"Version\":\"2008-10-17\",', true", "'', true", "'\"Version\":\"2012-10-17\",', false"})
    void policiesOfTheFirstVersionHaveNoVariables(String version, boolean literal) {
        Policy policy = Policy.parse("{" + version
                + "\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"k\":\"${aws:username}\"}}}}");

        assertThat(PolicyEvaluator.evaluate(policy, Requests.withKeys("k=${aws:username}", "aws:username=anna"))
                        .allowed())
                .isEqualTo(literal);
    }
}

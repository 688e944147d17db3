package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IDENTITY | "Action":"ecs:*","Resource":"*"                                               | -
            IDENTITY | "Action":"ecs:*"                                                              | Policy statement must contain resources.
            IDENTITY | "Action":"ecs:*","Resource":"*","Principal":"*"                               | Policy document should not specify a principal.
            IDENTITY | "Sid":"not-a-name","Action":"ecs:*","Resource":"*"                            | Statement IDs (SID) must be alpha-numeric.
            TRUST    | "Action":"sts:AssumeRole","Principal":"*"                                     | -
            TRUST    | "Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"],"Principal":"*"   | -
            TRUST    | "Action":"sts:*","Principal":"*"                                              | -
            TRUST    | "Action":"sts:AssumeRole"                                                     | Missing required field Principal
            TRUST    | "Action":"sts:AssumeRole","Principal":"*","Resource":"*"                      | Has prohibited field Resource
            TRUST    | "Action":"ecs:UpdateService","Principal":"*"                                  | AssumeRole policy may only specify STS AssumeRole actions.
            TRUST    | "Action":"sts:GetCallerIdentity","Principal":"*"                              | AssumeRole policy may only specify STS AssumeRole actions.
            TRUST    | "NotAction":"sts:AssumeRole","Principal":"*"                                  | AssumeRole policy may only specify STS AssumeRole actions.
            """)
    void aPolicyIsTakenOrRefusedInTheWordsOfIam(PolicyForm form, String statement, String problem) {
        Policy policy =
                Policy.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + statement + "}]}");

        Optional<String> found = form.problem(policy);

        if (problem.equals("-")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found.orElseThrow()).startsWith(problem);
        }
    }

    @Test
    void everyStatementIsLookedAt() {
        Policy policy = Policy.parse("""
                {"Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"*"},{"Effect":"Allow","Action":"ecs:*"}]}""");

        assertThat(PolicyForm.IDENTITY.problem(policy)).contains("Policy statement must contain resources.");
    }
}

package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a user reads for each error code of ECS, given by a real client. */
class AwsErrorsTest {
    private static final String CALLER = "arn:aws:sts::111122223333:assumed-role/deployer/travis.1.2";
    private static StubAws stub;
    private static AwsClients clients;

    @BeforeAll
    static void start() {
        stub = new StubAws(request -> Answer.json("{}"));
        clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        clients.close();
        stub.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ClusterNotFoundException | user | Cluster not found. | There is no cluster shop in account 111122223333, Region eu-west-1. | Correct cluster or region",
                "ServiceNotFoundException | user | Service not found. | There is no service checkout in cluster shop | service.serviceName",
                "ServiceNotActiveException | user | Service was not ACTIVE. | being deleted or was deleted | created anew",
                "ClientException | user | Role is not valid | A role of the task definition is not valid. | trust ecs-tasks.amazonaws.com",
                "ClientException | user | Unable to describe task definition. | There is no task definition checkout | taskDefinition.family",
                "ClientException | user | Tags can not be empty. | AWS refuses UpdateService of checkout. | Change the descriptor",
                "InvalidParameterException | user | Creation of service was not idempotent. | exists already | DRAINING",
                "InvalidParameterException | user | Invalid revision number. | AWS refuses UpdateService of checkout. | Change the descriptor",
                "PlatformUnknownException | user | The specified platform does not exist. | Fargate platform version | platformVersion",
                "PlatformTaskDefinitionIncompatibilityException | user | Not compatible. | Fargate platform version | platformVersion",
                "NamespaceNotFoundException | user | Namespace not found. | Service Connect namespace | Cloud Map",
                "ConflictException | user | Already terminal. | does not allow UpdateService now | run the goal again",
                "LimitExceededException | user | Too many. | A limit of the account | Service Quotas",
                "BlockedException | user | Blocked. | blocked the account 111122223333 | AWS Support",
                "ExpiredTokenException | user | The security token is expired | role session has ended | clock of this machine",
                "UnrecognizedClientException | user | The security token is invalid. | does not know the credentials | partition",
                "InvalidSignatureException | environment | Signature expired | refuses the signature | clock",
                "ThrottlingException | environment | Rate exceeded | service changes, 50 at once and 5 more each second | again",
                "ServerException | environment | Service Unavailable. | AWS failed to answer ecs:UpdateService | again",
                "UnknownOperationException | environment | Unknown | does not know the operation UpdateService | ecs.endpoint",
                "BrandNewException | user | Something new. | AWS refuses UpdateService of checkout. | Change the descriptor"
            })
    void everyCodeSaysWhatHappenedAndWhatToDo(String code, String kind, String message, String what, String cure) {
        DeployerException failure = failureOf(Answer.error(400, code, message));

        assertThat(failure).isInstanceOf(kind.equals("user") ? UserException.class : EnvironmentException.class);
        assertThat(failure.explanation().what()).contains(what);
        assertThat(failure.explanation().cure()).contains(cure);
        assertThat(failure.explanation().why()).contains(message, code, "request request-1");
        assertThat(failure.getMessage()).doesNotContain("Service: Ecs", "SDK Attempt Count");
    }

    @Test
    void aRefusalNamesActionResourceAndTheStatementToAdd() {
        DeployerException failure = failureOf(denied("User: " + CALLER
                + " is not authorized to perform: ecs:UpdateService on resource:"
                + " arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout because no identity-based policy allows"
                + " the ecs:UpdateService action"));

        assertThat(failure).isInstanceOf(UserException.class);
        assertThat(failure.explanation().what())
                .isEqualTo(CALLER
                        + " may not do ecs:UpdateService on arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout.");
        assertThat(failure.explanation().cure())
                .contains("{\"Effect\":\"Allow\",\"Action\":\"ecs:UpdateService\",\"Resource\":"
                        + "\"arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout\"}");
    }

    @ParameterizedTest
    @CsvSource({"AccessDeniedException", "ClientException"})
    void aRoleThatMayNotBePassedIsNamedWithItsStatementWhateverTheCode(String code) {
        DeployerException failure = failureOf(Answer.error(
                400,
                code,
                "User: " + CALLER + " is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::111122223333:role/task because no identity-based policy allows the"
                        + " iam:PassRole action"));

        assertThat(failure.explanation().what())
                .contains("may not hand the role arn:aws:iam::111122223333:role/task to ECS");
        assertThat(failure.explanation().cure())
                .contains("\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::111122223333:role/task\"")
                .contains("\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"")
                .contains("ecs.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with an explicit deny in a service control policy | no Allow helps",
                "because no session policy allows the ecs:UpdateService action | session was narrowed",
                "because no permissions boundary allows the ecs:UpdateService action | Allow it where AWS says"
            })
    void theCureFollowsWhichPolicyDecided(String because, String cure) {
        DeployerException failure = failureOf(denied(
                "User: " + CALLER + " is not authorized to perform: ecs:UpdateService on resource: * " + because));

        assertThat(failure.explanation().cure()).contains(cure);
    }

    @Test
    void aRefusalWithoutASentenceIsExplainedFromTheCall() {
        DeployerException failure = failureOf(denied("Access Denied"));

        assertThat(failure.explanation().what()).isEqualTo(CALLER + " may not do ecs:UpdateService.");
        assertThat(failure.explanation().cure()).contains("\"Action\":\"ecs:UpdateService\"");
    }

    @Test
    void controlCharactersOfAMessageNeverReachTheTerminal() {
        DeployerException failure = failureOf(Answer.error(400, "ClientException", "no\\u001b[2J\\nBUILD SUCCESS"));

        assertThat(failure.explanation().why()).contains("no [2J BUILD SUCCESS");
    }

    @Test
    void aServerErrorWithACodeIsTheWorldsFault() {
        assertThat(failureOf(Answer.error(500, "SomethingBroke", "oops"))).isInstanceOf(EnvironmentException.class);
    }

    @Test
    void whatDisappearedIsNamedWithItsPlace() {
        DeployerException gone =
                new AwsErrors(stub.endpoint(), CALLER, "shop").disappeared("service deployment", "arn:deployment");

        assertThat(gone).isInstanceOf(EnvironmentException.class);
        assertThat(gone.getMessage())
                .contains("service deployment arn:deployment is no longer there", "cluster shop", "eu-west-1");
    }

    private static Answer denied(String message) {
        return Answer.error(400, "AccessDeniedException", message);
    }

    private static DeployerException failureOf(Answer answer) {
        stub.answer(request -> answer);
        AwsErrors errors = new AwsErrors(stub.endpoint(), CALLER, "shop");
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));
        return catchThrowableOfType(
                DeployerException.class,
                () -> errors.call(
                        "ecs:UpdateService",
                        "checkout",
                        () -> clients.ecsReads(credentials)
                                .updateService(
                                        request -> request.cluster("shop").service("checkout"))));
    }
}

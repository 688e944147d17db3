package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.aws.StubAws.Request;
import io.github.ecsmaven.deployer.problem.DeployerException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The one signed call beside the clients that it stands for. */
class SignedCallTest {
    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsSessionCredentials.create("AKIDEXAMPLE", "secret-key", "session-token"));

    private static final String STACKS = """
            <?xml version="1.0"?>
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <DescribeStacksResult><Stacks><member>
                <StackName>network</StackName>
                <Outputs>
                  <member><OutputKey>Vpc</OutputKey><OutputValue>a &amp; b <![CDATA[<c>]]></OutputValue></member>
                </Outputs>
              </member></Stacks></DescribeStacksResult>
            </DescribeStacksResponse>
            """;

    private static final String NO_STACK = """
            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <Error><Type>Sender</Type><Code>ValidationError</Code>
                <Message>Stack with id network does not exist</Message></Error>
              <RequestId>request-9</RequestId>
            </ErrorResponse>
            """;

    private final CallJournal journal = new CallJournal(Clock.systemUTC());
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void aQueryIsTheRequestThatTheClientSends() {
        try (StubAws stub = new StubAws(request -> Answer.xml(200, STACKS));
                CloudFormationClient client = client(CloudFormationClient.builder(), stub.uri())) {
            client.describeStacks(request -> request.stackName("net work/+&"));
            try (AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
                calls(clients)
                        .query("cloudformation", "2010-05-15", "DescribeStacks", Map.of("StackName", "net work/+&"));
            }
            Request theirs = stub.requests().get(0);
            Request ours = stub.requests().get(1);
            assertThat(decoded(ours)).isEqualTo(decoded(theirs));
            assertSameSigning(ours, theirs);
        }
    }

    @Test
    void aCallInJsonIsTheRequestThatTheClientSends() {
        try (StubAws stub = new StubAws(request -> Answer.json("{}"));
                SsmClient ssm = client(SsmClient.builder(), stub.uri());
                SecretsManagerClient secrets = client(SecretsManagerClient.builder(), stub.uri());
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            ssm.getParameters(request -> request.names("/a", "/b").withDecryption(false));
            calls(clients)
                    .json("ssm", "AmazonSSM.GetParameters", "{\"Names\":[\"/a\",\"/b\"],\"WithDecryption\":false}");
            secrets.describeSecret(request -> request.secretId("db"));
            calls(clients).json("secretsmanager", "secretsmanager.DescribeSecret", "{\"SecretId\":\"db\"}");

            for (int index = 0; index < 4; index += 2) {
                Request theirs = stub.requests().get(index);
                Request ours = stub.requests().get(index + 1);
                assertThat(JsonNode.parser().parse(ours.body()))
                        .isEqualTo(JsonNode.parser().parse(theirs.body()));
                assertThat(ours.headers())
                        .containsEntry("X-amz-target", theirs.headers().get("X-amz-target"));
                assertSameSigning(ours, theirs);
            }
        }
    }

    @Test
    void anAnswerInXmlIsRead() {
        try (StubAws stub = new StubAws(request -> Answer.xml(200, STACKS));
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            XmlElement answer = calls(clients).query("cloudformation", "2010-05-15", "DescribeStacks", Map.of());

            assertThat(answer.all("DescribeStacksResult", "Stacks", "member", "Outputs", "member"))
                    .singleElement()
                    .satisfies(output -> {
                        assertThat(output.find("OutputKey")).hasValue("Vpc");
                        assertThat(output.find("OutputValue")).hasValue("a & b <c>");
                        assertThat(output.find("Nothing")).isEmpty();
                    });
            assertThat(journal.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.service()).isEqualTo("cloudformation");
                assertThat(entry.operation()).isEqualTo("DescribeStacks");
                assertThat(entry.kind()).isEqualTo(JournalEntry.Kind.READ);
                assertThat(entry.succeeded()).isTrue();
                assertThat(entry.requestId()).isEqualTo("request-1");
            });
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Answer.error(400, "AccessDeniedException", "no"), "AccessDeniedException", "no"),
                Arguments.of(Answer.error(400, "com.amazonaws.ssm#ParameterNotFound", "x"), "ParameterNotFound", "x"),
                Arguments.of(
                        Answer.error(400, "Other", "y").with("x-amzn-ErrorType", "InvalidKeyId:http://x/"),
                        "InvalidKeyId",
                        "y"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsTheExceptionOfTheClient(Answer answer, String code, String message) {
        try (StubAws stub = new StubAws(request -> answer);
                SsmClient client = client(SsmClient.builder(), stub.uri());
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            AwsServiceException theirs = catchThrowableOfType(
                    AwsServiceException.class, () -> client.getParameters(request -> request.names("/a")));
            AwsServiceException ours = catchThrowableOfType(
                    AwsServiceException.class, () -> calls(clients).json("ssm", "AmazonSSM.GetParameters", "{}"));

            assertThat(ours.awsErrorDetails().errorCode())
                    .isEqualTo(code)
                    .isEqualTo(theirs.awsErrorDetails().errorCode());
            assertThat(ours.awsErrorDetails().errorMessage())
                    .isEqualTo(message)
                    .isEqualTo(theirs.awsErrorDetails().errorMessage());
            assertThat(ours.statusCode()).isEqualTo(theirs.statusCode());
            assertThat(ours.requestId()).isEqualTo(theirs.requestId());
            assertThat(journal.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.result()).isEqualTo(code));
        }
    }

    @Test
    void aRefusalInXmlIsTheExceptionOfTheClient() {
        try (StubAws stub = new StubAws(request -> Answer.xml(400, NO_STACK));
                CloudFormationClient client = client(CloudFormationClient.builder(), stub.uri());
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            AwsServiceException theirs = catchThrowableOfType(
                    AwsServiceException.class, () -> client.describeStacks(request -> request.stackName("network")));
            AwsServiceException ours = catchThrowableOfType(
                    AwsServiceException.class,
                    () -> calls(clients)
                            .query("cloudformation", "2010-05-15", "DescribeStacks", Map.of("StackName", "network")));

            assertThat(ours.awsErrorDetails().errorCode())
                    .isEqualTo("ValidationError")
                    .isEqualTo(theirs.awsErrorDetails().errorCode());
            assertThat(AwsErrors.messageOf(ours)).isEqualTo(AwsErrors.messageOf(theirs));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError, PT0.1S",
        "503, ServiceUnavailable, PT0.1S",
        "400, ThrottlingException, PT1S",
        "400, RequestTimeout, PT0.1S",
        "429, Anything, PT1S"
    })
    void whatMayPassIsRepeatedAfterAPause(int status, String code, Duration pause) {
        List<Answer> answers =
                new ArrayList<>(List.of(Answer.error(status, code, "x"), Answer.error(status, code, "x")));
        try (StubAws stub = new StubAws(request -> answers.isEmpty() ? Answer.json("{}") : answers.remove(0));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            calls(clients).json("ssm", "AmazonSSM.GetParameters", "{}");

            assertThat(stub.requests()).hasSize(3);
            assertThat(pauses).containsExactly(pause, pause.multipliedBy(2));
            assertThat(journal.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.attempts()).isEqualTo(3));
        }
    }

    @Test
    void whatDoesNotPassIsToldAfterTheLastAttempt() {
        try (StubAws stub = new StubAws(request -> Answer.error(500, "InternalServerError", "x"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            assertThat(catchThrowableOfType(
                            SdkException.class, () -> calls(clients).json("ssm", "AmazonSSM.GetParameters", "{}")))
                    .isInstanceOf(AwsServiceException.class);
            assertThat(stub.requests()).hasSize(3);
        }
    }

    @Test
    void aRefusalIsNotRepeated() {
        try (StubAws stub = new StubAws(request -> Answer.error(400, "AccessDeniedException", "no"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            catchThrowableOfType(SdkException.class, () -> calls(clients).json("ssm", "AmazonSSM.GetParameters", "{}"));
            assertThat(stub.requests()).hasSize(1);
            assertThat(pauses).isEmpty();
        }
    }

    static Stream<Arguments> strangers() {
        Function<SignedCall, Object> json = calls -> calls.json("ssm", "AmazonSSM.GetParameters", "{}");
        Function<SignedCall, Object> xml =
                calls -> calls.query("cloudformation", "2010-05-15", "DescribeStacks", Map.of());
        String page = "<html><body>Sign in</body></html>";
        String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><DescribeStacksResponse>&x;"
                + "</DescribeStacksResponse>";
        return Stream.of(
                Arguments.of("HTML for JSON", json, Answer.of(200, "text/html", page), "is not AWS"),
                Arguments.of("HTML for XML", xml, Answer.of(200, "text/html", page), "is not AWS"),
                Arguments.of("nothing for JSON", json, Answer.of(200, "text/plain", ""), "is empty"),
                Arguments.of("nothing for XML", xml, Answer.of(200, "text/plain", ""), "is empty"),
                Arguments.of("broken JSON", json, Answer.json("{\"Parameters\": [ \"canary"), "is broken"),
                Arguments.of("broken XML", xml, Answer.xml(200, "<DescribeStacksResponse>"), "is broken"),
                Arguments.of("an entity", xml, Answer.xml(200, entity), "is broken"),
                Arguments.of("an error page", json, Answer.of(502, "text/html", page), "HTTP 502"),
                Arguments.of("an error page for XML", xml, Answer.of(502, "text/html", "oops"), "HTTP 502"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void anAnswerOfSomethingElseIsCalledThat(
            String name, Function<SignedCall, Object> call, Answer answer, String expected) {
        try (StubAws stub = new StubAws(request -> answer);
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            SdkException failure = catchThrowableOfType(SdkException.class, () -> call.apply(calls(clients)));
            DeployerException told =
                    AwsErrors.withoutSession(stub.endpoint()).translate(failure, "ssm:GetParameters", "");

            assertThat(told.getMessage())
                    .as(name)
                    .contains("is not AWS")
                    .contains(expected)
                    .doesNotContain("canary");
        }
    }

    @Test
    void whereNobodyListensItIsSaid() {
        AwsEndpoint nowhere = patient(URI.create("http://127.0.0.1:1"));
        try (AwsClients clients = new AwsClients(nowhere, journal)) {
            SdkException failure = catchThrowableOfType(
                    SdkException.class, () -> calls(clients).json("ssm", "AmazonSSM.GetParameters", "{}"));

            assertThat(pauses).hasSize(2);
            assertThat(AwsErrors.withoutSession(nowhere)
                            .translate(failure, "ssm:GetParameters", "")
                            .getMessage())
                    .contains("cannot be reached")
                    .contains("refused");
        }
    }

    @Test
    void aWriteOfLogsIsTheRequestThatTheClientSendsAndNeedsNoBodyInItsAnswer() {
        try (StubAws stub = new StubAws(request -> Answer.json(""));
                CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder(), stub.uri());
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            logs.createLogGroup(request ->
                    request.logGroupName("/ecs/web").kmsKeyId("arn:k").tags(Map.of("a", "b")));
            writes(clients)
                    .jsonWithoutAnswer(
                            "logs",
                            "Logs_20140328.CreateLogGroup",
                            "{\"logGroupName\":\"/ecs/web\",\"kmsKeyId\":\"arn:k\",\"tags\":{\"a\":\"b\"}}");

            Request theirs = stub.requests().get(0);
            Request ours = stub.requests().get(1);
            assertThat(JsonNode.parser().parse(ours.body()))
                    .isEqualTo(JsonNode.parser().parse(theirs.body()));
            assertThat(ours.headers())
                    .containsEntry("X-amz-target", theirs.headers().get("X-amz-target"));
            assertSameSigning(ours, theirs);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, InternalFailure, 1", "400, InvalidParameterException, 1", "400, ThrottlingException, 3"})
    void aWriteIsRepeatedOnlyWhereItWasRefusedForItsRate(int status, String code, int requests) {
        try (StubAws stub = new StubAws(request -> Answer.error(status, code, "no"));
                AwsClients clients = new AwsClients(patient(stub.uri()), journal)) {
            SdkException failure = catchThrowableOfType(
                    SdkException.class,
                    () -> writes(clients).jsonWithoutAnswer("logs", "Logs_20140328.PutRetentionPolicy", "{}"));

            assertThat(stub.requests()).hasSize(requests);
            assertThat(WriteFate.of(failure)).isEqualTo(status == 500 ? WriteFate.UNKNOWN : WriteFate.NOT_EXECUTED);
            assertThat(journal.count(JournalEntry.Kind.WRITE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, <html>Welcome</html>", "text/plain, ''"})
    void aStrangerDoesNotPassForAWriteThatWasDone(String type, String body) {
        try (StubAws stub = new StubAws(request -> Answer.of(200, type, body));
                AwsClients clients = new AwsClients(stub.endpoint(), journal)) {
            SdkException failure = catchThrowableOfType(
                    SdkException.class,
                    () -> writes(clients).jsonWithoutAnswer("logs", "Logs_20140328.PutRetentionPolicy", "{}"));

            assertThat(AwsErrors.withoutSession(stub.endpoint())
                            .translate(failure, "logs:PutRetentionPolicy", "")
                            .getMessage())
                    .contains("is not AWS");
        }
    }

    private SignedCall writes(AwsClients clients) {
        return clients.signedWrites(CREDENTIALS, Clock.systemUTC(), pauses::add);
    }

    private SignedCall calls(AwsClients clients) {
        return clients.signedReads(CREDENTIALS, Clock.systemUTC(), pauses::add);
    }

    private static AwsEndpoint patient(URI uri) {
        return new AwsEndpoint("eu-west-1", uri, 3, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private static <
                    B extends
                            software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>
                                    & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>,
                    C>
            C client(B builder, URI uri) {
        return builder.region(Region.EU_WEST_1)
                .endpointOverride(uri)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static TreeSet<String> decoded(Request request) {
        return new TreeSet<>(Stream.of(request.body().split("&"))
                .map(pair -> pair.substring(0, pair.indexOf('=')) + "="
                        + request.parameter(pair.substring(0, pair.indexOf('='))))
                .toList());
    }

    /** Type, token and scope; the signature itself depends on the second. */
    private static void assertSameSigning(Request ours, Request theirs) {
        for (String header : List.of("Content-type", "X-amz-security-token")) {
            assertThat(ours.headers().get(header))
                    .as(header)
                    .isEqualToIgnoringCase(theirs.headers().get(header));
        }
        assertThat(scope(ours)).isEqualTo(scope(theirs));
    }

    private static String scope(Request request) {
        String authorization = request.headers().get("Authorization");
        return authorization
                .substring(authorization.indexOf('/', authorization.indexOf("Credential=")))
                .replaceAll(",.*", "");
    }
}

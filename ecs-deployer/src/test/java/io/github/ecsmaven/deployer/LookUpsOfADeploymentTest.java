package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.JournalEntry;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.lookup.LookupResolver;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Denied;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.One;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Unusable;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Descriptors with look-ups, from the file to what runs. */
class LookUpsOfADeploymentTest {
    private static final String CANARY = "c4n4ry-of-the-parameter-store";
    private static final String SECOND = "c4n4ry-of-terraform";

    private static final String DATA = """
            {
              "stacks": [
                { "StackName": "network", "Outputs": [
                  { "OutputKey": "PrivateSubnets", "OutputValue": "subnet-1,subnet-2" },
                  { "OutputKey": "Cluster", "OutputValue": "shop" },
                  { "OutputKey": "Port", "OutputValue": "8080" } ] }
              ],
              "parameters": [
                { "Name": "/shop/url", "Value": "https://shop.example" },
                { "Name": "/shop/key", "Type": "SecureString", "Value": "CANARY" }
              ],
              "secrets": [ { "Name": "shop/database" } ]
            }
            """.replace("CANARY", CANARY);

    private static final String ORDERS = """
            version: 1
            region: eu-west-1
            cluster: ${cfn:network.Cluster}
            identity: { roleArn: "%s" }
            tags: { url: "${ssm:/shop/url}" }
            taskDefinition:
              family: orders
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              cpu: 256
              memory: 512
              containerDefinitions:
                - name: app
                  image: orders:1
                  portMappings: [{ containerPort: "${cfn:network.Port}" }]
                  command: ${terraform:out.json#command}
                  environment:
                    - { name: URL, value: "${ssm:/shop/url}" }
                    - { name: ZONE, value: "${cfn:network.Zone:-none}" }
                    - { name: DSN, value: "jdbc://${ssm:/shop/key}@db" }
                    - { name: OTHER, value: "${terraform:out.json#token}" }
                  secrets:
                    - { name: KEY, valueFrom: "${ssm-arn:/shop/key}" }
                    - { name: DB, valueFrom: "${secret-arn:shop/database}:password::" }
            service:
              serviceName: orders
              launchType: FARGATE
              desiredCount: 1
              networkConfiguration: { awsvpcConfiguration: { subnets: "${cfn:network.PrivateSubnets}" } }
            """.formatted(LocalAccount.ROLE);

    private static final String TERRAFORM = """
            { "command": { "sensitive": false, "type": ["list", "string"], "value": ["run", "a,b"] },
              "token": { "sensitive": true, "type": "string", "value": "%s" } }
            """.formatted(SECOND);

    @TempDir
    private Path directory;

    @Test
    void aDescriptorWithAllLookUpsDeploysWhatTheyStandFor() throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            DeploymentReport report = account.deploy(ORDERS);

            assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
            TaskDefinition revision = account.client()
                    .describeTaskDefinition(request -> request.taskDefinition("orders"))
                    .taskDefinition();
            ContainerDefinition app = revision.containerDefinitions().get(0);
            assertThat(app.portMappings().get(0).containerPort()).isEqualTo(8080);
            assertThat(app.command()).containsExactly("run", "a,b");
            assertThat(app.environment())
                    .extracting(pair -> pair.name() + "=" + pair.value())
                    .containsExactlyInAnyOrder(
                            "URL=https://shop.example", "ZONE=none", "DSN=jdbc://" + CANARY + "@db", "OTHER=" + SECOND);
            assertThat(app.secrets())
                    .extracting(Secret::valueFrom)
                    .anyMatch("arn:aws:ssm:eu-west-1:000000000000:parameter/shop/key"::equals)
                    .anyMatch(arn -> arn.matches(
                            "arn:aws:secretsmanager:eu-west-1:000000000000:secret:shop/database-\\w{6}:password::"));
            Service service = account.client()
                    .describeServices(request -> request.cluster("shop").services("orders"))
                    .services()
                    .get(0);
            assertThat(service.networkConfiguration().awsvpcConfiguration().subnets())
                    .containsExactly("subnet-1", "subnet-2");
        }
    }

    @Test
    void lookUpsAddOneBatchAServiceAndNoSessionAndTheSecondDeployWritesNothing() throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            account.deploy(ORDERS);
            int mark = account.mark();
            account.deploy(ORDERS);

            assertThat(account.callsSince(mark))
                    .containsExactlyInAnyOrder(
                            "AssumeRoleWithWebIdentity",
                            "DescribeStacks",
                            "GetParameters",
                            "GetParameters",
                            "DescribeSecret",
                            "DescribeServices",
                            "DescribeTaskDefinition",
                            "ListServiceDeployments");
            assertThat(account.lines.text()).contains("No changes.");
        }
    }

    @Test
    void aSecretIsInNothingThatIsPrinted() throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            account.deployer(Deployer.Following.YES).diff(account.descriptor(ORDERS));
            account.deploy(ORDERS);
            String changed = ORDERS.replace("jdbc://", "postgres://").replace("name: OTHER", "name: ANOTHER");
            var plan = account.deployer(Deployer.Following.YES).diff(account.descriptor(changed));
            // What was secret once is found by its content, under whatever name it is live.
            account.deployer(Deployer.Following.YES)
                    .diff(account.descriptor(changed.replace(
                            "- { name: DSN", "- { name: X, value: \"${ssm:/shop/key}\" }\n        - { name: D")));

            assertThat(account.lines.text())
                    .contains("environment[DSN]    (sensitive) → (sensitive)")
                    .contains("environment[ANOTHER]    (sensitive)")
                    .contains("environment[URL]    https://shop.example")
                    .doesNotContain(CANARY)
                    .doesNotContain(SECOND);
            assertThat(plan.toString()).doesNotContain(CANARY).doesNotContain(SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // AWS refuses it and repeats it, a value of the wrong type, and one that AWS does not know
                "family: orders|family: \"a ${ssm:/shop/key}\"",
                "cpu: 256|cpu: \"${ssm:/shop/key}\"",
                "launchType: FARGATE|launchType: \"${ssm:/shop/key}\"",
                "desiredCount: 1|desiredCount: \"${ssm:/shop/key}\"",
                "cluster: ${cfn:network.Cluster}|cluster: \"${ssm:/shop/key}\"",
                "serviceName: orders|serviceName: \"${ssm:/shop/key} \"",
                "orders:1|\"${ssm:/shop/key}:${ssm:/shop/key}:x\"",
            })
    void aSecretIsInNothingThatIsThrown(String change) throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        String[] parts = change.split("\\|", 2);
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            StringWriter trace = new StringWriter();
            try {
                account.deploy(ORDERS.replace(parts[0], parts[1]));
            } catch (RuntimeException e) {
                e.printStackTrace(new PrintWriter(trace));
            }
            assertThat(trace.toString() + account.lines.text()).doesNotContain(CANARY);
        }
    }

    @Test
    void whatIsNotThereIsToldAllAtOnceWithPlaceAndNearestName() throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            InvalidDescriptorException invalid = catchThrowableOfType(
                    InvalidDescriptorException.class,
                    () -> account.deploy(ORDERS.replace("network.PrivateSubnets", "network.PrivateSubnet")
                            .replace("cfn:network.Port", "cfn:netwrok.Port")
                            .replace("value: \"${ssm:/shop/url}\"", "value: \"${ssm:/shop/uri}\"")
                            .replace("secret-arn:shop/database", "secret-arn:shop/databse")
                            .replace("#command", "#comand")));

            assertThat(invalid.getMessage())
                    .startsWith("5 problems in the descriptor")
                    .contains("the stack `network` has no output `PrivateSubnet`")
                    .contains(
                            "Did you mean `${cfn:network.PrivateSubnets}`? Its outputs are Cluster, Port, PrivateSubnets")
                    .contains("there is no stack `netwrok` in account 000000000000, Region eu-west-1")
                    .contains("there is no parameter `/shop/uri`")
                    .contains("there is no secret `shop/databse`")
                    .contains("out.json has no output `comand`")
                    .contains("orders.yaml:15:39  taskDefinition.containerDefinitions[app].portMappings")
                    .contains("[ECS023]");
            assertThat(account.server().writes()).isZero();
        }
    }

    @Test
    void theLiveStateIsReadMeanwhileWhereItsNamesAreKnown() throws IOException {
        Files.writeString(directory.resolve("out.json"), TERRAFORM);
        String named = ORDERS.replace("cluster: ${cfn:network.Cluster}", "cluster: shop");
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            account.deploy(named);
            int mark = account.mark();
            DeploymentReport report = account.deploy(named);

            assertThat(report.plan().isEmpty()).isTrue();
            assertThat(account.callsSince(mark)).hasSize(8);
        }
    }

    @Test
    void manyParametersAreAskedForTenAtATimeAndNoneIsDecryptedForItsArn() {
        String data = "{\"parameters\":["
                + String.join(
                        ",",
                        IntStream.range(0, 23)
                                .mapToObj(number -> "{\"Name\":\"/p/" + number
                                        + "\",\"Type\":\"SecureString\",\"Value\":\"value of " + number + "\"}")
                                .toList())
                + "]}";
        try (LocalAccount account = LocalAccount.with(directory, data);
                AwsClients clients = new AwsClients(
                        AwsEndpoint.of("eu-west-1", account.server().endpoint()), new CallJournal(Clock.systemUTC()))) {
            List<Reference> references = new ArrayList<>(IntStream.range(0, 23)
                    .mapToObj(number -> new Reference("ssm-arn", "/p/" + number))
                    .toList());
            LookupResolver resolver = resolver(account, clients);

            LookupAnswers answers = resolver.resolve(references);
            assertThat(answers.of(references.get(22)))
                    .isEqualTo(new One("arn:aws:ssm:eu-west-1:000000000000:parameter/p/22", Sensitivity.OPEN));
            assertThat(clients.journal().count(JournalEntry.Kind.READ)).isEqualTo(3);

            Reference value = new Reference("ssm", "/p/22");
            references.add(value);
            assertThat(resolver.resolve(references).of(value)).isEqualTo(new One("value of 22", Sensitivity.SECRET));
            assertThat(clients.journal().count(JournalEntry.Kind.READ)).isEqualTo(3 + 4);
        }
    }

    @Test
    void aParameterCanBeAskedForByItsArnOrItsVersion() {
        String arn = "arn:aws:ssm:eu-west-1:000000000000:parameter/shop/url";
        try (LocalAccount account = LocalAccount.with(directory, DATA);
                AwsClients clients = new AwsClients(
                        AwsEndpoint.of("eu-west-1", account.server().endpoint()), new CallJournal(Clock.systemUTC()))) {
            LookupAnswers answers = resolver(account, clients)
                    .resolve(List.of(
                            new Reference("ssm", arn),
                            new Reference("ssm-arn", "/shop/url:1"),
                            new Reference("ssm", "/shop/url:2")));

            assertThat(answers.of(new Reference("ssm", arn)))
                    .isEqualTo(new One("https://shop.example", Sensitivity.OPEN));
            assertThat(answers.of(new Reference("ssm-arn", "/shop/url:1")))
                    .isEqualTo(new One(arn + ":1", Sensitivity.OPEN));
            assertThat(answers.of(new Reference("ssm", "/shop/url:2"))).isInstanceOf(LookupAnswer.Missing.class);
        }
    }

    @Test
    void aDenialNamesTheStatementThatIsMissing() {
        String denial = "User: arn:aws:sts::111122223333:assumed-role/deployer/x is not authorized to perform:"
                + " ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/a because no"
                + " identity-based policy allows the ssm:GetParameters action";
        try (StubAws stub = new StubAws(request -> Answer.error(400, "AccessDeniedException", denial));
                AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()))) {
            Reference reference = new Reference("ssm", "/a");
            LookupAnswer answer =
                    resolver(stub, clients).resolve(List.of(reference)).of(reference);

            assertThat(answer).isInstanceOfSatisfying(Denied.class, denied -> {
                assertThat(denied.what()).contains("`${ssm:/a}` may not be looked up", "ssm:GetParameters");
                assertThat(denied.cure())
                        .contains("\"Action\":\"ssm:GetParameters\"")
                        .contains("\"Resource\":\"arn:aws:ssm:eu-west-1:111122223333:parameter/a\"");
            });
        }
    }

    @Test
    void aSecretThatIsBeingDeletedIsOfNoUse() {
        try (StubAws stub = new StubAws(request -> Answer.json("{\"ARN\":\"arn:x\",\"DeletedDate\":1.7E9}"));
                AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()))) {
            Reference reference = new Reference("secret-arn", "db");
            assertThat(resolver(stub, clients).resolve(List.of(reference)).of(reference))
                    .isInstanceOf(Unusable.class);
        }
    }

    private LookupResolver resolver(LocalAccount account, AwsClients clients) {
        return new LookupResolver(
                clients.signedReads(account.credentials(), Clock.systemUTC(), pause -> {}),
                AwsErrors.withoutSession(clients.endpoint()),
                "000000000000",
                "eu-west-1",
                directory);
    }

    private LookupResolver resolver(StubAws stub, AwsClients clients) {
        return new LookupResolver(
                clients.signedReads(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key")),
                        Clock.systemUTC(),
                        pause -> {}),
                AwsErrors.withoutSession(stub.endpoint()),
                "111122223333",
                "eu-west-1",
                directory);
    }
}

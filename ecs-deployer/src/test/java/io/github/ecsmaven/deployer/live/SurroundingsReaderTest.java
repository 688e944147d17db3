package io.github.ecsmaven.deployer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.aws.StubAws.Request;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SurroundingsReaderTest {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    private static final String ECS = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String TARGET = "{\"ScalableTargets\":[{\"ServiceNamespace\":\"ecs\",\"ResourceId\":"
            + "\"service/shop/orders\",\"MinCapacity\":2,\"MaxCapacity\":10,\"CreationTime\":1763800000.5,"
            + "\"ScalableTargetARN\":\"arn:target\"}]}";
    private static final String NO_TARGET = "{\"ScalableTargets\":[]}";
    private static final String SCALED = "autoScaling: { minCapacity: 2, maxCapacity: 10 }\n";

    private final Map<String, Answer> answers = new LinkedHashMap<>(Map.of(
            "DescribeServices",
                    Answer.json(
                            "{\"services\":[{\"serviceName\":\"orders\",\"status\":\"ACTIVE\",\"serviceArn\":\"" + ECS
                                    + "service/shop/orders\",\"desiredCount\":6,\"taskDefinition\":\"" + ECS
                                    + "task-definition/orders:1\"}]}"),
            "DescribeTaskDefinition",
                    Answer.json("{\"taskDefinition\":{\"taskDefinitionArn\":\"" + ECS
                            + "task-definition/orders:1\",\"family\":\"orders\"}}"),
            "DescribeScalableTargets", Answer.json(TARGET),
            "DescribeScalingPolicies",
                    Answer.json("{\"ScalingPolicies\":[{\"PolicyName\":\"cpu\",\"PolicyType\":\"StepScaling\"}]}"),
            "DescribeScheduledActions", Answer.json("{\"ScheduledActions\":[{\"ScheduledActionName\":\"night\"}]}"),
            "DescribeLogGroups", Answer.json("{\"logGroups\":[]}")));
    private final StubAws stub = new StubAws(this::answer);
    private final AwsClients clients = new AwsClients(stub.endpoint(), new CallJournal(Clock.systemUTC()));

    @TempDir
    private Path directory;

    private String image = "orders:1";

    private Answer answer(Request request) {
        return answers.getOrDefault(request.operation(), Answer.error(400, "UnknownOperationException", "no such"));
    }

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    private DeploymentDescriptor descriptor(String count, String more) throws IOException {
        Path file = Files.writeString(
                directory.resolve("orders.yaml"),
                """
                version: 1
                region: eu-west-1
                cluster: shop
                taskDefinition:
                  family: orders
                  containerDefinitions: [{ name: app, image: "%s", memory: 128 }]
                service: { serviceName: orders%s }
                """.formatted(image, count.isEmpty() ? "" : ", desiredCount: " + count) + more);
        return new DescriptorReader(NOTHING).read(DescriptorSource.of(file));
    }

    private LiveSurroundings read(String count, String more) throws IOException {
        AwsErrors errors = new AwsErrors(stub.endpoint(), "", "shop");
        SurroundingsReader around = new SurroundingsReader(
                () -> clients.autoScalingReads(CREDENTIALS),
                () -> clients.signedReads(CREDENTIALS, Clock.systemUTC(), pause -> {}),
                region -> clients.ecrReads(CREDENTIALS, region),
                errors);
        return new LiveStateReader(clients.ecsReads(CREDENTIALS), errors, around)
                .read(descriptor(count, more))
                .surroundings();
    }

    private List<String> around() {
        return stub.operations().stream()
                .filter(name -> !Set.of("DescribeServices", "DescribeTaskDefinition", "ListServiceDeployments")
                        .contains(name))
                .sorted()
                .toList();
    }

    @Test
    void aRoleThatMayNotLookAtServiceRevisionsIsToldWhatStaysOpen() throws IOException {
        answers.put("DescribeServiceRevisions", Answer.error(400, "AccessDeniedException", "refused"));
        answers.put("ListServiceDeployments", Answer.json("{\"serviceDeployments\":[]}"));
        answers.put("BatchGetImage", Answer.json("{\"images\":[]}"));
        answers.put(
                "DescribeServices",
                Answer.json("{\"services\":[{\"serviceName\":\"orders\",\"status\":\"ACTIVE\",\"serviceArn\":\"" + ECS
                        + "service/shop/orders\",\"desiredCount\":6,\"taskDefinition\":\"" + ECS
                        + "task-definition/orders:1\",\"currentServiceRevisions\":[{\"arn\":\"" + ECS
                        + "service-revision/shop/orders/1\"}]}]}"));

        image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1";

        assertThat(read("", "").remarks())
                .containsExactly("Whether tags of images name other ones by now is not known: the role may not do"
                        + " ecs:DescribeServiceRevisions on the service and its service revisions.");
    }

    @Test
    void scalingIsReadInThreeCallsForThisServiceAlone() throws IOException {
        LiveScaling scaling = read("6", SCALED).findScaling().orElseThrow();

        assertThat(around())
                .containsExactly("DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScheduledActions");
        assertThat(stub.requests())
                .filteredOn(request -> around().contains(request.operation()))
                .allSatisfy(request -> assertThat(request.body())
                        .contains("service/shop/orders", "ecs:service:DesiredCount", "\"ServiceNamespace\":\"ecs\""));
        assertThat(scaling.target().members()).containsEntry("minCapacity", Value.Numeral.of(2));
        assertThat(scaling.policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.members()).containsEntry("policyName", new Value.Text("cpu")));
        assertThat(scaling.scheduledActions()).hasSize(1);
    }

    @Test
    void aServiceThatIsNoTargetIsNotScaled() throws IOException {
        answers.put("DescribeScalableTargets", Answer.json(NO_TARGET));

        assertThat(read("6", SCALED).findScaling()).isEmpty();
    }

    @Test
    void allPagesOfPoliciesAreRead() throws IOException {
        answers.put("DescribeScalingPolicies", Answer.json("{\"ScalingPolicies\":[{\"PolicyName\":\"a\"}]}"));
        stub.answer(request -> request.operation().equals("DescribeScalingPolicies")
                        && !request.body().contains("next")
                ? Answer.json("{\"ScalingPolicies\":[{\"PolicyName\":\"b\"}],\"NextToken\":\"next\"}")
                : answer(request));

        assertThat(read("6", SCALED).findScaling().orElseThrow().policies()).hasSize(2);
    }

    @Test
    void tagsOfATargetAreReadOnlyWhereTheDescriptorHasSome() throws IOException {
        answers.put("ListTagsForResource", Answer.json("{\"Tags\":{\"stage\":\"test\"}}"));

        LiveScaling scaling = read("6", SCALED.replace(" }", ", tags: { stage: test } }"))
                .findScaling()
                .orElseThrow();

        assertThat(scaling.tags()).isEqualTo(Map.of("stage", "test"));
        assertThat(around()).hasSize(4).contains("ListTagsForResource");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | '' | 0", "6 | '' | 0", "4 | '' | 1", "4 | 'ignore: [service.desiredCount]' | 0"})
    void whoOwnsTheCountIsAskedOnlyWhereItDiffers(String count, String more, int calls) throws IOException {
        LiveSurroundings found = read(count, more);

        assertThat(around()).hasSize(calls);
        assertThat(found.findScaling().isPresent()).isEqualTo(calls == 1);
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void whoOwnsTheCountStaysOpenWhereTheRoleMayNotAsk() throws IOException {
        answers.put(
                "DescribeScalableTargets",
                Answer.error(
                        400,
                        "AccessDeniedException",
                        "User: arn:u is not authorized to perform: application-autoscaling:DescribeScalableTargets"));

        LiveSurroundings found = read("4", "");

        assertThat(found.findScaling()).isEmpty();
        assertThat(found.remarks()).singleElement().asString().contains("DescribeScalableTargets", "is applied");
        assertThatThrownBy(() -> read("4", SCALED))
                .isInstanceOf(DeployerException.class)
                .hasMessageContaining("application-autoscaling:DescribeScalableTargets");
    }

    @Test
    void anotherFailureToAskIsTold() {
        answers.put("DescribeScalableTargets", Answer.error(400, "ValidationException", "no"));

        assertThatThrownBy(() -> read("4", ""))
                .isInstanceOf(DeployerException.class)
                .hasMessageContaining("DescribeScalableTargets");
    }

    @Test
    void logGroupsAreReadInOneCallByTheirNames() throws IOException {
        answers.put(
                "DescribeLogGroups",
                Answer.json("{\"logGroups\":[{\"logGroupName\":\"/a\",\"retentionInDays\":30,\"arn\":"
                        + "\"arn:aws:logs:eu-west-1:1:log-group:/a:*\",\"inheritedProperties\":[]}]}"));

        LiveSurroundings found = read("6", "logGroups: [{ name: /a }, { name: /b }]\n");

        assertThat(around()).containsExactly("DescribeLogGroups");
        assertThat(stub.requests())
                .filteredOn(request -> request.operation().equals("DescribeLogGroups"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body()).isEqualTo("{\"logGroupIdentifiers\":[\"/a\",\"/b\"]}"));
        assertThat(found.logGroups()).containsOnlyKeys("/a");
        assertThat(found.logGroups().get("/a").arn()).isEqualTo("arn:aws:logs:eu-west-1:1:log-group:/a");
        assertThat(found.logGroups().get("/a").definition().members())
                .containsEntry("retentionInDays", Value.Numeral.of(30));
    }

    @Test
    void tagsOfALogGroupAreReadOnlyWhereTheDescriptorHasSome() throws IOException {
        answers.put(
                "DescribeLogGroups",
                Answer.json("{\"logGroups\":[{\"logGroupName\":\"/a\",\"logGroupArn\":\"arn:a\"},"
                        + "{\"logGroupName\":\"/b\",\"logGroupArn\":\"arn:b\"}]}"));
        answers.put("ListTagsForResource", Answer.json("{\"tags\":{\"stage\":\"test\"}}"));

        LiveSurroundings found = read("6", "logGroups: [{ name: /a, tags: { stage: x } }, { name: /b }]\n");

        assertThat(around()).containsExactly("DescribeLogGroups", "ListTagsForResource");
        assertThat(stub.requests())
                .filteredOn(request -> request.operation().equals("ListTagsForResource"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("arn:a"));
        assertThat(found.logGroups().get("/a").tags()).isEqualTo(Map.of("stage", "test"));
        assertThat(found.logGroups().get("/b").tags()).isEmpty();
    }

    @Test
    void fiftyNamesGoIntoOneCallAndAPageHasAnother() throws IOException {
        List<String> names =
                IntStream.range(0, 60).mapToObj("{ name: /g%02d }"::formatted).toList();
        stub.answer(request -> request.body().contains("/g00")
                        && !request.body().contains("next")
                ? Answer.json("{\"logGroups\":[{\"logGroupName\":\"/g00\",\"arn\":\"a\"}],\"nextToken\":\"next\"}")
                : request.body().contains("/g00")
                        ? Answer.json("{\"logGroups\":[{\"logGroupName\":\"/g01\",\"arn\":\"b\"}]}")
                        : answer(request));

        LiveSurroundings found = read("6", "logGroups: [" + String.join(", ", names) + "]\n");

        assertThat(around()).hasSize(3);
        assertThat(found.logGroups()).containsOnlyKeys("/g00", "/g01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | ''",
                "2 | '' | application-autoscaling:DescribeScalableTargets",
                "2 | 'autoScaling: { minCapacity: 1, maxCapacity: 2 }' | application-autoscaling:Describe*",
                "'' | 'logGroups: [{ name: /a }]' | logs:DescribeLogGroups",
                "'' | 'logGroups: [{ name: /a, tags: { a: b } }]' | logs:DescribeLogGroups logs:ListTagsForResource"
            })
    void aSessionMayReadWhatTheDescriptorAsksFor(String count, String more, String actions) throws IOException {
        String allowed = SurroundingsPermissions.of(descriptor(count, more)).stream()
                .flatMap(statement -> statement.actions().patterns().stream())
                .collect(Collectors.joining(" "));

        assertThat(allowed).isEqualTo(actions);
    }

    private static final PropertySource NOTHING = new PropertySource() {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    };
}

package io.github.ecsmaven.deployer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.JournalEntry.Kind;
import io.github.ecsmaven.deployer.aws.StubAws;
import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import io.github.ecsmaven.deployer.aws.StubAws.Request;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.live.LiveState.LiveTaskDefinition;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.RolloutSettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.SourceMap;
import io.github.ecsmaven.descriptor.value.Value;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class LiveStateReaderTest {
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String DEPLOYMENT = ARN + "service-deployment/shop/checkout/d1";
    private static final String EARLIER = ARN + "service-deployment/shop/checkout/d0";
    private static final String SERVICE = "{\"services\":[{\"serviceArn\":\"" + ARN + "service/shop/checkout\","
            + "\"serviceName\":\"checkout\",\"clusterArn\":\"" + ARN + "cluster/shop\",\"status\":\"ACTIVE\","
            + "\"desiredCount\":2,\"runningCount\":2,\"pendingCount\":0,\"launchType\":\"SOMETHING_NEW\","
            + "\"taskDefinition\":\"" + ARN + "task-definition/checkout:41\",\"loadBalancers\":[],"
            + "\"roleArn\":\"arn:aws:iam::111122223333:role/aws-service-role/ecs\",\"createdAt\":1763800000.0,"
            + "\"currentServiceDeployment\":\"" + DEPLOYMENT + "\","
            + "\"tags\":[{\"key\":\"team\",\"value\":\"checkout\"},{\"key\":\"empty\"}],"
            + "\"deployments\":[{\"id\":\"ecs-svc/2\",\"status\":\"PRIMARY\",\"taskDefinition\":\"" + ARN
            + "task-definition/checkout:41\",\"serviceConnectConfiguration\":{\"enabled\":false},"
            + "\"volumeConfigurations\":[{\"name\":\"data\"}]},{\"id\":\"ecs-svc/1\",\"status\":\"ACTIVE\","
            + "\"taskDefinition\":\"" + ARN + "task-definition/checkout:39\","
            + "\"vpcLatticeConfigurations\":[{\"roleArn\":\"r\",\"targetGroupArn\":\"t\",\"portName\":\"p\"}]}]"
            + "}],\"failures\":[]}";

    private final StubAws stub = new StubAws(this::answer);
    private final CallJournal journal = new CallJournal(Clock.systemUTC());
    private final AwsClients clients = new AwsClients(stub.endpoint(), journal);
    private final Map<String, Answer> answers = new LinkedHashMap<>(Map.of(
            "DescribeServices", Answer.json(SERVICE),
            "DescribeTaskDefinition",
                    Answer.json("{\"taskDefinition\":{\"taskDefinitionArn\":\"" + ARN
                            + "task-definition/checkout:41\",\"family\":\"checkout\",\"revision\":41,"
                            + "\"containerDefinitions\":[{\"name\":\"app\",\"cpu\":0,\"environment\":[]}]},"
                            + "\"tags\":[{\"key\":\"team\",\"value\":\"checkout\"}]}"),
            "ListServiceDeployments",
                    Answer.json("{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"" + DEPLOYMENT
                            + "\",\"status\":\"IN_PROGRESS\",\"createdAt\":1763800000.0,\"targetServiceRevisionArn\":\""
                            + ARN
                            + "service-revision/shop/checkout/7\"},{\"serviceDeploymentArn\":\"" + EARLIER
                            + "\",\"status\":\"STOPPED\",\"statusReason\":\"Deployment failed: tasks failed to start.\","
                            + "\"createdAt\":1763700000.0,\"targetServiceRevisionArn\":\"" + ARN
                            + "service-revision/shop/checkout/6\"}]}")));

    @AfterEach
    void stop() {
        clients.close();
        stub.close();
    }

    @Test
    void aServiceIsReadInThreeCallsAndNoWrite() {
        LiveState live = read(descriptor("checkout"));

        assertThat(stub.operations())
                .containsExactlyInAnyOrder("DescribeServices", "DescribeTaskDefinition", "ListServiceDeployments");
        assertThat(stub.requests().get(0).body()).contains("\"cluster\":\"shop\"", "\"include\":[\"TAGS\"]");
        assertThat(journal.count(Kind.WRITE)).isZero();
        assertThat(live.findTaskDefinition().map(LiveTaskDefinition::familyAndRevision))
                .contains("checkout:41");
        assertThat(live.findTaskDefinition().map(LiveTaskDefinition::tags)).contains(Map.of("team", "checkout"));
    }

    @Test
    void theTaskDefinitionIsTheOneThatTheServiceRuns() {
        LiveService service = read(descriptor("checkout")).findService().orElseThrow();

        assertThat(service.taskDefinitionArn()).isEqualTo(ARN + "task-definition/checkout:41");
        assertThat(stub.requests())
                .filteredOn(request -> request.operation().equals("DescribeTaskDefinition"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("task-definition/checkout:41"));
    }

    @Test
    void theDefinitionHoldsWhatARequestCanSetAndNothingElse() {
        LiveService service = read(descriptor("checkout")).findService().orElseThrow();

        assertThat(service.definition().members().keySet())
                .containsExactlyInAnyOrder(
                        "serviceName",
                        "desiredCount",
                        "launchType",
                        "loadBalancers",
                        "role",
                        "serviceConnectConfiguration",
                        "volumeConfigurations");
        assertThat(service.definition().members())
                .containsEntry("launchType", new Value.Text("SOMETHING_NEW"))
                .containsEntry("loadBalancers", new Value.Sequence(List.of()))
                .containsEntry("desiredCount", Value.Numeral.of(2))
                .containsEntry("role", new Value.Text("arn:aws:iam::111122223333:role/aws-service-role/ecs"));
        assertThat(service.tags()).isEqualTo(Map.of("team", "checkout", "empty", ""));
        assertThat(service.status()).isEqualTo(LiveState.Status.ACTIVE);
    }

    @Test
    void theCurrentServiceDeploymentComesWithItsTarget() {
        assertThat(read(descriptor("checkout")).findService().flatMap(LiveService::findCurrentDeployment))
                .contains(new LiveDeployment(DEPLOYMENT, "IN_PROGRESS", "", ARN + "service-revision/shop/checkout/7"));
    }

    @Test
    void theLastTwoReadsRunAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        stub.answer(request -> {
            if (!request.operation().equals("DescribeServices")) {
                meet(both);
            }
            return answer(request);
        });

        assertThat(read(descriptor("checkout")).findService()).isPresent();
    }

    @Test
    void whereTheApiNamesNoServiceDeploymentNoneIsRead() {
        answers.put("DescribeServices", Answer.json(SERVICE.replace("currentServiceDeployment", "somethingElse")));

        assertThat(read(descriptor("checkout")).findService().flatMap(LiveService::findCurrentDeployment))
                .isEmpty();
        assertThat(stub.operations()).containsExactly("DescribeServices", "DescribeTaskDefinition");
    }

    @Test
    void whereNoneIsRunningTheLastServiceDeploymentIsFound() {
        answers.put(
                "DescribeServices",
                Answer.json(SERVICE.replace(
                        "\"currentServiceDeployment\":\"" + DEPLOYMENT + "\"",
                        "\"currentServiceRevisions\":[{\"arn\":\"" + ARN + "service-revision/shop/checkout/7\"}]")));
        answers.put(
                "ListServiceDeployments",
                Answer.json("{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"" + EARLIER
                        + "\",\"status\":\"SUCCESSFUL\",\"createdAt\":1763700000.0},{\"serviceDeploymentArn\":\""
                        + DEPLOYMENT
                        + "\",\"status\":\"STOPPED\",\"statusReason\":\"tasks failed\",\"createdAt\":1763800000.0,"
                        + "\"targetServiceRevisionArn\":\"" + ARN + "service-revision/shop/checkout/7\"}]}"));

        LiveService service = read(descriptor("checkout")).findService().orElseThrow();
        LiveDeployment last = service.findCurrentDeployment().orElseThrow();
        assertThat(last.arn()).isEqualTo(DEPLOYMENT);
        assertThat(last.statusReason()).isEqualTo("tasks failed");
        assertThat(service.isTargetOf(last)).isTrue();
    }

    @Test
    void aServiceDeploymentThatHasGoneMeanwhileIsAbsent() {
        answers.put("ListServiceDeployments", Answer.json("{\"serviceDeployments\":[]}"));

        assertThat(read(descriptor("checkout")).findService().flatMap(LiveService::findCurrentDeployment))
                .isEmpty();
    }

    @Test
    void aDrainingServiceExists() {
        answers.put("DescribeServices", Answer.json(SERVICE.replace("\"ACTIVE\",\"desired", "\"DRAINING\",\"desired")));

        assertThat(read(descriptor("checkout")).findService().map(LiveService::status))
                .contains(LiveState.Status.DRAINING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"services\":[],\"failures\":[{\"arn\":\"x\",\"reason\":\"MISSING\"}]}",
                "{\"services\":[{\"serviceName\":\"checkout\",\"status\":\"INACTIVE\"}],\"failures\":[]}"
            })
    void aMissingOrInactiveServiceIsAbsentAndTheFamilysNewestRevisionIsRead(String answer) {
        answers.put("DescribeServices", Answer.json(answer));

        LiveState live = read(descriptor("checkout"));

        assertThat(live.findService()).isEmpty();
        assertThat(live.findTaskDefinition()).isPresent();
        assertThat(stub.requests().get(1).body()).contains("\"taskDefinition\":\"checkout\"");
    }

    @Test
    void withoutAServiceSectionTheFamilyAloneIsRead() {
        LiveState live = read(withoutService());

        assertThat(live.findService()).isEmpty();
        assertThat(live.findTaskDefinition().map(LiveTaskDefinition::arn))
                .contains(ARN + "task-definition/checkout:41");
        assertThat(stub.operations()).containsExactly("DescribeTaskDefinition");
    }

    @Test
    void aFamilyWithoutARevisionIsAbsent() {
        answers.put(
                "DescribeTaskDefinition", Answer.error(400, "ClientException", "Unable to describe task definition."));

        assertThat(read(withoutService()).findTaskDefinition()).isEmpty();
    }

    @Test
    void anyOtherErrorOfAFamilyIsAnError() {
        answers.put("DescribeTaskDefinition", Answer.error(400, "ClientException", "Something else."));

        assertThatThrownBy(() -> read(withoutService()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Something else.");
    }

    @Test
    void aMissingClusterIsNamedWithAccountAndRegion() {
        answers.put("DescribeServices", Answer.error(400, "ClusterNotFoundException", "Cluster not found."));

        assertThatThrownBy(() -> read(descriptor("checkout")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no cluster shop in account 111122223333, Region eu-west-1");
    }

    @Test
    void aRefusedReadOfTheDeploymentIsToldAlthoughItRanBeside() {
        answers.put("ListServiceDeployments", Answer.error(400, "AccessDeniedException", "Access Denied"));

        assertThatThrownBy(() -> read(descriptor("checkout")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ecs:ListServiceDeployments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"services\":[],\"failures\":[{\"arn\":\"x\",\"reason\":\"ACCESS\",\"detail\":\"later\"}]}"
            })
    void anAnswerThatDoesNotTellWhetherTheServiceExistsIsNoAnswer(String answer) {
        answers.put("DescribeServices", Answer.json(answer));

        assertThatThrownBy(() -> read(descriptor("checkout")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("could not describe the service checkout");
    }

    @Test
    void aTaskDefinitionAnswerWithoutATaskDefinitionIsNoAnswer() {
        answers.put("DescribeTaskDefinition", Answer.json("{}"));

        assertThatThrownBy(() -> read(descriptor("checkout"))).isInstanceOf(EnvironmentException.class);
    }

    @Test
    void aServiceOfTaskSetsIsRefused() {
        answers.put(
                "DescribeServices",
                Answer.json(
                        "{\"services\":[{\"serviceName\":\"checkout\",\"serviceArn\":\"arn\",\"status\":\"ACTIVE\"}]}"));

        assertThatThrownBy(() -> read(descriptor("checkout")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no task definition of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it is declared", "it was declared"})
    void whatOnlyTheServiceRevisionShowsIsReadOfIt(String when) {
        String revisions = "\"currentServiceRevisions\":[{\"arn\":\"" + ARN + "service-revision/shop/checkout/1\"},"
                + "{\"arn\":\"" + ARN + "service-revision/shop/checkout/2\"}],\"tags\":[";
        boolean declared = when.equals("it is declared");
        String record = "{\"key\":\"" + LiveState.MANAGED_FIELDS_TAG + "\",\"value\":\"lb mo\"},";
        answers.put(
                "DescribeServices",
                Answer.json(SERVICE.replace("\"tags\":[", declared ? revisions : revisions + record)));
        answers.put(
                "DescribeServiceRevisions",
                Answer.json("{\"serviceRevisions\":[{\"monitoring\":{\"metricConfigurations\":[]},"
                        + "\"launchType\":\"EC2\"}]}"));
        Map<String, Value> service = new LinkedHashMap<>(Map.of("serviceName", new Value.Text("checkout")));
        if (declared) {
            service.put("monitoring", Value.Structure.empty());
        }

        LiveService found =
                read(descriptor(new Value.Structure(service))).findService().orElseThrow();

        assertThat(found.definition().members())
                .containsKey("monitoring")
                .containsEntry("launchType", new Value.Text("SOMETHING_NEW"));
        assertThat(found.findCurrentDeployment()).isPresent();
        assertThat(stub.requests())
                .filteredOn(request -> request.operation().equals("DescribeServiceRevisions"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.body()).contains("checkout/2").doesNotContain("checkout/1"));
    }

    @Test
    void aNameThatIsNotATextIsRefused() {
        DeploymentDescriptor unknown = descriptor(new Value.Structure(Map.of("serviceName", new Value.Cleared())));

        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("serviceName");
        assertThat(stub.requests()).isEmpty();
    }

    private Answer answer(Request request) {
        return answers.getOrDefault(request.operation(), Answer.error(400, "UnknownOperationException", "?"));
    }

    private LiveState read(DeploymentDescriptor descriptor) {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));
        AwsErrors errors = new AwsErrors(
                stub.endpoint(), "arn:aws:sts::111122223333:assumed-role/deployer/travis.1.2", descriptor.cluster());
        return new LiveStateReader(clients.ecsReads(credentials), errors).read(descriptor);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the reads did not run at the same time", e);
        }
    }

    private static DeploymentDescriptor descriptor(String serviceName) {
        return descriptor(new Value.Structure(Map.of("serviceName", new Value.Text(serviceName))));
    }

    private static DeploymentDescriptor withoutService() {
        return descriptor((Value.Structure) null);
    }

    private static DeploymentDescriptor descriptor(Value.@Nullable Structure service) {
        return new DeploymentDescriptor(
                "checkout",
                List.of(),
                null,
                "eu-west-1",
                "shop",
                DeployCondition.always(),
                new IdentitySettings(null, new WebIdentitySettings("auto", "aud", null, null), List.of()),
                new Value.Structure(Map.of("family", new Value.Text("checkout"))),
                service,
                new RolloutSettings(null, OnFailure.ROLLBACK, OnInProgress.FAIL),
                Map.of(),
                List.of(),
                new SourceMap(Map.of()));
    }
}

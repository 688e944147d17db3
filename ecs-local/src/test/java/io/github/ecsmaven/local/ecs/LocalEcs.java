package io.github.ecsmaven.local.ecs;

import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** An ECS whose clock is moved by hand, with short ways to say what tests say often. */
final class LocalEcs {
    static final String CALLER = "arn:aws:sts::123456789012:assumed-role/deployer/session";
    static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final EcsSettings settings;
    private EcsService service;
    private Instant now = START;

    LocalEcs(EcsSettings settings) {
        this.settings = settings;
        this.service = new EcsService(settings);
    }

    LocalEcs() {
        this(EcsSettings.defaults());
    }

    Instant now() {
        return now;
    }

    LocalEcs pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    LocalEcs settle() {
        return pass(Duration.ofMinutes(1));
    }

    /** Asks for anything, so that everything happens that is due. */
    LocalEcs touch() {
        call(DescribeClustersRequest.builder().build());
        return this;
    }

    /** Saves the state and goes on with a new process that reads it. */
    String restart() {
        String state = state();
        service = new EcsService(settings);
        service.read(JsonNode.parser().parse(state));
        return state;
    }

    String state() {
        JsonWriter json = JsonWriter.create();
        service.write(json);
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the test knows the answer's type
    <A> A call(SdkPojo request) {
        return callIn("eu-west-1", request);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <A> A callIn(String region, SdkPojo request) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) service.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return (A) operation.answer().apply(request, new CallContext(CALLER, region, "123456789012", now));
    }

    TaskDefinition register(RegisterTaskDefinitionRequest request) {
        RegisterTaskDefinitionResponse answer = call(request);
        return answer.taskDefinition();
    }

    TaskDefinition register(String family, String image) {
        return register(onFargate(family, image).build());
    }

    static RegisterTaskDefinitionRequest.Builder onFargate(String family, String image) {
        return RegisterTaskDefinitionRequest.builder()
                .family(family)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image(image)
                        .portMappings(PortMapping.builder().containerPort(8080).build())
                        .build());
    }

    static CreateServiceRequest.Builder service(String name, String taskDefinition, int desiredCount) {
        return CreateServiceRequest.builder()
                .serviceName(name)
                .taskDefinition(taskDefinition)
                .desiredCount(desiredCount)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(network("subnet-1"));
    }

    static NetworkConfiguration network(String... subnets) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(
                        AwsVpcConfiguration.builder().subnets(subnets).build())
                .build();
    }

    Service create(CreateServiceRequest request) {
        CreateServiceResponse answer = call(request);
        return answer.service();
    }

    Service update(String name, UnaryOperator<UpdateServiceRequest.Builder> change) {
        UpdateServiceResponse answer =
                call(change.apply(UpdateServiceRequest.builder().service(name)).build());
        return answer.service();
    }

    Service describe(String name) {
        DescribeServicesResponse answer =
                call(DescribeServicesRequest.builder().services(name).build());
        return answer.services().get(0);
    }

    List<ServiceDeploymentBrief> deployments(String name) {
        ListServiceDeploymentsResponse answer =
                call(ListServiceDeploymentsRequest.builder().service(name).build());
        return answer.serviceDeployments();
    }

    ServiceDeployment deployment(String arn) {
        DescribeServiceDeploymentsResponse answer = call(DescribeServiceDeploymentsRequest.builder()
                .serviceDeploymentArns(arn)
                .build());
        return answer.serviceDeployments().get(0);
    }

    ServiceDeployment latest(String name) {
        return deployment(deployments(name).get(0).serviceDeploymentArn());
    }

    List<Task> tasks(String name, DesiredStatus desired) {
        ListTasksResponse listed = call(ListTasksRequest.builder()
                .serviceName(name)
                .desiredStatus(desired)
                .build());
        if (listed.taskArns().isEmpty()) {
            return List.of();
        }
        DescribeTasksResponse answer =
                call(DescribeTasksRequest.builder().tasks(listed.taskArns()).build());
        return answer.tasks();
    }

    /** Event messages, oldest first, without identifiers of tasks and deployments. */
    List<String> events(String name) {
        List<String> messages = new ArrayList<>(describe(name).events().stream()
                .map(ServiceEvent::message)
                .map(message -> message.replaceAll("\\(task [0-9a-f]{32}\\)", "(task)")
                        .replaceAll("ecs-svc/\\d{19}", "ecs-svc/N"))
                .toList());
        Collections.reverse(messages);
        return messages;
    }
}

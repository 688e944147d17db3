package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.live.LiveState.LiveTaskDefinition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.ManagedFields;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.Resources;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.RolloutSettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.LookUps;
import io.github.ecsmaven.descriptor.SourceMap;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Descriptors and live states for tests of the plan, made from the SDK's own shapes. */
public final class Fixtures {
    public static final String ACCOUNT = "111122223333";
    public static final String REVISION = "arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:41";
    public static final String SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/shop/orders";

    private Fixtures() {}

    public static RegisterTaskDefinitionRequest.Builder taskDefinition(
            UnaryOperator<ContainerDefinition.Builder> container) {
        return RegisterTaskDefinitionRequest.builder()
                .family("orders")
                .networkMode("awsvpc")
                .containerDefinitions(container
                        .apply(ContainerDefinition.builder().name("app").image("orders:1"))
                        .build());
    }

    public static CreateServiceRequest.Builder service(Consumer<CreateServiceRequest.Builder> settings) {
        CreateServiceRequest.Builder builder =
                CreateServiceRequest.builder().serviceName("orders").launchType("FARGATE");
        settings.accept(builder);
        return builder;
    }

    public static DeploymentDescriptor descriptor(SdkPojo taskDefinition, SdkPojo service) {
        return descriptor(SdkValues.from(taskDefinition), service == null ? null : SdkValues.from(service));
    }

    /** One that keeps no record of managed fields: the record has tests of its own. */
    public static DeploymentDescriptor descriptor(Value.Structure taskDefinition, Value.Structure service) {
        return new DeploymentDescriptor(
                "orders",
                List.of(),
                null,
                "eu-west-1",
                "shop",
                DeployCondition.always(),
                new IdentitySettings(
                        "arn:aws:iam::111122223333:role/deployer",
                        new WebIdentitySettings("auto", "sts.amazonaws.com", null, null),
                        List.of()),
                taskDefinition,
                service,
                new RolloutSettings(null, OnFailure.ROLLBACK, OnInProgress.FAIL),
                Map.of(),
                List.of(),
                new SourceMap(Map.of()),
                LookUps.none(),
                List.of(),
                managing(ManagedFields.OFF));
    }

    private static Resources managing(ManagedFields managedFields) {
        return new Resources(null, List.of(), Map.of(), Map.of(), managedFields);
    }

    /** The same with a record of managed fields. */
    public static DeploymentDescriptor recording(DeploymentDescriptor of) {
        return copy(of, of.tags(), of.ignore(), managing(ManagedFields.ON));
    }

    public static DeploymentDescriptor withTags(DeploymentDescriptor of, Map<String, String> tags) {
        return copy(of, tags, of.ignore(), of.resources());
    }

    public static DeploymentDescriptor ignoring(DeploymentDescriptor of, String... paths) {
        return copy(of, of.tags(), List.of(paths), of.resources());
    }

    public static LiveState nothing() {
        return new LiveState(null, null);
    }

    public static LiveTaskDefinition revision(SdkPojo definition) {
        return new LiveTaskDefinition(REVISION, SdkValues.from(definition), Map.of());
    }

    public static LiveState live(SdkPojo definition, SdkPojo service) {
        return live(definition, service, null);
    }

    public static LiveState live(SdkPojo definition, SdkPojo service, LiveDeployment deployment) {
        return new LiveState(
                revision(definition),
                new LiveService(
                        SERVICE,
                        LiveState.Status.ACTIVE,
                        SdkValues.from(service),
                        REVISION,
                        Map.of(),
                        Set.of("arn:revision"),
                        deployment));
    }

    private static DeploymentDescriptor copy(
            DeploymentDescriptor of, Map<String, String> tags, List<String> ignore, Resources resources) {
        return new DeploymentDescriptor(
                of.name(),
                of.environments(),
                of.environment(),
                of.region(),
                of.cluster(),
                of.deploy(),
                of.identity(),
                of.taskDefinition(),
                of.service(),
                of.rollout(),
                tags,
                ignore,
                of.sources(),
                of.lookUps(),
                of.warnings(),
                resources);
    }
}

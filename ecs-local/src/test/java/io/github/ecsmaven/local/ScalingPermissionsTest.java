package io.github.ecsmaven.local;

import static io.github.ecsmaven.local.IamAccount.allow;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** A scalable target is authorized by its own ARN once it has one. */
class ScalingPermissionsTest {
    private static final String TARGETS = "arn:aws:application-autoscaling:eu-west-1:000000000000:scalable-target/";
    private static final String COUNT = "ecs:service:DesiredCount";

    @TempDir
    private Path directory;

    private IamAccount account;

    @BeforeEach
    void start() {
        account = IamAccount.start(directory);
        try (EcsClient ecs = account.administrator()) {
            ecs.registerTaskDefinition(request -> request.family("web")
                    .networkMode(NetworkMode.BRIDGE)
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("app")
                            .image("image:1")
                            .memory(128)
                            .build()));
            for (String service : new String[] {"web", "other"}) {
                ecs.createService(request -> request.cluster("shop")
                        .serviceName(service)
                        .taskDefinition("web")
                        .launchType(LaunchType.EC2)
                        .desiredCount(1));
            }
        }
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aTargetThatIsNotRegisteredYetIsAnyTarget() {
        account.permit(allow("application-autoscaling:RegisterScalableTarget", TARGETS + "0123"));
        try (ApplicationAutoScalingClient scaling = deployer()) {
            assertThatThrownBy(() -> register(scaling, "web"))
                    .hasMessageContaining("not authorized to perform: application-autoscaling:RegisterScalableTarget"
                            + " on resource: " + TARGETS + "*");
        }
        account.permit(allow("application-autoscaling:RegisterScalableTarget", TARGETS + "*"));
        try (ApplicationAutoScalingClient scaling = deployer()) {
            assertThatCode(() -> register(scaling, "web")).doesNotThrowAnyException();
        }
    }

    @Test
    void aTargetThatIsRegisteredIsThatOneAndNoOther() {
        String web;
        String other;
        try (ApplicationAutoScalingClient scaling =
                account.client(ApplicationAutoScalingClient.builder(), account.session(IamAccount.ADMINISTRATOR))) {
            web = register(scaling, "web");
            other = register(scaling, "other");
        }
        account.permit(allow("application-autoscaling:RegisterScalableTarget", web));

        try (ApplicationAutoScalingClient scaling = deployer()) {
            assertThatCode(() -> register(scaling, "web")).doesNotThrowAnyException();
            assertThatThrownBy(() -> register(scaling, "other")).hasMessageContaining("on resource: " + other);
        }
    }

    private ApplicationAutoScalingClient deployer() {
        return account.client(ApplicationAutoScalingClient.builder(), account.session(IamAccount.DEPLOYER));
    }

    private static String register(ApplicationAutoScalingClient scaling, String service) {
        return scaling.registerScalableTarget(request -> request.serviceNamespace("ecs")
                        .resourceId("service/shop/" + service)
                        .scalableDimension(COUNT)
                        .minCapacity(1)
                        .maxCapacity(4))
                .scalableTargetARN();
    }
}

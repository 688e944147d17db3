package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.shape.ServerOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KernelCapabilities;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

/** What ECS makes of one container definition. */
final class ContainerForm {
    private static final int INTERVAL_SECONDS = 30;
    private static final int TIMEOUT_SECONDS = 5;
    private static final int RETRIES = 3;

    private ContainerForm() {}

    static ContainerDefinition of(ContainerDefinition sent, @Nullable String networkMode) {
        List<PortMapping> ports = sent.portMappings().stream()
                .map(port -> port(port, networkMode))
                .toList();
        ContainerDefinition.Builder container = sent.toBuilder()
                .cpu(sent.cpu() == null ? 0 : sent.cpu())
                .essential(sent.essential() == null || sent.essential())
                .portMappings(ServerOrder.of(ports, ContainerForm::key))
                .environment(ServerOrder.of(sent.environment(), KeyValuePair::name))
                .mountPoints(List.copyOf(sent.mountPoints()))
                .volumesFrom(ServerOrder.of(sent.volumesFrom(), VolumeFrom::sourceContainer))
                .systemControls(List.copyOf(sent.systemControls()));
        if (sent.hasSecrets()) {
            container.secrets(ServerOrder.of(sent.secrets(), Secret::name));
        }
        if (sent.hasLinks()) {
            container.links(sent.links().stream().sorted().toList());
        }
        if (sent.healthCheck() != null) {
            container.healthCheck(healthCheck(sent.healthCheck()));
        }
        if (sent.linuxParameters() != null) {
            container.linuxParameters(linuxParameters(sent.linuxParameters()));
        }
        return container.build();
    }

    private static String key(PortMapping port) {
        return (port.containerPort() == null ? port.containerPortRange() : port.containerPort()) + "/"
                + port.protocolAsString();
    }

    private static PortMapping port(PortMapping sent, @Nullable String networkMode) {
        PortMapping.Builder port = sent.toBuilder();
        if (sent.protocolAsString() == null) {
            port.protocol(TransportProtocol.TCP);
        }
        if (sent.containerPort() != null && (sent.hostPort() == null || sent.hostPort() == 0)) {
            boolean same = "awsvpc".equals(networkMode) || "host".equals(networkMode);
            port.hostPort(same ? sent.containerPort() : Integer.valueOf(0));
        }
        return port.build();
    }

    private static HealthCheck healthCheck(HealthCheck sent) {
        HealthCheck.Builder check = sent.toBuilder();
        if (sent.interval() == null) {
            check.interval(INTERVAL_SECONDS);
        }
        if (sent.timeout() == null) {
            check.timeout(TIMEOUT_SECONDS);
        }
        if (sent.retries() == null) {
            check.retries(RETRIES);
        }
        return check.build();
    }

    private static LinuxParameters linuxParameters(LinuxParameters sent) {
        LinuxParameters.Builder linux =
                sent.toBuilder().devices(List.copyOf(sent.devices())).tmpfs(List.copyOf(sent.tmpfs()));
        KernelCapabilities capabilities = sent.capabilities();
        if (capabilities != null) {
            linux.capabilities(capabilities.toBuilder()
                    .add(List.copyOf(capabilities.add()))
                    .drop(List.copyOf(capabilities.drop()))
                    .build());
        }
        return linux.build();
    }
}

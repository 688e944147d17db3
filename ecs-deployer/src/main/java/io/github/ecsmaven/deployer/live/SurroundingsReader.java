package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.deployer.image.DeployedImages;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveLogGroup;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveScaling;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Reads what is around a service: only what a descriptor asks for, all by names that are known before. */
public final class SurroundingsReader {
    private final ScalingReader scaling;
    private final LogGroupReader logGroups;
    private final RegistryReader registries;

    /**
     * @param scaling a client that repeats reads; asked for when there is something to read
     * @param logs calls of CloudWatch Logs; asked for when there is something to read
     * @param registries clients by Region that repeat reads; asked for when there is something to read
     */
    public SurroundingsReader(
            Supplier<ApplicationAutoScalingClient> scaling,
            Supplier<SignedCall> logs,
            Function<String, EcrClient> registries,
            AwsErrors errors) {
        this.scaling = new ScalingReader(scaling, errors);
        this.logGroups = new LogGroupReader(logs, errors);
        this.registries = new RegistryReader(registries, errors);
    }

    /** Whether a descriptor has a section that is read here. */
    static boolean isAskedFor(DeploymentDescriptor descriptor) {
        return scaled(descriptor).isPresent()
                || !descriptor.resources().logGroups().isEmpty()
                || !DeployedImages.toResolve(descriptor).isEmpty();
    }

    /** Whether all names that are read by are known, or filled in. */
    static boolean canRead(DeploymentDescriptor descriptor) {
        return !DeployedImages.areOpen(descriptor)
                && descriptor.resources().logGroups().stream()
                        .allMatch(group -> group.members().get("name") instanceof Value.Text);
    }

    LiveSurroundings read(DeploymentDescriptor descriptor) {
        LiveSurroundings none = LiveSurroundings.none();
        return SideBySide.all(List.<Supplier<LiveSurroundings>>of(
                        () -> readScaling(descriptor).map(none::with).orElse(none),
                        () -> new LiveSurroundings(null, readLogGroups(descriptor), List.of(), Map.of()),
                        () -> new LiveSurroundings(
                                null, Map.of(), List.of(), registries.read(DeployedImages.toResolve(descriptor)))))
                .stream()
                .reduce(none, LiveSurroundings::and);
    }

    /**
     * Whether it has to be found out who owns the desired count: the descriptor declares one that is not the live one, and
     * says nothing about auto scaling. Where the two are equal nobody has to be asked.
     */
    static boolean isContested(DeploymentDescriptor descriptor, int liveCount) {
        Value declared = descriptor
                .wantedService()
                .filter(service -> mayBeScaled(descriptor))
                .map(service -> service.members().get("desiredCount"))
                .orElse(null);
        return declared instanceof Value.Unresolved
                || (declared instanceof Value.Numeral && !declared.equals(Value.Numeral.of(liveCount)));
    }

    /** Whether the declared count may turn out to be another's. */
    static boolean mayBeScaled(DeploymentDescriptor descriptor) {
        return descriptor.resources().wantedAutoScaling().isEmpty()
                && !descriptor.ignore().contains("service.desiredCount")
                && descriptor
                        .wantedService()
                        .map(service -> service.members().get("desiredCount"))
                        .isPresent();
    }

    /** The target that owns the count, where there is one. Without the permission to look that stays open, and is said. */
    LiveSurroundings ownerOfCount(DeploymentDescriptor descriptor) {
        LiveSurroundings none = LiveSurroundings.none();
        try {
            return resourceId(descriptor)
                    .flatMap(scaling::target)
                    .map(none::with)
                    .orElse(none);
        } catch (UserException e) {
            if (e.getCause() instanceof SdkException refused && AwsErrors.isDenied(refused)) {
                return none.remarking("Whether auto scaling owns desiredCount is not known: the role may not do"
                        + " application-autoscaling:DescribeScalableTargets. The declared count is applied.");
            }
            throw e;
        }
    }

    private Optional<LiveScaling> readScaling(DeploymentDescriptor descriptor) {
        return scaled(descriptor)
                .flatMap(wanted -> resourceId(descriptor)
                        .flatMap(id -> scaling.read(
                                id, declaresTags(wanted) ? ScalingReader.Tags.READ : ScalingReader.Tags.LEFT_OUT)));
    }

    private Map<String, LiveLogGroup> readLogGroups(DeploymentDescriptor descriptor) {
        List<Value.Structure> wanted = descriptor.resources().logGroups();
        return logGroups.read(
                wanted.stream().map(SurroundingsReader::name).distinct().toList(),
                wanted.stream()
                        .filter(SurroundingsReader::declaresTags)
                        .map(SurroundingsReader::name)
                        .toList());
    }

    private static Optional<Value.Structure> scaled(DeploymentDescriptor descriptor) {
        return descriptor
                .wantedService()
                .flatMap(service -> descriptor.resources().wantedAutoScaling());
    }

    /** How Application Auto Scaling names a service. */
    private static Optional<String> resourceId(DeploymentDescriptor descriptor) {
        String cluster = descriptor.cluster();
        return descriptor
                .wantedService()
                .map(service -> service.members().get("serviceName"))
                .filter(Value.Text.class::isInstance)
                .map(name -> "service/" + cluster.substring(cluster.lastIndexOf('/') + 1) + "/"
                        + ((Value.Text) name).text());
    }

    static boolean declaresTags(Value.Structure section) {
        return section.members().get("tags") instanceof Value.Mapping tags
                && !tags.entries().isEmpty();
    }

    private static String name(Value.Structure group) {
        return group.members().get("name") instanceof Value.Text text ? text.text() : "";
    }
}

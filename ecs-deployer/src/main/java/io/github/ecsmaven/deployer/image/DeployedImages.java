package io.github.ecsmaven.deployer.image;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The images that a descriptor names by a tag of a registry that can be asked for its digest. */
public final class DeployedImages {
    private DeployedImages() {}

    /** By container, in the order of the descriptor; only those in ECR that are not pinned by a digest. */
    public static Map<String, String> byContainer(DeploymentDescriptor descriptor) {
        Map<String, String> images = new LinkedHashMap<>();
        for (Value.Structure container : containers(descriptor)) {
            String name = text(container, "name");
            String image = text(container, "image");
            if (name != null && image != null && isMovable(image) && isPinnedByEcs(container)) {
                images.put(name, image);
            }
        }
        return images;
    }

    /** The references to ask a registry about, without a second one of the same. Only a service runs an image for long. */
    public static Set<String> toResolve(DeploymentDescriptor descriptor) {
        return descriptor.wantedService().isPresent()
                ? new TreeSet<>(byContainer(descriptor).values())
                : Set.of();
    }

    /** Whether look-ups decide which images these are. */
    public static boolean areOpen(DeploymentDescriptor descriptor) {
        return descriptor.wantedService().isPresent()
                && containers(descriptor).stream()
                        .anyMatch(container -> container.members().get("image") instanceof Value.Unresolved);
    }

    private static boolean isMovable(String image) {
        ImageReference reference = ImageReference.of(image);
        return reference.ecr().isPresent() && reference.movableTag().isPresent();
    }

    /** Each new task of a container without version consistency takes what the tag names at that time. */
    private static boolean isPinnedByEcs(Value.Structure container) {
        return !"disabled".equals(text(container, "versionConsistency"));
    }

    private static List<Value.Structure> containers(DeploymentDescriptor descriptor) {
        return Optional.ofNullable(descriptor.taskDefinition().members().get("containerDefinitions"))
                .filter(Value.Sequence.class::isInstance)
                .map(Value.Sequence.class::cast)
                .stream()
                .flatMap(list -> list.elements().stream())
                .filter(Value.Structure.class::isInstance)
                .map(Value.Structure.class::cast)
                .toList();
    }

    private static @Nullable String text(Value.Structure container, String member) {
        return container.members().get(member) instanceof Value.Text text ? text.text() : null;
    }
}

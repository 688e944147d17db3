package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.layer.LayerFolder;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files of a folder that no descriptor takes notice of. An overlay was written to count, and without it the environment
 * gets something else: that is a problem. A layer that nothing extends changes nothing: that is a warning.
 */
final class FolderLeftovers {
    private final LayerFolder folder;
    private final Map<String, Optional<EffectiveDescriptor>> descriptors;

    /** @param descriptors by name; empty those that could not be read */
    FolderLeftovers(LayerFolder folder, Map<String, Optional<EffectiveDescriptor>> descriptors) {
        this.folder = folder;
        this.descriptors = Map.copyOf(descriptors);
    }

    /** @param allAreRead whether the descriptors that were read are all of the folder */
    List<Problem> overlays(boolean allAreRead) {
        List<Problem> problems = new ArrayList<>();
        for (String file : folder.filesBelow(LayerFolder.ENVIRONMENTS)) {
            String inside = file.substring(LayerFolder.ENVIRONMENTS.length() + 1);
            String environment = inside.substring(0, Math.max(0, inside.lastIndexOf('/')));
            String fileName = inside.substring(inside.lastIndexOf('/') + 1);
            String name = fileName.substring(0, fileName.lastIndexOf('.'));
            Optional<EffectiveDescriptor> descriptor = descriptors.get(name);
            if (environment.isEmpty()) {
                String cure = "Move it to " + folder.display(LayerFolder.ENVIRONMENTS) + "/ENVIRONMENT/" + fileName;
                problems.add(overlay(file, "This overlay lies in no environment's folder", cure));
            } else if (descriptor == null) {
                if (allAreRead) {
                    problems.add(noDescriptor(file, name));
                }
            } else {
                descriptor
                        .map(found -> found.descriptor().environments())
                        .filter(declared -> !declared.contains(environment))
                        .ifPresent(declared -> problems.add(undeclared(file, name, environment, declared)));
            }
        }
        return problems;
    }

    /** Layers that no descriptor extends; none where that may depend on a property. */
    List<Problem> layers() {
        Set<String> used = new HashSet<>();
        for (Optional<EffectiveDescriptor> read : descriptors.values()) {
            if (read.isEmpty() || read.get().extendsByReference()) {
                return List.of();
            }
            used.addAll(read.get().files());
        }
        return folder.filesBelow(LayerFolder.LAYERS).stream()
                .filter(file -> !used.contains(folder.display(file)))
                .map(file -> problem(
                        ProblemId.UNUSED_LAYER,
                        file,
                        "No descriptor extends the layer " + folder.display(file),
                        "Add `" + file + "` to `extends` where it is meant to count, or delete it"))
                .toList();
    }

    private Problem noDescriptor(String file, String name) {
        String cure = Nearest.to(name, descriptors.keySet())
                .map(near -> "Did you mean the descriptor `" + near + "`? An overlay has the name of its descriptor")
                .orElse("Give it the name of a descriptor, or delete it");
        return overlay(file, "There is no descriptor `" + name + "` for this overlay", cure);
    }

    private Problem undeclared(String file, String name, String environment, List<String> declared) {
        String what = "The descriptor `" + name + "` does not declare the environment `" + environment
                + "`, so this overlay never counts";
        String add = "Add it to `environments` of the descriptor, or delete the overlay";
        String cure = Nearest.to(environment, declared)
                .map(near -> "Did you mean `" + near + "`? Otherwise: " + add)
                .orElse(add);
        return overlay(file, what, cure);
    }

    private Problem overlay(String file, String what, String cure) {
        return problem(ProblemId.UNUSED_OVERLAY, file, what, cure);
    }

    private Problem problem(ProblemId id, String file, String what, String cure) {
        SourcePosition where = new SourcePosition(folder.display(file), 1, 1);
        return new Problem(id, where, KeyedPath.root(), what, cure, null);
    }
}

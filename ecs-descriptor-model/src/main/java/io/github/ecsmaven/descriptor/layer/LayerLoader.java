package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.layer.DescriptorFile.Role;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the layers and overlays of one descriptor: each file once, however many name it, and not more than a
 * descriptor can need.
 */
public final class LayerLoader {
    /** How many layers may extend each other in a row. */
    static final int MAX_DEPTH = 10;
    /** Layers and overlays of one descriptor. */
    static final int MAX_FILES = 100;

    /** Elements of all {@code extends} together. */
    private static final int MAX_MENTIONS = 1000;

    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_NODES = 200_000;

    private final FieldRules rules;
    private final DescriptorFiles files;
    private final LayerFolder folder;
    private final LayerSource artifacts;
    private final Problems problems;

    private final Map<String, DescriptorFile> read = new HashMap<>();
    private long bytes;
    private long nodes;
    private int mentions;
    private boolean exhausted;
    private boolean complete = true;

    public LayerLoader(
            FieldRules rules, DescriptorFiles files, LayerFolder folder, LayerSource artifacts, Problems problems) {
        this.rules = rules;
        this.files = files;
        this.folder = folder;
        this.artifacts = artifacts;
        this.problems = problems;
    }

    /** Whether every file that is named was there and could be read. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The layers that a descriptor extends, and those that they extend, the lowest first. One that several extend has the
     * place of its first mention, below all of them.
     */
    public List<DescriptorFile> below(DescriptorFile descriptor, Interpolator interpolator) {
        Walk walk = new Walk(new Extends(rules, interpolator, problems));
        walk.chain.add(descriptor.name());
        walk.enter(descriptor, folder);
        complete &= walk.names.isComplete();
        return walk.order;
    }

    /**
     * The overlay of a descriptor for an environment.
     *
     * @param name the descriptor's name
     * @param declared where the environment is declared
     */
    public Optional<DescriptorFile> overlay(String name, String environment, SourcePosition declared) {
        KeyedPath path = KeyedPath.of("environments");
        if (LayerName.leavesItsRoot(environment)) {
            problems.add(
                    ProblemId.LAYER_OUTSIDE,
                    declared,
                    path,
                    "The environment `" + environment + "` cannot be the name of a folder",
                    "Use letters, digits and hyphens: its overlays lie in " + folder.display(LayerFolder.ENVIRONMENTS)
                            + "/ENVIRONMENT");
            return Optional.empty();
        }
        List<String> present = LayerFolder.overlayNames(environment, name).stream()
                .filter(folder::exists)
                .toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        if (present.size() > 1) {
            String both =
                    String.join(" and ", present.stream().map(folder::display).toList());
            problems.add(ProblemId.UNUSED_OVERLAY, declared, path, "There are " + both, "Keep one of them");
        }
        return open(folder, present.get(0), Role.OVERLAY, new Extends.Name(environment, declared, path));
    }

    private Optional<DescriptorFile> open(LayerOrigin origin, String path, Role role, Extends.Name name) {
        if (exhausted) {
            return Optional.empty();
        }
        Located located = origin.locate(path);
        if (located instanceof Located.Missing missing) {
            report(missing.id(), name, missing.what(), missing.cure());
            return Optional.empty();
        }
        SourceFile source = ((Located.Found) located).file();
        bytes += source.size();
        if (read.size() >= MAX_FILES || bytes > MAX_BYTES) {
            tooMuch(name);
            return Optional.empty();
        }
        DescriptorFile file = files.open(source, role);
        read.put(file.name(), file);
        nodes += file.members().map(LayerLoader::count).orElse(0L);
        if (nodes > MAX_NODES) {
            tooMuch(name);
            return Optional.empty();
        }
        complete &= file.members().isPresent();
        return Optional.of(file);
    }

    private static long count(SourceNode node) {
        long sum = 1;
        if (node instanceof MapNode map) {
            sum += map.entries().stream()
                    .mapToLong(entry -> count(entry.value()))
                    .sum();
        }
        if (node instanceof ListNode list) {
            sum += list.elements().stream().mapToLong(LayerLoader::count).sum();
        }
        return sum;
    }

    /** Said once: whatever is named after it is not read. */
    private void tooMuch(Extends.Name name) {
        exhausted = true;
        String what = "The layers of this descriptor are together more than " + MAX_FILES + " files, "
                + MAX_BYTES / 1024 / 1024 + " MiB or " + MAX_NODES + " values";
        report(ProblemId.TOO_MANY_LAYERS, name, what, "Merge layers by hand, or remove some");
    }

    private void report(ProblemId id, Extends.Name name, String what, String cure) {
        complete = false;
        problems.add(id, name.position(), name.path(), what, cure);
    }

    /** One way through the layers, depth first: a file comes after all that it extends. */
    private final class Walk {
        private final Extends names;
        private final List<DescriptorFile> order = new ArrayList<>();
        /** From the descriptor down to the file at hand. */
        private final Set<String> chain = new LinkedHashSet<>();

        Walk(Extends names) {
            this.names = names;
        }

        void enter(DescriptorFile file, LayerOrigin origin) {
            names.of(file).forEach(name -> follow(name, origin));
        }

        private void follow(Extends.Name name, LayerOrigin from) {
            if (exhausted) {
                return;
            }
            if (++mentions > MAX_MENTIONS) {
                tooMuch(name);
                return;
            }
            LayerName parsed = LayerName.parse(name.text());
            String cure = parsed.cure();
            if (cure != null) {
                report(ProblemId.MALFORMED_LAYER_NAME, name, "`" + name.text() + "` does not name a layer", cure);
                return;
            }
            LayerOrigin origin = origin(parsed, from, name);
            if (origin == null || !mayBeRead(parsed.path(), origin, name)) {
                return;
            }
            String display = origin.display(parsed.path());
            if (chain.contains(display)) {
                List<String> cycle = new ArrayList<>(chain);
                String shown =
                        String.join(" → ", cycle.subList(cycle.indexOf(display), cycle.size())) + " → " + display;
                report(
                        ProblemId.LAYER_CYCLE,
                        name,
                        "Layers extend each other in a circle: " + shown,
                        "Remove one of these");
            } else if (chain.size() > MAX_DEPTH) {
                String what = "More than " + MAX_DEPTH + " layers extend each other in a row: "
                        + String.join(" → ", chain) + " → " + display;
                report(ProblemId.TOO_MANY_LAYERS, name, what, "Merge some of them by hand");
            } else if (!read.containsKey(display)) {
                Optional<DescriptorFile> opened = open(origin, parsed.path(), Role.LAYER, name);
                opened.ifPresent(file -> {
                    chain.add(display);
                    enter(file, origin);
                    chain.remove(display);
                    order.add(file);
                });
            }
        }

        private @Nullable LayerOrigin origin(LayerName parsed, LayerOrigin from, Extends.Name name) {
            String wanted = parsed.artifact();
            if (wanted == null) {
                return from;
            }
            List<LayerArtifact> known = artifacts.artifacts();
            for (LayerArtifact artifact : known) {
                if (artifact.coordinates().equals(wanted)) {
                    return new ArtifactFiles(artifact);
                }
            }
            String near = Nearest.to(
                            wanted,
                            known.stream().map(LayerArtifact::coordinates).toList())
                    .map(other -> "Did you mean " + other + "? Otherwise add")
                    .orElse("Add");
            int colon = wanted.indexOf(':');
            report(
                    ProblemId.LAYER_NOT_FOUND,
                    name,
                    "The artifact " + wanted + " is not among the dependencies of ecs-maven-plugin",
                    near + " it to the plugin in the POM: <dependencies><dependency><groupId>"
                            + wanted.substring(0, colon)
                            + "</groupId><artifactId>" + wanted.substring(colon + 1)
                            + "</artifactId><version>…</version></dependency></dependencies>");
            return null;
        }

        private boolean mayBeRead(String path, LayerOrigin origin, Extends.Name name) {
            boolean local = origin instanceof LayerFolder;
            if (LayerName.leavesItsRoot(path)) {
                String root = local ? folder.display(LayerFolder.LAYERS) : "the artifact";
                report(
                        ProblemId.LAYER_OUTSIDE,
                        name,
                        "`" + name.text() + "` does not lead straight to a file in " + root,
                        local
                                ? "Put the layer there and write `layers/FILE.yaml`; to share one, publish it as an artifact"
                                : "Write the path from the root of the jar, with `/`, without `.` and `..`");
                return false;
            }
            if (local && !path.startsWith(LayerFolder.LAYERS + "/")) {
                String cure = folder.exists(LayerFolder.LAYERS + "/" + path)
                        ? "Write `layers/" + path + "`"
                        : "Put it into " + folder.display(LayerFolder.LAYERS) + " and write `layers/FILE.yaml`";
                report(
                        ProblemId.MALFORMED_LAYER_NAME,
                        name,
                        "`" + name.text() + "` is not in the folder of layers",
                        cure);
                return false;
            }
            return true;
        }
    }
}

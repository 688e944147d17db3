package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.layer.DescriptorFile;
import io.github.ecsmaven.descriptor.layer.DescriptorFile.Role;
import io.github.ecsmaven.descriptor.layer.DescriptorFiles;
import io.github.ecsmaven.descriptor.layer.LayerFolder;
import io.github.ecsmaven.descriptor.layer.LayerLoader;
import io.github.ecsmaven.descriptor.layer.LayerMerge;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the files of one deployment over each other: layers, the descriptor, the overlay of an environment. */
final class DescriptorLayers {
    private static final KeyedPath ROOT = KeyedPath.root();
    private static final String EXTENDS = "extends";
    private static final String ENVIRONMENTS = "environments";

    /** What is wrong with a file whatever lies over it. */
    private static final Set<ProblemId> OF_THE_FILE =
            Set.of(ProblemId.UNKNOWN_KEY, ProblemId.WRONG_TYPE, ProblemId.RESERVED_KEY, ProblemId.NOT_SUPPORTED_YET);

    private final FieldRules rules;
    private final LayerSource artifacts;
    private final @Nullable Path project;
    private final Interpolation interpolation;

    DescriptorLayers(FieldRules rules, LayerSource artifacts, @Nullable Path project, Interpolation interpolation) {
        this.rules = rules;
        this.artifacts = artifacts;
        this.project = project;
        this.interpolation = interpolation;
    }

    /** What fills in references, when an environment is taken for chosen. */
    @FunctionalInterface
    interface Interpolation {
        Interpolator in(@Nullable String environment);
    }

    /**
     * The files as one.
     *
     * @param environment the one that it is for: the chosen one, or one that is declared; null: none
     */
    record Variant(@Nullable String environment, MapNode root) {}

    /**
     * What was read.
     *
     * @param variants the deployment, and where no environment is chosen what it is in those that have an overlay; none
     *     where the descriptor itself cannot be used
     * @param files all that were read, the lowest first
     * @param complete whether every file that is named was there and could be used
     */
    record Layered(List<Variant> variants, List<DescriptorFile> files, boolean complete) {
        List<String> names() {
            return files.stream().map(DescriptorFile::name).toList();
        }

        boolean extendsByReference() {
            return files.stream().flatMap(file -> file.get(EXTENDS).stream()).anyMatch(Layered::hasReference);
        }

        private static boolean hasReference(SourceNode node) {
            if (node instanceof ListNode list) {
                return list.elements().stream().anyMatch(Layered::hasReference);
            }
            return node instanceof ScalarNode scalar && scalar.text().contains("${");
        }
    }

    Layered read(DescriptorSource source, SourceFile content, Problems problems, FileQuotes quotes) {
        DescriptorFiles files = new DescriptorFiles(problems, quotes::add);
        DescriptorFile descriptor = files.open(content, Role.DESCRIPTOR);
        if (descriptor.members().isEmpty()) {
            return new Layered(List.of(), List.of(descriptor), false);
        }
        LayerLoader loader = new LayerLoader(rules, files, folder(source), artifacts, problems);
        String chosen = source.environment();
        String early = chosen != null ? chosen : first(declared(List.of(descriptor)));
        List<DescriptorFile> stack = new ArrayList<>(loader.below(descriptor, interpolation.in(early)));
        stack.add(descriptor);

        List<String> declared = declared(stack);
        List<DescriptorFile> all = new ArrayList<>(stack);
        List<Variant> variants = new ArrayList<>();
        for (String environment : chosen != null ? List.of(chosen) : declared) {
            Optional<DescriptorFile> overlay = declared.contains(environment)
                    ? loader.overlay(
                            source.name(), environment, declaration(stack).position())
                    : Optional.empty();
            overlay.ifPresent(all::add);
            if (variants.isEmpty() || overlay.isPresent()) {
                List<DescriptorFile> layers = new ArrayList<>(stack);
                overlay.ifPresent(layers::add);
                variants.add(new Variant(environment, merged(layers, descriptor, environment)));
            }
        }
        if (variants.isEmpty()) {
            variants.add(new Variant(null, merged(stack, descriptor, null)));
        }
        return new Layered(variants, all, loader.isComplete());
    }

    /**
     * Reports what is wrong with a file although another one hides it: whoever extends it next meets it again.
     *
     * @param problems those of the whole; what is among them is not said twice
     */
    void checkEachFile(Layered layered, Problems problems) {
        if (layered.files().size() < 2) {
            return;
        }
        record Known(ProblemId id, @Nullable Object where) {}
        Set<Known> known = new HashSet<>();
        problems.sorted().forEach(problem -> known.add(new Known(problem.id(), problem.where())));
        for (DescriptorFile file : layered.files()) {
            Problems own = new Problems(position -> Optional.empty());
            file.members()
                    .ifPresent(map -> new Binder(rules, interpolation.in(null), own)
                            .bind(withoutExtends(map), DescriptorShape.root(), ROOT));
            for (Problem problem : own.sorted()) {
                if (OF_THE_FILE.contains(problem.id()) && known.add(new Known(problem.id(), problem.where()))) {
                    problems.add(problem.id(), problem.where(), problem.path(), problem.what(), problem.cure());
                }
            }
        }
    }

    private LayerFolder folder(DescriptorSource source) {
        Path parent = source.path().toAbsolutePath().getParent();
        String shown = source.displayName().replace('\\', '/');
        return new LayerFolder(
                parent == null ? source.path() : parent,
                shown.contains("/") ? shown.substring(0, shown.lastIndexOf('/')) : "",
                project);
    }

    private MapNode merged(List<DescriptorFile> layers, DescriptorFile descriptor, @Nullable String environment) {
        LayerMerge merge = new LayerMerge(rules, interpolation.in(environment));
        MapNode merged = null;
        for (DescriptorFile layer : layers) {
            MapNode map = layer.map();
            if (map != null) {
                MapNode above = withoutExtends(map);
                merged = merged == null ? above : merge.merge(merged, above);
            }
        }
        MapNode own = descriptor.map();
        if (merged == null || own == null) {
            throw new IllegalStateException("a descriptor without keys is not merged");
        }
        // What no file says is missing from the descriptor, not from its overlay.
        return new MapNode(own.position(), merged.entries());
    }

    private static MapNode withoutExtends(MapNode map) {
        List<Entry> entries = map.entries().stream()
                .filter(entry -> !entry.key().text().equals(EXTENDS))
                .toList();
        return new MapNode(map.position(), entries, map.merging());
    }

    /** The environments, by the uppermost file that speaks of them. */
    private List<String> declared(List<DescriptorFile> stack) {
        SourceNode node = declaration(stack);
        Problems elsewhere = new Problems(position -> Optional.empty());
        Value value = new Binder(rules, interpolation.in(null), elsewhere)
                .bind(node, Shape.texts(), KeyedPath.of(ENVIRONMENTS))
                .orElse(null);
        Set<String> names = new LinkedHashSet<>();
        if (value instanceof Value.Sequence sequence) {
            for (Value element : sequence.elements()) {
                if (element instanceof Value.Text text && !text.text().isBlank()) {
                    names.add(text.text());
                }
            }
        }
        return List.copyOf(names);
    }

    private static SourceNode declaration(List<DescriptorFile> stack) {
        for (int place = stack.size() - 1; place >= 0; place--) {
            Optional<SourceNode> written = stack.get(place).get(ENVIRONMENTS);
            if (written.isPresent()) {
                return written.get();
            }
        }
        String descriptor = stack.get(stack.size() - 1).name();
        return new ListNode(new SourcePosition(descriptor, 1, 1), List.of());
    }

    private static @Nullable String first(List<String> names) {
        return names.isEmpty() ? null : names.get(0);
    }
}

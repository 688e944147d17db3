package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.Resources;
import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.check.DescriptorChecks;
import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.check.Finding;
import io.github.ecsmaven.descriptor.check.ModelRules;
import io.github.ecsmaven.descriptor.check.TagKeys;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.ApiPages;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a descriptor: YAML, interpolation, binding to the shapes of the ECS API, and everything that can be checked without
 * AWS.
 */
public final class DescriptorReader {
    private static final KeyedPath ROOT = KeyedPath.root();

    private final PropertySource properties;
    private final FieldRules rules;
    private final ModelRules model;
    private final DescriptorChecks checks;
    private final ApiPages pages;
    private final DescriptorLayers layers;
    private final Consumer<EarlySettings> early;

    /** @param properties what the build knows by name */
    public DescriptorReader(PropertySource properties) {
        this(properties, LayerSource.none(), null, settings -> {});
    }

    /**
     * @param properties what the build knows by name
     * @param artifacts where layers outside of the project are
     * @param project the folder that no layer may be linked from outside of; null: that of the descriptor
     * @param early is told who deploys a descriptor while the rest of it has still to be read, where nothing is wrong with that
     */
    public DescriptorReader(
            PropertySource properties, LayerSource artifacts, @Nullable Path project, Consumer<EarlySettings> early) {
        this.properties = properties;
        this.early = early;
        this.rules = FieldRules.load();
        this.model = new ModelRules(DescriptorFacts.load(), rules);
        this.checks = new DescriptorChecks(rules);
        this.pages = ApiPages.load();
        this.layers = new DescriptorLayers(rules, artifacts, project, this::interpolator);
    }

    /**
     * Reads one descriptor, with its layers and overlay.
     *
     * @throws InvalidDescriptorException with everything that was found, where some of it stops the build
     */
    public DeploymentDescriptor read(DescriptorSource source) {
        return readEffective(source).descriptor();
    }

    /**
     * Reads one descriptor, and keeps what it comes to with its layers and overlay. Where environments are declared and
     * none is chosen, it is read as for the first, and the overlays of all are checked.
     *
     * @throws InvalidDescriptorException with everything that was found, where some of it stops the build
     */
    public EffectiveDescriptor readEffective(DescriptorSource source) {
        FileQuotes quotes = new FileQuotes();
        Problems problems = new Problems(quotes::of, pages::of);
        DescriptorLayers.Layered layered = layers.read(source, load(source), problems, quotes);
        if (layered.complete() && !layered.variants().isEmpty()) {
            tellEarly(new Texts(layered.variants().get(0), source, quotes));
        }
        List<EffectiveDescriptor> read = new ArrayList<>();
        for (DescriptorLayers.Variant variant : layered.variants()) {
            Texts texts = new Texts(variant, source, quotes);
            Bound bound = bind(texts, problems, null);
            // Where a layer is missing, what then seems to be missing in the descriptor need not be.
            if (layered.complete()) {
                DeploymentDescriptor descriptor = descriptor(texts, bound, problems);
                read.add(new EffectiveDescriptor(
                        descriptor, bound.members(), layered.names(), layered.extendsByReference()));
            }
        }
        layers.checkEachFile(layered, problems);
        if (problems.stop() || read.isEmpty()) {
            throw new InvalidDescriptorException(problems.sorted());
        }
        return read.get(0).withWarnings(problems.sorted());
    }

    private void tellEarly(Texts texts) {
        StructureShape shape = DescriptorShape.early();
        List<SourceNode.Entry> entries = texts.variant().root().entries().stream()
                .filter(entry -> shape.member(entry.key().text()).isPresent())
                .toList();
        // What is wrong is told when the whole is read.
        Problems unheard = new Problems(texts.quotes()::of, pages::of);
        Bound bound =
                bind(texts, new SourceNode.MapNode(texts.variant().root().position(), entries), shape, unheard, null);
        Section root = new Section(bound.members(), ROOT, unheard, bound.sources());
        List<String> environments = root.texts("environments");
        EarlySettings settings = new EarlySettings(
                texts.source().name(),
                environments,
                environment(environments, texts.source().environment(), root),
                region(root, texts.source().region()),
                condition(root.inside("deploy").inside("when")),
                SettingSections.identity(root.inside("identity")));
        if (!unheard.stop()) {
            early.accept(settings);
        }
    }

    /** What was read: enough to bind it again when its look-ups are known. */
    private record Texts(DescriptorLayers.Variant variant, DescriptorSource source, FileQuotes quotes) {}

    /** What the texts came to. */
    private record Bound(Value.Structure members, SourceMap sources, FilledInValues filledIn, LookUps lookUps) {}

    private static SourceFile load(DescriptorSource source) {
        try {
            return SourceFile.load(source.displayName(), source.path());
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException
                    ? "it does not exist"
                    : e.getClass().getSimpleName();
            throw new InvalidDescriptorException(List.of(new Problem(
                    ProblemId.UNREADABLE_FILE,
                    null,
                    ROOT,
                    "The descriptor " + source.displayName() + " cannot be read: " + why,
                    "Check its name and its permissions",
                    null)));
        }
    }

    /** For what must be known before the files are one: the names of layers, the keys of elements. */
    private Interpolator interpolator(@Nullable String environment) {
        return new Interpolator(DescriptorProperties.of(properties, environment));
    }

    /** @param answers of the look-ups; null: they are left open */
    private Bound bind(Texts texts, Problems problems, @Nullable LookupAnswers answers) {
        return bind(texts, texts.variant().root(), DescriptorShape.root(), problems, answers);
    }

    private Bound bind(
            Texts texts,
            SourceNode.MapNode node,
            StructureShape shape,
            Problems problems,
            @Nullable LookupAnswers answers) {
        DescriptorLayers.Variant variant = texts.variant();
        PropertySource known =
                DescriptorProperties.of(properties, variant.environment(), variant.root(), texts.source());
        Binder binder = new Binder(rules, new Interpolator(known, answers), problems);
        Value bound = binder.bind(node, shape, ROOT).orElse(Value.Structure.empty());
        FilledInValues filledIn = new FilledInValues(binder.filledIn());
        return new Bound(
                bound instanceof Value.Structure structure ? structure : Value.Structure.empty(),
                new SourceMap(binder.positions()),
                filledIn,
                answers == null
                        ? LookUps.open(binder.open(), given -> filledIn(texts, given))
                        : LookUps.filledIn(filledIn.secrecy()));
    }

    /** The same texts with the answers of their look-ups. */
    private DeploymentDescriptor filledIn(Texts texts, LookupAnswers answers) {
        Problems problems = new Problems(texts.quotes()::of, pages::of);
        Bound bound = bind(texts, problems, answers);
        DeploymentDescriptor descriptor = descriptor(texts, bound, problems);
        List<Problem> told = bound.filledIn().told(problems.sorted());
        if (problems.stop()) {
            throw new InvalidDescriptorException(told);
        }
        return descriptor.withWarnings(told);
    }

    private DeploymentDescriptor descriptor(Texts texts, Bound bound, Problems problems) {
        DescriptorSource source = texts.source();
        Value.Structure members = bound.members();
        SourceMap sources = bound.sources();
        Section root = new Section(members, ROOT, problems, sources);
        List<String> environments = root.texts("environments");
        String cluster = root.textOrLookUp("cluster");
        Value.Structure taskDefinition = taskDefinition(members, root);
        Value.Structure service = members.members().get("service") instanceof Value.Structure given ? given : null;
        check(members, root, sources);
        checkResources(members, root, sources);
        Resources resources = ResourceSections.read(members, root);
        return new DeploymentDescriptor(
                source.name(),
                environments,
                environment(environments, source.environment(), root),
                region(root, source.region()),
                cluster == null ? "default" : cluster,
                condition(root.inside("deploy").inside("when")),
                SettingSections.identity(root.inside("identity")),
                taskDefinition,
                service,
                SettingSections.rollout(root.inside("rollout")),
                tags(root),
                root.texts("ignore"),
                sources,
                bound.lookUps(),
                List.of(),
                resources);
    }

    private static Map<String, String> tags(Section root) {
        Map<String, String> tags = root.map("tags");
        tags.keySet()
                .forEach(key -> TagKeys.objection(key)
                        .ifPresent(objection -> root.report(
                                ProblemId.INVALID_VALUE, KeyedPath.of("tags", key), objection, "Use another key")));
        return tags;
    }

    private static Value.Structure taskDefinition(Value.Structure members, Section root) {
        if (members.members().get("taskDefinition") instanceof Value.Structure given) {
            return given;
        }
        if (!(members.members().get("taskDefinition") instanceof Value.Unresolved)) {
            root.report(
                    ProblemId.MISSING_FIELD,
                    "taskDefinition",
                    "The descriptor has no `taskDefinition`",
                    "Add it, with the members of RegisterTaskDefinition");
        }
        return Value.Structure.empty();
    }

    private void check(Value.Structure members, Section root, SourceMap sources) {
        Predicate<KeyedPath> isWritten = sources.positions()::containsKey;
        Value.Structure service = members.members().get("service") instanceof Value.Structure given ? given : null;
        List<Finding> findings = new ArrayList<>();
        // Without a task definition that can be read, nothing can be said about what depends on it.
        if (members.members().get("taskDefinition") instanceof Value.Structure taskDefinition) {
            findings.addAll(model.taskDefinition(taskDefinition, isWritten));
            findings.addAll(checks.check(taskDefinition, service));
        }
        if (service != null) {
            findings.addAll(model.service(service, isWritten));
        }
        findings.forEach(finding -> root.report(finding.id(), finding.path(), finding.what(), finding.cure()));
    }

    private void checkResources(Value.Structure members, Section root, SourceMap sources) {
        Predicate<KeyedPath> isWritten = sources.positions()::containsKey;
        Stream.of(model.resources(members, isWritten), checks.resources(members))
                .flatMap(List::stream)
                .forEach(finding -> root.report(finding.id(), finding.path(), finding.what(), finding.cure()));
    }

    private static @Nullable String environment(List<String> declared, @Nullable String chosen, Section root) {
        if (chosen == null || declared.isEmpty()) {
            return null;
        }
        if (!declared.contains(chosen)) {
            String all = "The descriptor declares " + String.join(", ", declared);
            root.report(
                    ProblemId.UNDECLARED_ENVIRONMENT,
                    "environments",
                    "The environment `" + chosen + "` is not declared",
                    Nearest.to(chosen, declared)
                            .map(near -> "Did you mean `" + near + "`? " + all)
                            .orElse(all + "; choose one with -Decs.environment"));
        }
        return chosen;
    }

    private static String region(Section root, @Nullable String fallback) {
        String own = root.text("region");
        if (own != null) {
            return own;
        }
        if (fallback != null && !fallback.isBlank()) {
            return fallback;
        }
        // A region that is there but blank, or that holds an undefined reference, has been reported already.
        if (!root.isWritten("region")) {
            root.report(
                    ProblemId.REGION_MISSING,
                    "region",
                    "No AWS Region is given",
                    "Add `region: eu-west-1` to the descriptor, or give -Decs.region");
        }
        return "";
    }

    private static DeployCondition condition(Section when) {
        return new DeployCondition(when.text("branch"), when.text("tag"), when.text("event"));
    }
}

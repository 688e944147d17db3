package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.Resources;
import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.check.DescriptorChecks;
import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.check.Finding;
import io.github.ecsmaven.descriptor.check.ModelRules;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.ApiPages;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a descriptor: YAML, interpolation, binding to the shapes of the ECS API, and everything that can be checked without
 * AWS.
 */
public final class DescriptorReader {
    private static final KeyedPath ROOT = KeyedPath.root();
    private static final String KNOWN_VERSION = "1";

    private final PropertySource properties;
    private final FieldRules rules;
    private final ModelRules model;
    private final DescriptorChecks checks;
    private final ApiPages pages;

    /** @param properties what the build knows by name */
    public DescriptorReader(PropertySource properties) {
        this.properties = properties;
        this.rules = FieldRules.load();
        this.model = new ModelRules(DescriptorFacts.load(), rules);
        this.checks = new DescriptorChecks(rules);
        this.pages = ApiPages.load();
    }

    /**
     * Reads one descriptor.
     *
     * @throws InvalidDescriptorException with everything that was found, where some of it stops the build
     */
    public DeploymentDescriptor read(DescriptorSource source) {
        SourceDocument document = SourceDocument.read(load(source));
        Function<SourcePosition, Optional<String>> quotes = new Quotes(document)::of;
        Problems problems = new Problems(quotes, pages::of);
        document.faults()
                .forEach(fault -> problems.add(
                        ProblemId.valueOf(fault.kind().name()), fault.position(), ROOT, fault.what(), fault.cure()));
        SourceNode root = document.root().orElse(null);
        if (root != null && !(root instanceof MapNode)) {
            problems.add(
                    ProblemId.WRONG_TYPE,
                    root.position(),
                    ROOT,
                    "A descriptor is a map, found " + root.describe(),
                    "Begin with `version: 1`");
        }
        if (!(root instanceof MapNode map) || !isKnownVersion(map, problems)) {
            throw new InvalidDescriptorException(problems.sorted());
        }
        return descriptor(new Texts(map, source, quotes), problems, null);
    }

    /** What was read: enough to bind it again when its look-ups are known. */
    private record Texts(MapNode root, DescriptorSource source, Function<SourcePosition, Optional<String>> quotes) {}

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

    /** Another version may have any other key, so nothing else is said about such a file. */
    private static boolean isKnownVersion(MapNode map, Problems problems) {
        Optional<SourceNode> version = map.get("version");
        KeyedPath path = KeyedPath.of("version");
        if (version.isEmpty() || (version.get() instanceof ScalarNode empty && empty.isNull())) {
            SourcePosition where = version.map(SourceNode::position).orElse(map.position());
            problems.add(
                    ProblemId.MISSING_FIELD,
                    where,
                    path,
                    "The descriptor does not say its version",
                    "Add `version: 1`");
            return true;
        }
        if (version.get() instanceof ScalarNode scalar && !scalar.text().equals(KNOWN_VERSION)) {
            problems.add(
                    ProblemId.UNKNOWN_VERSION,
                    scalar.position(),
                    path,
                    "Version `" + scalar.text() + "` of the descriptor is not known",
                    "This plugin knows version " + KNOWN_VERSION + ": write `version: 1`, or use a newer plugin");
            return false;
        }
        return true;
    }

    /** @param answers of the look-ups; null: they are left open */
    private DeploymentDescriptor descriptor(Texts texts, Problems problems, @Nullable LookupAnswers answers) {
        DescriptorSource source = texts.source();
        String chosen = source.environment();
        PropertySource known = DescriptorProperties.of(properties, texts.root(), source);
        Binder binder = new Binder(rules, new Interpolator(known, answers), problems);
        Value bound = binder.bind(texts.root(), DescriptorShape.root(), ROOT).orElse(Value.Structure.empty());
        Value.Structure members = bound instanceof Value.Structure structure ? structure : Value.Structure.empty();
        SourceMap sources = new SourceMap(binder.positions());
        Section root = new Section(members, ROOT, problems, sources);
        FilledInValues filledIn = new FilledInValues(binder.filledIn());
        LookUps lookUps = answers == null
                ? LookUps.open(
                        binder.open(), given -> descriptor(texts, new Problems(texts.quotes(), pages::of), given))
                : LookUps.filledIn(filledIn.secrecy());

        List<String> environments = root.texts("environments");
        String cluster = root.textOrLookUp("cluster");
        Value.Structure taskDefinition = taskDefinition(members, root);
        Value.Structure service = members.members().get("service") instanceof Value.Structure given ? given : null;
        check(members, root, sources);
        checkResources(members, root, sources);
        Resources resources = ResourceSections.read(members, root);
        DeploymentDescriptor descriptor = new DeploymentDescriptor(
                source.name(),
                environments,
                environment(environments, chosen, root),
                region(root, source.region()),
                cluster == null ? "default" : cluster,
                condition(root.inside("deploy").inside("when")),
                SettingSections.identity(root.inside("identity")),
                taskDefinition,
                service,
                SettingSections.rollout(root.inside("rollout")),
                root.map("tags"),
                root.texts("ignore"),
                sources,
                lookUps,
                filledIn.told(problems.sorted()),
                resources);
        if (problems.stop()) {
            throw new InvalidDescriptorException(descriptor.warnings());
        }
        return descriptor;
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

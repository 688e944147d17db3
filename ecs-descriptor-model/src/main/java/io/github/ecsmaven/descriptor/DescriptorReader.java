package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.check.DescriptorChecks;
import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.check.Finding;
import io.github.ecsmaven.descriptor.check.ModelRules;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
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
import java.util.Set;
import java.util.TreeSet;
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
    private static final String ENVIRONMENT_PROPERTY = "ecs.environment";

    private final PropertySource properties;
    private final FieldRules rules;
    private final ModelRules model;
    private final DescriptorChecks checks;

    /** @param properties what the build knows by name */
    public DescriptorReader(PropertySource properties) {
        this.properties = properties;
        this.rules = FieldRules.load();
        this.model = new ModelRules(DescriptorFacts.load(), rules);
        this.checks = new DescriptorChecks(rules);
    }

    /**
     * Reads one descriptor.
     *
     * @throws InvalidDescriptorException with every problem that was found
     */
    public DeploymentDescriptor read(DescriptorSource source) {
        SourceDocument document = SourceDocument.read(load(source));
        Problems problems = new Problems(new Quotes(document)::of);
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
        DeploymentDescriptor descriptor = descriptor(map, source, problems);
        if (!problems.isEmpty()) {
            throw new InvalidDescriptorException(problems.sorted());
        }
        return descriptor;
    }

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

    private DeploymentDescriptor descriptor(MapNode map, DescriptorSource source, Problems problems) {
        String chosen = source.environment();
        String known = chosen != null ? chosen : firstDeclared(map);
        Interpolator interpolator = new Interpolator(known == null ? properties : withEnvironment(known));
        Binder binder = new Binder(rules, interpolator, problems);
        Value bound = binder.bind(map, DescriptorShape.root(), ROOT).orElse(Value.Structure.empty());
        Value.Structure members = bound instanceof Value.Structure structure ? structure : Value.Structure.empty();
        SourceMap sources = new SourceMap(binder.positions());
        Section root = new Section(members, ROOT, problems, sources);

        List<String> environments = root.texts("environments");
        String cluster = root.text("cluster");
        Value.Structure taskDefinition = taskDefinition(members, root);
        Value.Structure service = members.members().get("service") instanceof Value.Structure given ? given : null;
        check(taskDefinition, service, root, sources);
        checkResources(members, root, sources);
        return new DeploymentDescriptor(
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
                ResourceSections.read(members, root));
    }

    /**
     * Where no environment is chosen, what is written is still checked, as for the first that is declared: whether the
     * descriptor is deployed at all is decided later, and by others.
     */
    private static @Nullable String firstDeclared(MapNode map) {
        return map.get("environments")
                .filter(ListNode.class::isInstance)
                .map(ListNode.class::cast)
                .flatMap(list -> list.elements().stream().findFirst())
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).text())
                .orElse(null);
    }

    private static Value.Structure taskDefinition(Value.Structure members, Section root) {
        if (members.members().get("taskDefinition") instanceof Value.Structure given) {
            return given;
        }
        boolean unreadable =
                root.isWritten("taskDefinition") && !members.members().containsKey("taskDefinition");
        if (!unreadable) {
            root.report(
                    ProblemId.MISSING_FIELD,
                    "taskDefinition",
                    "The descriptor has no `taskDefinition`",
                    "Add it, with the members of RegisterTaskDefinition");
        }
        return Value.Structure.empty();
    }

    private void check(
            Value.Structure taskDefinition, Value.@Nullable Structure service, Section root, SourceMap sources) {
        Predicate<KeyedPath> isWritten = sources.positions()::containsKey;
        List<Finding> findings = new ArrayList<>();
        if (!taskDefinition.members().isEmpty() || root.isWritten("taskDefinition")) {
            findings.addAll(model.taskDefinition(taskDefinition, isWritten));
        }
        if (service != null) {
            findings.addAll(model.service(service, isWritten));
        }
        findings.addAll(checks.check(taskDefinition, service));
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

    private PropertySource withEnvironment(String environment) {
        return new PropertySource() {
            @Override
            public Optional<String> value(String name) {
                return name.equals(ENVIRONMENT_PROPERTY) ? Optional.of(environment) : properties.value(name);
            }

            @Override
            public Set<String> names() {
                Set<String> names = new TreeSet<>(properties.names());
                names.add(ENVIRONMENT_PROPERTY);
                return names;
            }
        };
    }
}

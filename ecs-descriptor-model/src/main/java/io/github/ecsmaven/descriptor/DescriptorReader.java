package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.check.DescriptorChecks;
import io.github.ecsmaven.descriptor.check.Finding;
import io.github.ecsmaven.descriptor.check.ModelRules;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.ServiceFacts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a descriptor: YAML, interpolation, binding to the shapes of the ECS API, and everything that can be checked without
 * AWS.
 */
public final class DescriptorReader {
    private static final KeyedPath ROOT = KeyedPath.root();
    private static final String ENVIRONMENT_PROPERTY = "ecs.environment";

    private final PropertySource properties;
    private final FieldRules rules;
    private final ModelRules model;
    private final DescriptorChecks checks;
    private final DescriptorLayers layers;

    /** @param properties what the build knows by name */
    public DescriptorReader(PropertySource properties) {
        this(properties, LayerSource.none(), null);
    }

    /**
     * @param properties what the build knows by name
     * @param artifacts where layers outside of the project are
     * @param project the folder that no layer may be linked from outside of; null: that of the descriptor
     */
    public DescriptorReader(PropertySource properties, LayerSource artifacts, @Nullable Path project) {
        this.properties = properties;
        this.rules = FieldRules.load();
        this.model = new ModelRules(ServiceFacts.load("ecs"), rules);
        this.checks = new DescriptorChecks(rules);
        this.layers = new DescriptorLayers(rules, artifacts, project, this::interpolator);
    }

    /**
     * Reads one descriptor, with its layers and overlay.
     *
     * @throws InvalidDescriptorException with every problem that was found
     */
    public DeploymentDescriptor read(DescriptorSource source) {
        return readEffective(source).descriptor();
    }

    /**
     * Reads one descriptor, and keeps what it comes to with its layers and overlay. Where environments are declared and
     * none is chosen, it is read as for the first, and the overlays of all are checked.
     *
     * @throws InvalidDescriptorException with every problem that was found
     */
    public EffectiveDescriptor readEffective(DescriptorSource source) {
        FileQuotes quotes = new FileQuotes();
        Problems problems = new Problems(quotes::of);
        DescriptorLayers.Layered layered = layers.read(source, load(source), problems, quotes);
        List<EffectiveDescriptor> read = new ArrayList<>();
        for (DescriptorLayers.Variant variant : layered.variants()) {
            effective(variant, layered, source, problems).ifPresent(read::add);
        }
        layers.checkEachFile(layered, problems);
        if (!problems.isEmpty() || read.isEmpty()) {
            throw new InvalidDescriptorException(problems.sorted());
        }
        return read.get(0);
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

    private Interpolator interpolator(@Nullable String environment) {
        return new Interpolator(environment == null ? properties : withEnvironment(environment));
    }

    /** Empty where a layer is missing: what then seems to be missing in the descriptor need not be. */
    private Optional<EffectiveDescriptor> effective(
            DescriptorLayers.Variant variant,
            DescriptorLayers.Layered layered,
            DescriptorSource source,
            Problems problems) {
        String chosen = source.environment();
        Binder binder = new Binder(rules, interpolator(variant.environment()), problems);
        Value bound = binder.bind(variant.root(), DescriptorShape.root(), ROOT).orElse(Value.Structure.empty());
        Value.Structure members = bound instanceof Value.Structure structure ? structure : Value.Structure.empty();
        if (!layered.complete()) {
            return Optional.empty();
        }
        SourceMap sources = new SourceMap(binder.positions());
        Section root = new Section(members, ROOT, problems, sources);

        List<String> environments = root.texts("environments");
        String cluster = root.text("cluster");
        Value.Structure taskDefinition = taskDefinition(members, root);
        Value.Structure service = members.members().get("service") instanceof Value.Structure given ? given : null;
        check(taskDefinition, service, root, sources);
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
                sources);
        return Optional.of(new EffectiveDescriptor(descriptor, members, layered.names(), layered.extendsByReference()));
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

package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.ShapeFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the published models of AWS's APIs say about single values: required members, enum values, ranges. */
public final class ModelRules {
    private static final String TASK_DEFINITION_REQUEST = "ecs:RegisterTaskDefinitionRequest";
    private static final String SERVICE_REQUEST = "ecs:CreateServiceRequest";
    private static final List<String> RESOURCES = List.of("repositories", "images", "logGroups", "autoScaling");

    private static final int MOST_VALUES = 12;

    private final DescriptorFacts facts;
    private final FieldRules rules;

    public ModelRules(DescriptorFacts facts, FieldRules rules) {
        this.facts = facts;
        this.rules = rules;
    }

    /**
     * What the model refuses in a task definition.
     *
     * @param isWritten whether the file has something at a path; what is there but could not be read is not missing
     */
    public List<Finding> taskDefinition(Value.Structure members, Predicate<KeyedPath> isWritten) {
        return new Walk(isWritten).run(members, TASK_DEFINITION_REQUEST, Subject.TASK);
    }

    /** What the model refuses in a service. */
    public List<Finding> service(Value.Structure members, Predicate<KeyedPath> isWritten) {
        return new Walk(isWritten).run(members, SERVICE_REQUEST, Subject.SERVICE);
    }

    /**
     * What is refused in the sections around a task definition and a service.
     *
     * @param root the members of the descriptor
     */
    public List<Finding> resources(Value.Structure root, Predicate<KeyedPath> isWritten) {
        List<Finding> findings = new ArrayList<>();
        ShapeFacts descriptor = facts.shape(DescriptorFacts.DESCRIPTOR).orElseThrow();
        root.members().forEach((name, value) -> {
            if (RESOURCES.contains(name)) {
                findings.addAll(
                        new Walk(isWritten).run(value, descriptor.members().get(name), KeyedPath.of(name)));
            }
        });
        if (root.members().get("rollout") instanceof Value.Structure rollout) {
            Value before = rollout.members().getOrDefault("before", new Value.Cleared());
            findings.addAll(new Walk(isWritten).run(before, "TasksBefore", KeyedPath.of("rollout", "before")));
        }
        return findings;
    }

    /** One pass over one section. */
    private final class Walk {
        private final Predicate<KeyedPath> isWritten;
        private final List<Finding> findings = new ArrayList<>();

        Walk(Predicate<KeyedPath> isWritten) {
            this.isWritten = isWritten;
        }

        List<Finding> run(Value value, @Nullable String shape, KeyedPath path) {
            visit(value, shape, path);
            return findings;
        }

        private void visit(Value value, @Nullable String shapeName, KeyedPath path) {
            // A member that the SDK knows and the table does not is newer than the table: AWS judges it.
            facts.shape(shapeName).ifPresent(shape -> visit(value, shape, path));
        }

        private void visit(Value value, ShapeFacts shape, KeyedPath path) {
            if (value instanceof Value.Structure structure) {
                required(structure, shape, path);
                structure.members().forEach((name, member) -> {
                    String memberShape = shape.members().get(name);
                    if (memberShape != null) {
                        visit(member, memberShape, path.member(name));
                    }
                });
            } else if (value instanceof Value.Sequence sequence) {
                size(sequence, shape, path);
                elements(sequence, shape, path);
            } else if (value instanceof Value.Mapping mapping) {
                entries(mapping, shape, path);
            } else if (value instanceof Value.Text text) {
                text(text.text(), shape, path);
            } else if (value instanceof Value.Numeral numeral) {
                range(numeral.number(), shape, path);
            }
        }

        private void required(Value.Structure structure, ShapeFacts shape, KeyedPath path) {
            for (String name : shape.required()) {
                Value value = structure.members().get(name);
                boolean unreadable = value == null && isWritten.test(path.member(name));
                if ((value == null || value instanceof Value.Cleared) && !unreadable) {
                    findings.add(new Finding(
                            ProblemId.MISSING_FIELD,
                            path.member(name),
                            "`" + path + "` needs `" + name + "`",
                            "Add `" + name + "`"));
                }
            }
        }

        private void elements(Value.Sequence sequence, ShapeFacts shape, KeyedPath path) {
            String element = shape.element();
            if (element != null) {
                List<KeyedPath> paths = rules.elementPaths(path, sequence.elements());
                for (int index = 0; index < paths.size(); index++) {
                    visit(sequence.elements().get(index), element, paths.get(index));
                }
            }
        }

        private void entries(Value.Mapping mapping, ShapeFacts shape, KeyedPath path) {
            mapping.entries().forEach((name, entry) -> {
                KeyedPath place = entry instanceof Value.Structure ? path.key(name) : path.member(name);
                visit(new Value.Text(name), shape.key(), place);
                visit(entry, shape.element(), place);
            });
        }

        private void text(String text, ShapeFacts shape, KeyedPath path) {
            List<String> values = shape.enumValues();
            if (!values.isEmpty() && !values.contains(text)) {
                ProblemId id = text.isBlank() ? ProblemId.BLANK_VALUE : ProblemId.INVALID_VALUE;
                String what =
                        text.isBlank() ? "`" + path + "` is empty" : "`" + text + "` is no value of `" + path + "`";
                String cure = Nearest.to(text, values)
                        .map(near -> ("Did you mean `" + near + "`? " + allowed(values)).strip())
                        .orElseGet(() -> "Use one of " + String.join(", ", values) + ", or remove it");
                findings.add(new Finding(id, path, what, cure));
            }
            String pattern = shape.pattern();
            if (pattern != null && !text.matches(pattern)) {
                String what = "It has characters that are not allowed here";
                findings.add(new Finding(ProblemId.INVALID_VALUE, path, what, "It must match " + pattern));
            }
            bounds(BigDecimal.valueOf(text.codePointCount(0, text.length())), shape, path, "characters");
        }

        private static String allowed(List<String> values) {
            return values.size() > MOST_VALUES ? "" : "Allowed: " + String.join(", ", values);
        }

        private void size(Value.Sequence sequence, ShapeFacts shape, KeyedPath path) {
            int size = sequence.elements().size();
            // An empty list is how a descriptor says that there shall be none.
            if (size > 0) {
                bounds(BigDecimal.valueOf(size), shape, path, "elements");
            }
        }

        private void range(BigDecimal number, ShapeFacts shape, KeyedPath path) {
            List<String> values = shape.enumValues();
            if (!values.isEmpty() && !values.contains(number.toPlainString())) {
                findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        path,
                        "`" + number.toPlainString() + "` is no value for it",
                        "Use one of " + String.join(", ", values)));
            }
            bounds(number, shape, path, "");
        }

        private void bounds(BigDecimal amount, ShapeFacts shape, KeyedPath path, String unit) {
            Long least = shape.min();
            Long most = shape.max();
            boolean low = least != null && amount.compareTo(BigDecimal.valueOf(least)) < 0;
            boolean high = most != null && amount.compareTo(BigDecimal.valueOf(most)) > 0;
            if (low || high) {
                String units = unit.isEmpty() ? "" : " " + unit;
                String what = amount.toPlainString() + units + (low ? " is less" : " is more") + " than AWS accepts";
                String cure = most == null
                        ? "Use at least " + least + units
                        : "Use " + (least == null ? 0 : least) + " to " + most + units;
                findings.add(new Finding(ProblemId.INVALID_VALUE, path, what, cure));
            }
        }
    }
}

package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is checked: a task definition, and the service that runs it, if any. Look-ups are not known yet: whatever depends on
 * one is not checked.
 */
final class Subject {
    static final KeyedPath TASK = KeyedPath.of("taskDefinition");
    static final KeyedPath SERVICE = KeyedPath.of("service");

    private final Value.Structure taskDefinition;
    private final Value.@Nullable Structure service;
    private final FieldRules rules;
    private final List<Located> containers;
    private final List<String> containerNames;
    /** Those that were asked for: many checks look at the same lists. */
    private final Map<KeyedPath, List<Located>> elements = new HashMap<>();

    Subject(Value.Structure taskDefinition, Value.@Nullable Structure service, FieldRules rules) {
        this.taskDefinition = taskDefinition;
        this.service = service;
        this.rules = rules;
        this.containers = elements(task(), "containerDefinitions");
        this.containerNames = containers.stream()
                .flatMap(container -> container.text("name").stream())
                .toList();
    }

    /** A structure and where it is. */
    record Located(KeyedPath path, Value.Structure members) {
        Optional<String> text(String member) {
            return members.members().get(member) instanceof Value.Text text
                    ? Optional.of(text.text())
                    : Optional.empty();
        }

        Optional<Long> number(String member) {
            return members.members().get(member) instanceof Value.Numeral numeral
                    ? Optional.of(numeral.number().longValue())
                    : Optional.empty();
        }

        Optional<Double> decimal(String member) {
            return members.members().get(member) instanceof Value.Numeral numeral
                    ? Optional.of(numeral.number().doubleValue())
                    : Optional.empty();
        }

        Optional<Boolean> flag(String member) {
            return members.members().get(member) instanceof Value.Flag flag ? Optional.of(flag.on()) : Optional.empty();
        }

        /** Whether it says something there that is not a null or an empty list. */
        boolean has(String member) {
            Value value = members.members().get(member);
            boolean empty = value instanceof Value.Sequence sequence
                    && sequence.elements().isEmpty();
            return value != null && !(value instanceof Value.Cleared) && !empty;
        }

        /** The entries of a map whose keys are the user's; those that are look-ups left out. */
        Map<String, String> entries(String member) {
            Map<String, String> entries = new LinkedHashMap<>();
            if (members.members().get(member) instanceof Value.Mapping mapping) {
                mapping.entries().forEach((key, value) -> {
                    if (value instanceof Value.Text text) {
                        entries.put(key, text.text());
                    }
                });
            }
            return entries;
        }

        /** Whether it is a look-up, or has one among its elements. */
        boolean isOpen(String member) {
            return isOpen(members.members().get(member));
        }

        Optional<Located> inside(String member) {
            return members.members().get(member) instanceof Value.Structure structure
                    ? Optional.of(new Located(path.member(member), structure))
                    : Optional.empty();
        }

        List<String> texts(String member) {
            List<String> texts = new ArrayList<>();
            if (members.members().get(member) instanceof Value.Sequence sequence) {
                for (Value element : sequence.elements()) {
                    if (element instanceof Value.Text text) {
                        texts.add(text.text());
                    }
                }
            }
            return texts;
        }

        KeyedPath at(String member) {
            return path.member(member);
        }

        private static boolean isOpen(@Nullable Value value) {
            return value instanceof Value.Unresolved
                    || (value instanceof Value.Sequence sequence
                            && sequence.elements().stream().anyMatch(Located::isOpen));
        }
    }

    Located task() {
        return new Located(TASK, taskDefinition);
    }

    Optional<Located> service() {
        return Optional.ofNullable(service).map(members -> new Located(SERVICE, members));
    }

    /** The structures of a list, each under its path. */
    List<Located> elements(Located owner, String member) {
        return owner.members().members().get(member) instanceof Value.Sequence sequence
                ? elements.computeIfAbsent(owner.at(member), list -> located(list, sequence.elements()))
                : List.of();
    }

    private List<Located> located(KeyedPath list, List<Value> values) {
        List<Located> located = new ArrayList<>();
        List<KeyedPath> paths = rules.elementPaths(list, values);
        for (int index = 0; index < paths.size(); index++) {
            if (values.get(index) instanceof Value.Structure structure) {
                located.add(new Located(paths.get(index), structure));
            }
        }
        return List.copyOf(located);
    }

    List<Located> containers() {
        return containers;
    }

    Optional<Located> container(String name) {
        return containers().stream()
                .filter(container -> container.text("name").filter(name::equals).isPresent())
                .findFirst();
    }

    List<String> containerNames() {
        return containerNames;
    }

    /** Whether a container or its name is not known, so that nothing can be said about names that do not exist. */
    boolean hasOpenContainerName() {
        return task().isOpen("containerDefinitions")
                || containers().stream().anyMatch(container -> container.isOpen("name"));
    }

    /** The network mode; that of Linux where none is given; empty where it is a look-up. */
    Optional<String> networkMode() {
        Located task = task();
        return task.has("networkMode") ? task.text("networkMode") : Optional.of("bridge");
    }

    /** Whether the task definition itself requires Fargate, so that RegisterTaskDefinition asks for what Fargate needs. */
    boolean requiresFargate() {
        return task().texts("requiresCompatibilities").contains("FARGATE");
    }

    /** Whether the task must be able to run on Fargate. */
    boolean isForFargate() {
        return requiresFargate() || runsOnFargate();
    }

    /** Whether the service asks for Fargate, by launch type or by a Fargate capacity provider. */
    boolean runsOnFargate() {
        return service()
                .filter(it -> it.text("launchType").filter("FARGATE"::equals).isPresent()
                        || elements(it, "capacityProviderStrategy").stream()
                                .flatMap(item -> item.text("capacityProvider").stream())
                                .anyMatch(provider -> provider.startsWith("FARGATE")))
                .isPresent();
    }
}

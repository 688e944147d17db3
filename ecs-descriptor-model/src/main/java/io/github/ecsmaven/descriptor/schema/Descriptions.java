package io.github.ecsmaven.descriptor.schema;

import io.github.ecsmaven.descriptor.rule.DurationUnits;
import io.github.ecsmaven.descriptor.rule.Effect;
import io.github.ecsmaven.descriptor.rule.FieldRule;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.ListOrder;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an editor says about a key: what it is, what the field rules know about it, and AWS's page of the structure. */
final class Descriptions {
    private static final String RESOURCE = "descriptions.tsv";
    private static final String PAGES = "https://docs.aws.amazon.com/";
    /** By the section of the descriptor: where AWS describes the API that its structures are of. */
    private static final Map<String, String> API_PAGES = Map.of(
            "taskDefinition", PAGES + "AmazonECS/latest/APIReference/API_",
            "service", PAGES + "AmazonECS/latest/APIReference/API_",
            "rollout", PAGES + "AmazonECS/latest/APIReference/API_",
            "autoScaling", PAGES + "autoscaling/application/APIReference/API_",
            "repositories[]", PAGES + "AmazonECR/latest/APIReference/API_");

    private final Map<String, String> texts;
    private final FieldRules rules;

    private Descriptions(Map<String, String> texts, FieldRules rules) {
        this.texts = Map.copyOf(texts);
        this.rules = rules;
    }

    static Descriptions load(FieldRules rules) {
        try (InputStream in = Descriptions.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            Map<String, String> texts = new HashMap<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(cells -> texts.put(cells[0], cells[1]));
            return new Descriptions(texts, rules);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The keys that are described in words of their own. */
    Set<String> paths() {
        return texts.keySet();
    }

    /**
     * What is said about a member.
     *
     * @param path the rule path, {@code taskDefinition.containerDefinitions[].cpu}
     * @param owner the structure that has it
     */
    String of(String path, StructureShape owner) {
        List<String> sentences = new ArrayList<>();
        String name = path.substring(path.lastIndexOf('.') + 1);
        Optional<String> page = page(path, owner);
        String own = texts.get(path);
        sentences.add(own != null ? own : "`" + name + "` of " + owner.name().replaceAll("Request$", "") + ".");
        DurationUnits.builtIn()
                .unitOf(path)
                .ifPresent(unit -> sentences.add("In " + unit.words() + ", or as a duration: " + unit.example() + "."));
        rules.unconditionalDefault(path)
                .filter(Value.Scalar.class::isInstance)
                .ifPresent(standard -> sentences.add("Default: " + text(standard) + "."));
        order(rules.rule(path)).ifPresent(sentences::add);
        effect(path).ifPresent(sentences::add);
        page.ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    private static Optional<String> page(String path, StructureShape owner) {
        if (path.startsWith("logGroups[]")) {
            return Optional.of(PAGES + "AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html");
        }
        int end = path.indexOf('.');
        String pages = end < 0 ? null : API_PAGES.get(path.substring(0, end));
        boolean ofAws = Character.isUpperCase(owner.name().charAt(0));
        return pages == null || !ofAws
                ? Optional.empty()
                : Optional.of(pages + owner.name().replaceAll("Request$", "") + ".html");
    }

    private static Optional<String> order(FieldRule rule) {
        ListOrder order = rule.order();
        return switch (order.kind()) {
            case ORDERED -> Optional.empty();
            case SET -> Optional.of("The order means nothing.");
            case KEYED -> Optional.of("Elements are told apart by " + String.join(", ", order.keyMembers()) + ".");
        };
    }

    /** Only where it is not that of the whole section. */
    private Optional<String> effect(String path) {
        if (!path.startsWith("service.")) {
            return Optional.empty();
        }
        Effect effect = rules.rule(path).effect();
        return Optional.of(
                switch (effect) {
                    case ROLLS_TASKS, STARTS_DEPLOYMENT -> "A change starts a deployment.";
                    case IN_PLACE -> "Changed in place, without a deployment.";
                    case NEW_TASKS_ONLY -> "A change is seen by new tasks only.";
                    case CREATE_ONLY -> "Cannot be changed once the service exists.";
                });
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof Value.Flag flag ? Boolean.toString(flag.on()) : value.toString();
    }
}

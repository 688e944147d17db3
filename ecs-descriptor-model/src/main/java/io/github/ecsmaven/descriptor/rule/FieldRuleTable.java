package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.rule.FieldRule.Default;
import io.github.ecsmaven.descriptor.rule.FieldRule.Reset;
import io.github.ecsmaven.descriptor.rule.FieldRule.Variant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code field-rules.tsv}, whose head says what its columns mean. */
final class FieldRuleTable {
    private static final String RESOURCE = "field-rules.tsv";
    private static final int COLUMNS = 9;

    private FieldRuleTable() {}

    static FieldRules load() {
        try (InputStream in = FieldRuleTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    static FieldRules parse(List<String> lines) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Row row = Row.parse(line);
                rows.computeIfAbsent(row.path, path -> new ArrayList<>()).add(row);
            }
        }
        Map<String, FieldRule> rules = new HashMap<>();
        // A shorter path sorts before a longer one that begins with it, so an enclosing rule's effect is known in time.
        new TreeMap<>(rows).forEach((path, own) -> rules.put(path, rule(path, own, rules)));
        return new FieldRules(rules);
    }

    private static FieldRule rule(String path, List<Row> rows, Map<String, FieldRule> outer) {
        ListOrder order = ListOrder.ORDERED;
        Effect effect = FieldRules.effectAbove(outer, path);
        Reset reset = null;
        List<Variant> variants = new ArrayList<>();
        for (Row row : rows) {
            order = row.list.equals("-") ? order : ListOrder.parse(row.list);
            effect = row.effect.equals("-") ? effect : Effect.ofCode(row.effect);
            reset = row.reset.equals("-") ? reset : reset(row.reset);
            variants.add(row.variant());
        }
        return new FieldRule(path, order, variants, effect, reset);
    }

    private static Reset reset(String text) {
        return switch (text) {
            case "defaults" -> new FieldRule.SendDefaults();
            case "untag" -> new FieldRule.Untag();
            default -> new FieldRule.SendValue(FieldRules.literal(text));
        };
    }

    /** One line of the table; {@code -} stands for nothing. */
    private record Row(
            String path,
            String when,
            String list,
            String standard,
            String equal,
            String traits,
            String effect,
            String reset) {
        private static final String[] NOTHING = {};

        static Row parse(String line) {
            String[] cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw new IllegalStateException(RESOURCE + ": not " + COLUMNS + " columns: " + line);
            }
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
        }

        Variant variant() {
            List<Default> defaults = new ArrayList<>();
            for (String each : standard.equals("-") ? NOTHING : standard.split("\\|")) {
                defaults.add(FieldRules.siblingOrValue(each));
            }
            @Nullable Equality equality = equal.equals("-") ? null : Equality.parse(equal);
            Set<Trait> special = EnumSet.noneOf(Trait.class);
            for (String each : traits.equals("-") ? NOTHING : traits.split(",")) {
                special.add(Trait.ofCode(each));
            }
            return new Variant(Condition.parse(when), defaults, equality, special);
        }
    }
}

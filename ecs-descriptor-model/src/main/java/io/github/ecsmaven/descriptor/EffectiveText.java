package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.SecretNames;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.writing.Comments;
import io.github.ecsmaven.descriptor.writing.DescriptorWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An effective descriptor as a file that reads back to the same: look-ups as they were written, secrets masked (and these do
 * not read back).
 */
final class EffectiveText {
    private final FieldRules rules;
    private final Function<KeyedPath, @Nullable String> comments;
    private final Map<KeyedPath, String> beside = new LinkedHashMap<>();

    private EffectiveText(FieldRules rules, Function<KeyedPath, @Nullable String> comments) {
        this.rules = rules;
        this.comments = comments;
    }

    /**
     * The file, ending with a line break.
     *
     * @param comments what is written behind a value, without the {@code #}; null: nothing
     */
    static String of(Value.Structure members, FieldRules rules, Function<KeyedPath, @Nullable String> comments) {
        EffectiveText text = new EffectiveText(rules, comments);
        Value.Structure shown = new Value.Structure(text.shown(members.members(), KeyedPath.root()));
        return new DescriptorWriter(rules).write(shown, new Comments(Map.of(), text.beside, List.of()));
    }

    private Map<String, Value> shown(Map<String, Value> entries, KeyedPath path) {
        Map<String, Value> shown = new LinkedHashMap<>();
        entries.forEach((name, value) -> shown.put(name, shown(value, path.member(name))));
        return shown;
    }

    private Value shown(Value value, KeyedPath path) {
        if (value instanceof Value.Structure structure) {
            return new Value.Structure(shown(structure.members(), path));
        }
        if (value instanceof Value.Mapping mapping) {
            return new Value.Mapping(shown(mapping.entries(), path));
        }
        if (value instanceof Value.Sequence sequence) {
            List<Value> elements = new ArrayList<>();
            for (Value element : sequence.elements()) {
                elements.add(shown(element, rules.elementPath(path, element, elements.size())));
            }
            return new Value.Sequence(elements);
        }
        String comment = comments.apply(path);
        if (comment != null) {
            beside.put(path, comment);
        }
        return isSecret(value, path) ? new Value.Text(SecretNames.MASK) : value;
    }

    /** The name of a variable is no secret and a look-up alone says nothing, what a variable is set to is. */
    private static boolean isSecret(Value value, KeyedPath path) {
        boolean text = value instanceof Value.Text
                || (value instanceof Value.Unresolved unresolved
                        && !unresolved
                                .text()
                                .equals(unresolved.references().get(0).toString()));
        return text
                && SecretNames.looksSecret(path)
                && !path.segments().get(path.segments().size() - 1).equals(new KeyedPath.Member("name"));
    }
}

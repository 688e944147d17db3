package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Map;
import java.util.Random;

/** Seeded random comments on the values of a document. */
final class RandomComments {
    private final Random random;
    private final RandomValues texts;
    private final FieldRules rules;
    private Comments comments = Comments.none();

    RandomComments(long seed, FieldRules rules) {
        this.random = new Random(seed);
        this.texts = new RandomValues(seed);
        this.rules = rules;
    }

    Comments on(Value.Structure document) {
        walk(document, KeyedPath.root());
        return comments.end(texts.text());
    }

    private void walk(Value value, KeyedPath path) {
        if (random.nextInt(4) == 0) {
            comments = comments.above(path, texts.text(), texts.text());
        }
        if (random.nextInt(4) == 0) {
            comments = comments.beside(path, texts.text());
        }
        if (value instanceof Value.Structure structure) {
            walk(structure.members(), path);
        } else if (value instanceof Value.Mapping mapping) {
            walk(mapping.entries(), path);
        } else if (value instanceof Value.Sequence sequence) {
            for (int index = 0; index < sequence.elements().size(); index++) {
                Value element = sequence.elements().get(index);
                walk(element, rules.elementPath(path, element, index));
            }
        }
    }

    private void walk(Map<String, Value> entries, KeyedPath path) {
        entries.forEach((name, entry) -> walk(entry, path.member(name)));
    }
}

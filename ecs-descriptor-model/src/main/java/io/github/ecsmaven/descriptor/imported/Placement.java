package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.writing.Comments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where notes stand in a document: above what they are about, or above what encloses it. */
final class Placement {
    private final FieldRules rules;
    private final Set<KeyedPath> paths = new HashSet<>();

    Placement(FieldRules rules, Value.Structure document) {
        this.rules = rules;
        walk(document, KeyedPath.root());
    }

    Comments of(List<Note> notes) {
        Comments comments = Comments.none();
        for (Note note : notes) {
            comments = comments.above(place(note.path()), note.text());
        }
        return comments;
    }

    private KeyedPath place(KeyedPath path) {
        for (int length = path.segments().size(); length > 0; length--) {
            KeyedPath outer = new KeyedPath(path.segments().subList(0, length));
            if (paths.contains(outer)) {
                return outer;
            }
        }
        return KeyedPath.root();
    }

    private void walk(Value value, KeyedPath path) {
        paths.add(path);
        if (value instanceof Value.Structure structure) {
            structure.members().forEach((name, member) -> walk(member, path.member(name)));
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> walk(entry, path.member(name)));
        } else if (value instanceof Value.Sequence sequence) {
            for (int index = 0; index < sequence.elements().size(); index++) {
                Value element = sequence.elements().get(index);
                walk(element, rules.elementPath(path, element, index));
            }
        }
    }
}

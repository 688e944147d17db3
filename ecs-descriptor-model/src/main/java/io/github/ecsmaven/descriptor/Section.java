package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the descriptor's own sections: gives its members as Java values and reports what is blank or cannot be looked up
 * yet. A null and an absent member are the same here.
 */
final class Section {
    private final Value.Structure members;
    private final KeyedPath path;
    private final Problems problems;
    private final SourceMap sources;

    Section(Value.Structure members, KeyedPath path, Problems problems, SourceMap sources) {
        this.members = members;
        this.path = path;
        this.problems = problems;
        this.sources = sources;
    }

    Section inside(String member) {
        Value value = members.members().get(member);
        Value.Structure inner = value instanceof Value.Structure structure ? structure : Value.Structure.empty();
        return new Section(inner, path.member(member), problems, sources);
    }

    @Nullable Value value(String member) {
        return members.members().get(member);
    }

    @Nullable String text(String member) {
        return text(members.members().get(member), path.member(member));
    }

    /** A text that may be a look-up; until that is filled in it is the reference as written. */
    @Nullable String textOrLookUp(String member) {
        return members.members().get(member) instanceof Value.Unresolved unresolved ? unresolved.text() : text(member);
    }

    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        Value value = members.members().get(member);
        KeyedPath list = path.member(member);
        if (value instanceof Value.Unresolved unresolved) {
            tooEarly(unresolved, list);
        }
        if (value instanceof Value.Sequence sequence) {
            for (Value element : sequence.elements()) {
                String text = text(element, list.index(texts.size()));
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** Texts by name; a look-up is the reference as written until it is filled in. */
    Map<String, String> map(String member) {
        Map<String, String> entries = new TreeMap<>();
        if (members.members().get(member) instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                if (value instanceof Value.Unresolved unresolved) {
                    entries.put(key, unresolved.text());
                } else if (value instanceof Value.Text text) {
                    entries.put(key, text.text());
                }
            });
        }
        return entries;
    }

    /** Texts by name, which are needed before AWS can be asked. */
    Map<String, String> textsByName(String member) {
        Map<String, String> entries = new TreeMap<>();
        KeyedPath map = path.member(member);
        Value value = members.members().get(member);
        if (value instanceof Value.Unresolved unresolved) {
            tooEarly(unresolved, map);
        }
        if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, each) -> {
                String text = text(each, map.key(key));
                if (text != null) {
                    entries.put(key, text);
                }
            });
        }
        return entries;
    }

    /** One of a few words; the fallback where there is none. */
    <E extends Enum<E>> E word(String member, Class<E> type, E fallback) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(constant.name().toLowerCase(Locale.ROOT));
        }
        String text = text(member);
        if (text == null) {
            return fallback;
        }
        if (!words.contains(text)) {
            notOneOf(member, text, words);
            return fallback;
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    void notOneOf(String member, String text, List<String> words) {
        String cure = Nearest.to(text, words)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse("Use one of " + String.join(", ", words));
        report(ProblemId.INVALID_VALUE, member, "`" + text + "` is no value for it", cure);
    }

    void report(ProblemId id, String member, String what, String cure) {
        report(id, path.member(member), what, cure);
    }

    void report(ProblemId id, KeyedPath place, String what, String cure) {
        problems.add(id, sources.of(place).orElse(null), place, what, cure);
    }

    /** Whether the file says anything there, were it unreadable. */
    boolean isWritten(String member) {
        return sources.positions().containsKey(path.member(member));
    }

    private @Nullable String text(@Nullable Value value, KeyedPath place) {
        if (value instanceof Value.Unresolved unresolved) {
            tooEarly(unresolved, place);
        }
        Optional<String> text = value instanceof Value.Text found ? Optional.of(found.text()) : Optional.empty();
        if (text.filter(String::isBlank).isPresent()) {
            report(ProblemId.BLANK_VALUE, place, "`" + place + "` is empty", "Give it a value, or remove it");
            return null;
        }
        return text.orElse(null);
    }

    private void tooEarly(Value.Unresolved unresolved, KeyedPath place) {
        if (unresolved.isUnreadable()) {
            return;
        }
        String what = unresolved.references().get(0) + " cannot be looked up here: `" + place
                + "` is needed before AWS can be asked";
        report(
                ProblemId.LOOKUP_TOO_EARLY,
                place,
                what,
                "Write the value, or take it from the build: ${project.…}, ${env.…} or a property");
    }
}

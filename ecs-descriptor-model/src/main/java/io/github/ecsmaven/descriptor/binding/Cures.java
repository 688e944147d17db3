package io.github.ecsmaven.descriptor.binding;

import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.CoreScalar;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.suggestion.ForeignKeys;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about a key that does not exist and about a value of another type. */
final class Cures {
    private static final int NAMES_SHOWN = 12;

    /** Read when the first unknown key asks for it: most descriptors have none. */
    private @Nullable ForeignKeys foreign;

    /** By structure in which a key was unknown: a file may have thousands of them. */
    private final IdentityHashMap<StructureShape, Spellings> spellings = new IdentityHashMap<>();

    /**
     * What to do about an unknown key.
     *
     * @param meant the key that was meant, if it is one of this structure
     * @param text one sentence without a full stop
     */
    record KeyCure(@Nullable String meant, String text) {}

    KeyCure unknownKey(String name, StructureShape shape) {
        Spellings known = spellings.computeIfAbsent(shape, Spellings::of);
        String letters = ForeignKeys.plain(name);
        String same = known.own().get(letters);
        if (same != null) {
            return new KeyCure(same, "Did you mean `" + same + "`? AWS's API writes its names in this way");
        }
        Optional<String> other = foreign()
                .cure(shape.name(), name)
                .or(() -> Optional.ofNullable(known.inside().get(letters)));
        if (other.isPresent()) {
            return new KeyCure(null, other.get());
        }
        // Letters without case are enough: it does not count for what is near.
        return Nearest.to(name, known.allowed())
                .or(() -> letters.length() == name.length() ? Optional.empty() : Nearest.to(letters, known.allowed()))
                .map(near -> new KeyCure(near, "Did you mean `" + near + "`?"))
                .orElseGet(() -> new KeyCure(null, known.anyOfThem()));
    }

    private ForeignKeys foreign() {
        ForeignKeys known = foreign;
        if (known == null) {
            known = ForeignKeys.load();
            foreign = known;
        }
        return known;
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? ", …" : "");
    }

    /**
     * What an unknown key of a structure is compared with.
     *
     * @param allowed the keys that may be written
     * @param anyOfThem the sentence that names them
     * @param own the structure's keys, by their letters
     * @param inside by their letters the keys of structures that could be written here, each with the sentence that says
     *     where it is written
     */
    private record Spellings(
            List<String> allowed, String anyOfThem, Map<String, String> own, Map<String, String> inside) {
        static Spellings of(StructureShape shape) {
            List<String> allowed = new ArrayList<>();
            Map<String, String> own = new HashMap<>();
            Map<String, String> inside = new HashMap<>();
            for (Member member : shape.members().values()) {
                own.putIfAbsent(ForeignKeys.plain(member.name()), member.name());
                if (!(member.standing() instanceof Member.Reserved)) {
                    allowed.add(member.name());
                }
                if (member.standing() instanceof Member.Usable) {
                    addInside(member, inside);
                }
            }
            return new Spellings(allowed, "Allowed here: " + listed(allowed), own, inside);
        }

        private static void addInside(Member member, Map<String, String> inside) {
            boolean list = member.shape() instanceof Shape.ListShape;
            Shape inner = member.shape() instanceof Shape.ListShape of ? of.element() : member.shape();
            if (inner instanceof StructureShape structure) {
                String where = list ? "in an element of" : "inside";
                for (String key : structure.members().keySet()) {
                    String sentence = "`" + key + "` is written " + where + " `" + member.name() + "`";
                    inside.putIfAbsent(ForeignKeys.plain(key), sentence);
                }
            }
        }
    }

    /**
     * What to do about a value of another type.
     *
     * @param text what the scalar came to; null where it is not the text that is wrong
     */
    String wrongType(SourceNode node, Shape shape, @Nullable String text) {
        if (shape instanceof Shape.ListShape list) {
            return list(node, list);
        }
        if (shape instanceof StructureShape structure && node instanceof ScalarNode) {
            return "Write a map such as `" + example(structure) + "`";
        }
        return text == null || !(shape instanceof Shape.ScalarShape leaf)
                ? "Write " + shape.describe() + " here"
                : scalar(leaf, text);
    }

    private static String list(SourceNode node, Shape.ListShape list) {
        if (list.element() instanceof StructureShape element) {
            String each = "`- " + example(element) + "`";
            return node instanceof MapNode
                    ? "Write a list here, with an element " + each + " for each entry"
                    : "Write it as a list, with elements such as " + each;
        }
        return node instanceof ScalarNode
                ? "Write it as a list: `[…]`, or one element a line behind `- `"
                : "Write a list here";
    }

    /** The members that an element must have, or its first two: {@code { name: …, value: … }}. */
    private static String example(StructureShape structure) {
        List<String> names = structure.members().values().stream()
                .filter(member -> member.standing() instanceof Member.Usable)
                .filter(member -> member.shape() instanceof Shape.ScalarShape)
                .map(member -> member.name() + ": …")
                .limit(2)
                .toList();
        if (names.isEmpty()) {
            names = structure.members().keySet().stream()
                    .limit(1)
                    .map(name -> name + ": …")
                    .toList();
        }
        return "{ " + String.join(", ", names) + " }";
    }

    private static String scalar(Shape.ScalarShape shape, String text) {
        return switch (shape.kind()) {
            case INTEGER, LONG -> {
                if (CoreScalar.isInteger(text)) {
                    yield text.length() < 10 ? "Write " + text + " without quotes" : "Write a number that fits";
                }
                yield "Write digits only, without a unit";
            }
            case DECIMAL -> CoreScalar.isDecimal(text) ? "Write it without quotes" : "Write a number such as 12.5";
            case BOOLEAN -> "Write true or false, without quotes";
            case INSTANT -> "Write a time as in ISO 8601, with a zone";
            case TEXT, DOCUMENT -> "Write " + shape.describe() + " here";
        };
    }
}

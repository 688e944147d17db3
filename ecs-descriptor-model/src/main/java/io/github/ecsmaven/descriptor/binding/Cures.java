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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about a key that does not exist and about a value of another type. */
final class Cures {
    private static final int NAMES_SHOWN = 12;

    /** Read when the first unknown key asks for it: most descriptors have none. */
    private @Nullable ForeignKeys foreign;

    /**
     * What to do about an unknown key.
     *
     * @param meant the key that was meant, if it is one of this structure
     * @param text one sentence without a full stop
     */
    record KeyCure(@Nullable String meant, String text) {}

    KeyCure unknownKey(String name, StructureShape shape) {
        List<String> allowed = shape.members().values().stream()
                .filter(member -> !(member.standing() instanceof Member.Reserved))
                .map(Member::name)
                .toList();
        Optional<String> same = ForeignKeys.sameLetters(name, shape.members().keySet());
        if (same.isPresent()) {
            return new KeyCure(same.get(), "Did you mean `" + same.get() + "`? AWS's API writes its names in this way");
        }
        Optional<String> other = foreign().cure(shape.name(), name).or(() -> inside(name, shape));
        if (other.isPresent()) {
            return new KeyCure(null, other.get());
        }
        String plain = name.replace("_", "").replace("-", "");
        return Nearest.to(name, allowed)
                .or(() -> Nearest.to(plain, allowed))
                .map(near -> new KeyCure(near, "Did you mean `" + near + "`?"))
                .orElseGet(() -> new KeyCure(null, "Allowed here: " + listed(allowed)));
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

    /** A member of a structure that could be written here, and that has such a member. */
    private static Optional<String> inside(String name, StructureShape shape) {
        return shape.members().values().stream()
                .filter(member -> member.standing() instanceof Member.Usable)
                .filter(member -> structure(member.shape())
                        .flatMap(inner ->
                                ForeignKeys.sameLetters(name, inner.members().keySet()))
                        .isPresent())
                .map(member -> {
                    StructureShape inner = structure(member.shape()).orElseThrow();
                    String own = ForeignKeys.sameLetters(name, inner.members().keySet())
                            .orElseThrow();
                    String where = member.shape() instanceof Shape.ListShape ? "in an element of" : "inside";
                    return "`" + own + "` is written " + where + " `" + member.name() + "`";
                })
                .findFirst();
    }

    private static Optional<StructureShape> structure(Shape shape) {
        Shape inner = shape instanceof Shape.ListShape list ? list.element() : shape;
        return inner instanceof StructureShape structure ? Optional.of(structure) : Optional.empty();
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

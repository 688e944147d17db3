package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.Kind;
import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that the API model allows: its enumerations, ranges, lengths and patterns. */
final class Samples {
    private static final List<String> WORDS =
            List.of("sample", "arn:aws:iam::111122223333:role/sample", "192.0.2.7", "77");
    private static final List<Long> NUMBERS = List.of(77L, 7L, 1L, 30L, 0L);

    private final ServiceFacts facts;

    Samples(ServiceFacts facts) {
        this.facts = facts;
    }

    ShapeFacts shape(String name) {
        return facts.shape(name).orElseThrow(() -> new IllegalArgumentException("the model has no shape " + name));
    }

    /**
     * Values for a member that is absent: the least that the model allows, and that with each of the optional members
     * below it.
     *
     * @param says whether a scalar at a rule path says anything: AWS's defaults do not
     */
    List<Value> of(String shapeName, String path, Says says) {
        ShapeFacts shape = shape(shapeName);
        return switch (shape.kind()) {
            case STRUCTURE -> structures(shape, path, says);
            case LIST ->
                of(element(shape), path + "[]", says).stream()
                        .<Value>map(element -> new Value.Sequence(List.of(element)))
                        .toList();
            case MAP ->
                of(element(shape), path + "[]", says).stream()
                        .<Value>map(entry -> new Value.Mapping(Map.of("Key.one", entry)))
                        .toList();
            case DOCUMENT -> List.of(new Value.Mapping(Map.of("Key", new Value.Text("one"))));
            default ->
                scalars(shape, null)
                        .filter(value -> says.says(path, value))
                        .limit(1)
                        .toList();
        };
    }

    /** Whether a value at a place is a statement. */
    interface Says {
        boolean says(String rulePath, Value value);
    }

    private List<Value> structures(ShapeFacts shape, String path, Says says) {
        Map<String, Value> required = new LinkedHashMap<>();
        Set<String> needed = needed(shape);
        for (String name : needed) {
            String member = Objects.requireNonNull(shape.members().get(name));
            of(member, path + "." + name, (at, value) -> true).stream()
                    .findFirst()
                    .ifPresent(value -> required.put(name, value));
        }
        List<Value> found = new ArrayList<>();
        if (!required.isEmpty()) {
            found.add(new Value.Structure(required));
        }
        shape.members().forEach((name, member) -> {
            if (!needed.contains(name)) {
                for (Value value : of(member, path + "." + name, says)) {
                    Map<String, Value> members = new LinkedHashMap<>(required);
                    members.put(name, value);
                    found.add(new Value.Structure(members));
                }
            }
        });
        return found;
    }

    /** The model does not say that a tag needs its key. */
    private static Set<String> needed(ShapeFacts shape) {
        return shape.name().equals("Tag") ? Set.of("key") : shape.required();
    }

    /** Other values of the same field: every other word of an enumeration, one otherwise. */
    List<Value> others(String shapeName, Value value) {
        ShapeFacts shape = shape(shapeName);
        Stream<Value> others = scalars(shape, value).filter(other -> !other.equals(value));
        return shape.enumValues().isEmpty() ? others.limit(1).toList() : others.toList();
    }

    private static Stream<Value> scalars(ShapeFacts shape, @Nullable Value instead) {
        return switch (shape.kind()) {
            case BOOLEAN -> Stream.of(new Value.Flag(true), new Value.Flag(false));
            case INTEGER, LONG -> numbers(shape, instead);
            case FLOAT, DOUBLE -> Stream.of(Value.Numeral.parse("7.5"), Value.Numeral.parse("12.5"));
            case STRING ->
                texts(shape, instead).filter(allowed(shape)).distinct().map(Value.Text::new);
            default -> throw new IllegalArgumentException("no samples of " + shape.kind());
        };
    }

    private static Stream<Value> numbers(ShapeFacts shape, @Nullable Value instead) {
        Stream<Long> near = instead instanceof Value.Numeral numeral
                ? Stream.of(
                        numeral.number().add(BigDecimal.ONE).longValue(),
                        numeral.number().longValue() - 1)
                : Stream.empty();
        return Stream.concat(near, NUMBERS.stream())
                .filter(number -> number >= Objects.requireNonNullElse(shape.min(), 0L))
                .filter(number -> number <= Objects.requireNonNullElse(shape.max(), (long) Integer.MAX_VALUE))
                .map(Value.Numeral::of);
    }

    private static Stream<String> texts(ShapeFacts shape, @Nullable Value instead) {
        if (!shape.enumValues().isEmpty()) {
            return shape.enumValues().stream();
        }
        if (!(instead instanceof Value.Text text)) {
            return WORDS.stream();
        }
        Stream<String> near = text.text().matches("[1-9][0-9]{0,8}")
                ? Stream.of(Long.toString(Long.parseLong(text.text()) * 2))
                : Stream.of(text.text() + "2");
        return Stream.concat(near, WORDS.stream());
    }

    private static Predicate<String> allowed(ShapeFacts shape) {
        String pattern = shape.pattern();
        return text -> text.length() >= Objects.requireNonNullElse(shape.min(), 0L)
                && text.length() <= Objects.requireNonNullElse(shape.max(), Long.MAX_VALUE)
                && (pattern == null || text.matches(pattern));
    }

    /** The shape of a list's elements or a map's values. */
    static String element(ShapeFacts shape) {
        return Objects.requireNonNull(shape.element(), shape.name());
    }

    /** Whether a shape has parts. */
    static boolean isScalar(ShapeFacts shape) {
        return switch (shape.kind()) {
            case STRUCTURE, LIST, MAP, DOCUMENT -> false;
            default -> true;
        };
    }

    /** Whether a list's elements are scalars. */
    boolean isListOfScalars(ShapeFacts shape) {
        return shape.kind() == Kind.LIST && isScalar(shape(element(shape)));
    }
}

package io.github.ecsmaven.descriptor.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Cleared;
import io.github.ecsmaven.descriptor.value.Value.Flag;
import io.github.ecsmaven.descriptor.value.Value.Moment;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scalar means to a field, by the core schema of YAML 1.2. */
class ScalarsTest {
    static Stream<Arguments> scalars() {
        return Stream.of(
                // strings take the text as it is written
                arguments("yes", Kind.TEXT, new Text("yes")),
                arguments("on", Kind.TEXT, new Text("on")),
                arguments("true", Kind.TEXT, new Text("true")),
                arguments("012", Kind.TEXT, new Text("012")),
                arguments("1e3", Kind.TEXT, new Text("1e3")),
                arguments("12:30", Kind.TEXT, new Text("12:30")),
                arguments("512", Kind.TEXT, new Text("512")),
                arguments("1.10", Kind.TEXT, new Text("1.10")),
                arguments("0x1F", Kind.TEXT, new Text("0x1F")),
                arguments("1_000", Kind.TEXT, new Text("1_000")),
                arguments("2026-01-31", Kind.TEXT, new Text("2026-01-31")),
                arguments("=", Kind.TEXT, new Text("=")),
                arguments("''", Kind.TEXT, new Text("")),
                arguments("'null'", Kind.TEXT, new Text("null")),
                arguments("!!str null", Kind.TEXT, new Text("null")),
                arguments("|\n  a\n  b\n", Kind.TEXT, new Text("a\nb\n")),
                arguments(">-\n  a\n  b\n", Kind.TEXT, new Text("a b")),
                arguments("null", Kind.TEXT, new Cleared()),
                arguments("~", Kind.TEXT, new Cleared()),
                arguments("", Kind.TEXT, new Cleared()),
                // whole numbers are decimal
                arguments("+5", Kind.INTEGER, Numeral.of(5)),
                arguments("-5", Kind.INTEGER, Numeral.of(-5)),
                arguments("010", Kind.INTEGER, Numeral.of(10)),
                arguments("2147483648", Kind.INTEGER, null),
                arguments("2147483648", Kind.LONG, Numeral.of(2147483648L)),
                arguments("9223372036854775808", Kind.LONG, null),
                arguments("5.0", Kind.INTEGER, null),
                arguments("1e3", Kind.INTEGER, null),
                arguments("1:30", Kind.INTEGER, null),
                arguments("null", Kind.INTEGER, new Cleared()),
                // numbers
                arguments("1e3", Kind.DECIMAL, Numeral.of(1000)),
                arguments(".5", Kind.DECIMAL, Numeral.parse("0.5")),
                arguments("10.0", Kind.DECIMAL, Numeral.of(10)),
                arguments(".inf", Kind.DECIMAL, null),
                arguments("1e999", Kind.DECIMAL, null),
                arguments("'1.5'", Kind.DECIMAL, null),
                // booleans
                arguments("True", Kind.BOOLEAN, new Flag(true)),
                arguments("FALSE", Kind.BOOLEAN, new Flag(false)),
                arguments("off", Kind.BOOLEAN, null),
                arguments("tRUE", Kind.BOOLEAN, null),
                // times
                arguments("2026-01-31T12:00:00Z", Kind.INSTANT, new Moment(Instant.parse("2026-01-31T12:00:00Z"))),
                arguments("2026-01-31T12:00:00+01:00", Kind.INSTANT, new Moment(Instant.parse("2026-01-31T11:00:00Z"))),
                arguments("2026-01-31", Kind.INSTANT, null),
                // any value
                arguments("true", Kind.DOCUMENT, new Flag(true)),
                arguments("'true'", Kind.DOCUMENT, new Text("true")),
                arguments("1.5", Kind.DOCUMENT, Numeral.parse("1.5")),
                arguments("yes", Kind.DOCUMENT, new Text("yes")));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("scalars")
    void theFieldDecidesWhatAScalarMeans(String yaml, Kind kind, Value expected) {
        String document = "field: " + yaml + "\n";
        SourceNode.MapNode map = (SourceNode.MapNode)
                SourceDocument.read(SourceFile.of("test.yaml", document.getBytes(StandardCharsets.UTF_8)))
                        .root()
                        .orElseThrow();
        Problems problems = new Problems(position -> Optional.empty());
        Interpolator interpolator = new Interpolator(new Descriptors(Path.of("")).source());

        Optional<Value> bound = new Binder(FieldRules.load(), interpolator, problems)
                .bind(map.get("field").orElseThrow(), new ScalarShape(kind), KeyedPath.of("field"));

        assertThat(bound).isEqualTo(Optional.ofNullable(expected));
        assertThat(problems.isEmpty()).isEqualTo(expected != null);
    }
}

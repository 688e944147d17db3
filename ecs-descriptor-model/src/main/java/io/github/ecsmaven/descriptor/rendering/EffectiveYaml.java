package io.github.ecsmaven.descriptor.rendering;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.SecretNames;
import io.github.ecsmaven.descriptor.source.CoreScalar;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * An effective descriptor as a file that reads back to the same: look-ups as they were written, everything else that looks
 * like a reference escaped, secrets masked (and these do not read back).
 */
public final class EffectiveYaml {
    private static final String REFERENCE = "${";
    private static final int LONGEST_KEY = 1024;
    /** SnakeYAML has no place for a comment behind the value of any other key. */
    private static final Pattern COMMENTED_KEY = Pattern.compile("[ -~]{1,200}");

    private final FieldRules rules;
    private final Function<KeyedPath, @Nullable String> comments;

    private EffectiveYaml(FieldRules rules, Function<KeyedPath, @Nullable String> comments) {
        this.rules = rules;
        this.comments = comments;
    }

    /**
     * The file, ending with a line break.
     *
     * @param comments what is written behind a value, without the {@code #}; null: nothing
     */
    public static String of(Value.Structure members, FieldRules rules, Function<KeyedPath, @Nullable String> comments) {
        Node root = new EffectiveYaml(rules, comments).node(members, KeyedPath.root());
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setMaxSimpleKeyLength(LONGEST_KEY);
        options.setProcessComments(true);
        options.setAllowUnicode(true);
        StringWriter out = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(out, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private Node node(Value value, KeyedPath path) {
        if (value instanceof Value.Structure structure) {
            return map(structure.members(), path);
        }
        if (value instanceof Value.Mapping mapping) {
            return map(mapping.entries(), path);
        }
        if (value instanceof Value.Sequence sequence) {
            List<Node> elements = new ArrayList<>();
            for (Value element : sequence.elements()) {
                elements.add(node(element, rules.elementPath(path, element, elements.size())));
            }
            return new SequenceNode(Tag.SEQ, elements, elements.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        ScalarNode scalar = scalar(value, path);
        String comment = isPlainlyKeyed(path) ? comments.apply(path) : null;
        if (comment != null) {
            scalar.setInLineComments(List.of(new CommentLine(null, null, " " + comment, CommentType.IN_LINE)));
        }
        return scalar;
    }

    private static boolean isPlainlyKeyed(KeyedPath path) {
        return !(path.segments().get(path.segments().size() - 1) instanceof KeyedPath.Member member)
                || COMMENTED_KEY.matcher(member.name()).matches();
    }

    private Node map(Map<String, Value> entries, KeyedPath path) {
        List<NodeTuple> tuples = new ArrayList<>();
        entries.forEach((name, value) -> tuples.add(new NodeTuple(text(name), node(value, path.member(name)))));
        return new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static ScalarNode scalar(Value value, KeyedPath path) {
        if (value instanceof Value.Text text) {
            return text(isSecret(path) ? SecretNames.MASK : escaped(text.text(), List.of()));
        }
        if (value instanceof Value.Unresolved unresolved) {
            boolean alone =
                    unresolved.text().equals(unresolved.references().get(0).toString());
            return text(
                    isSecret(path) && !alone ? SecretNames.MASK : escaped(unresolved.text(), unresolved.references()));
        }
        if (value instanceof Value.Numeral numeral) {
            return plain(numeral.toString(), numeral.number().scale() > 0 ? Tag.FLOAT : Tag.INT);
        }
        if (value instanceof Value.Flag flag) {
            return plain(Boolean.toString(flag.on()), Tag.BOOL);
        }
        if (value instanceof Value.Moment moment) {
            return text(moment.instant().toString());
        }
        if (value instanceof Value.Cleared) {
            return plain("null", Tag.NULL);
        }
        throw new IllegalStateException("a value without a form in YAML: " + value);
    }

    /** The name of a variable is no secret, what it is set to is. */
    private static boolean isSecret(KeyedPath path) {
        return SecretNames.looksSecret(path)
                && !path.segments().get(path.segments().size() - 1).equals(new KeyedPath.Member("name"));
    }

    private static String escaped(String text, List<Reference> lookups) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        int next = text.indexOf(REFERENCE);
        while (next >= 0) {
            int start = next;
            boolean lookup = lookups.stream().anyMatch(each -> text.startsWith(each.toString(), start));
            out.append(text, at, start).append(lookup ? REFERENCE : "$" + REFERENCE);
            at = start + REFERENCE.length();
            next = text.indexOf(REFERENCE, at);
        }
        return out.append(text.substring(at)).toString();
    }

    private static ScalarNode plain(String text, Tag tag) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    /** A string: quoted wherever without quotes it could be taken for something else, by YAML 1.1 or 1.2. */
    private static ScalarNode text(String text) {
        boolean ambiguous = CoreScalar.isNull(text) || CoreScalar.isBoolean(text) || CoreScalar.isDecimal(text);
        boolean quoted = ambiguous || text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x85 || c > 0xff);
        return new ScalarNode(Tag.STR, text, null, null, quoted ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
    }
}

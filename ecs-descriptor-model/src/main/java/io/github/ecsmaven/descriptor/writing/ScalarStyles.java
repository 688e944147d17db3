package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.source.CoreScalar;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Which texts need quotes: those that this reader or another one, of YAML 1.1 or 1.2, would take for something else than a
 * string. What the syntax itself asks for is added by the emitter.
 */
final class ScalarStyles {
    /** Words and numbers that one of the two versions of YAML, or JSON, types; more of them than SnakeYAML knows. */
    private static final Pattern TYPED_SOMEWHERE = Pattern.compile("(?i)y|n|[-+]?(0[ox][0-9a-f_]*|0b[01_]+|\\.inf"
            + "|[0-9][0-9_]*(:[0-9_]+)+(\\.[0-9_]*)?|(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)(e[-+]?[0-9]+)?)|\\.nan|=");
    /** Line ends of YAML 1.1 that are raw characters to the emitter, and the mark that decoders drop. */
    private static final String NEEDS_ESCAPE = "\u0085\u2028\u2029\uFEFF";

    private static final String TEMPLATE = "{{";

    private final Resolver resolver = new Resolver();

    /** The style for a string. A plain one may still be quoted by the emitter. */
    ScalarStyle ofText(String text) {
        if (text.contains(TEMPLATE) || text.chars().anyMatch(each -> NEEDS_ESCAPE.indexOf(each) >= 0)) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') >= 0) {
            return isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
        }
        return isTypedSomewhere(text) ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
    }

    /** The style for a key. */
    ScalarStyle ofKey(String text) {
        ScalarStyle style = ofText(text);
        return style == ScalarStyle.LITERAL ? ScalarStyle.DOUBLE_QUOTED : style;
    }

    /** The tag that the emitter leaves away for a plain scalar. */
    Tag plainTag(String text) {
        return resolver.resolve(NodeId.scalar, text, true);
    }

    private boolean isTypedSomewhere(String text) {
        return CoreScalar.isNull(text)
                || CoreScalar.isBoolean(text)
                || CoreScalar.isDecimal(text)
                || !plainTag(text).equals(Tag.STR)
                || TYPED_SOMEWHERE.matcher(text).matches();
    }

    /** Whether a text of several lines keeps every character as a block. */
    private static boolean isBlock(String text) {
        return !text.isBlank()
                && text.lines().noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"))
                && !text.startsWith(" ")
                && !text.startsWith("\n");
    }
}

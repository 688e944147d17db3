package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes a descriptor, or a part of one, as a person would: members in the order in which people look for them, short lists
 * and maps in one line, texts of several lines as a block, quotes only where a reader would take a text for something
 * else. What it writes reads back as the same value.
 */
public final class DescriptorWriter {
    /** No line is ever broken inside a value: what is too long for a line is laid out before. */
    private static final int NEVER = 1 << 24;

    private final FieldRules rules;

    /** @param rules by which elements of lists are named in the paths of comments */
    public DescriptorWriter(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * The YAML text of a document, with a line break at its end.
     *
     * @param document the members of a descriptor, {@code version}, {@code taskDefinition}, {@code service} and so on; texts
     *     are literal, so what would begin a reference in them is escaped, and only {@link Value.Unresolved} holds references
     */
    public String write(Value.Structure document, Comments comments) {
        NodeLayout layout = new NodeLayout(rules, comments, BraceMark.absentFrom(document));
        Node root = layout.document(document);
        StringWriter out = new StringWriter();
        DumperOptions options = options();
        Serializer serializer = new Serializer(new Emitter(out, options), new Resolver(), options, Tag.MAP);
        try {
            serializer.open();
            serializer.serialize(root);
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory has failed", e);
        }
        return layout.mark().replaced(out.toString());
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setProcessComments(true);
        options.setSplitLines(false);
        options.setWidth(NEVER);
        return options;
    }
}

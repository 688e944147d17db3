package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Lays a document out as nodes of YAML: order, styles and where each comment stands. */
final class NodeLayout {
    private static final StructureShape SECTIONS = StructureShape.of(
            "a descriptor",
            new Member("taskDefinition", EcsShapes.registerTaskDefinition()),
            new Member("service", EcsShapes.createService()));

    /** Structures that people expect member by member, however short they are. */
    private static final Set<String> ALWAYS_BLOCK =
            Set.of("taskDefinition", "service", "identity", "taskDefinition.containerDefinitions[]");

    /** Longer plain numbers are written with an exponent. */
    private static final int LONGEST_NUMBER = 40;

    private static final int LONGEST_SIMPLE_KEY = 100;

    private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

    private final FieldRules rules;
    private final Comments comments;
    private final BraceMark mark;
    private final ScalarStyles styles = new ScalarStyles();
    /** The values that something is said in, at any depth. */
    private final Set<KeyedPath> around;

    NodeLayout(FieldRules rules, Comments comments, BraceMark mark) {
        this.rules = rules;
        this.comments = comments;
        this.mark = mark;
        this.around = comments.around();
    }

    BraceMark mark() {
        return mark;
    }

    Node document(Value.Structure document) {
        KeyedPath root = KeyedPath.root();
        MappingNode node = structure(document, root, SECTIONS);
        if (!node.getValue().isEmpty()) {
            Node first = node.getValue().get(0).getKeyNode();
            List<CommentLine> head = new ArrayList<>(lines(comments.linesAbove(root)));
            List<CommentLine> own = first.getBlockComments();
            head.addAll(own == null ? List.of() : own);
            first.setBlockComments(head);
        }
        node.setEndComments(lines(comments.end()));
        return node;
    }

    private Node node(Value value, KeyedPath path, @Nullable Shape shape) {
        if (value instanceof Value.Structure structure) {
            return structure(structure, path, shape instanceof StructureShape known ? known : null);
        }
        if (value instanceof Value.Mapping mapping) {
            List<NodeTuple> tuples = new ArrayList<>();
            mapping.entries().forEach((key, entry) -> tuples.add(tuple(key, entry, path.member(key), null)));
            return new MappingNode(Tag.MAP, true, tuples, null, null, style(value, path));
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence, path, shape instanceof Shape.ListShape list ? list.element() : null);
        }
        return scalar(value);
    }

    private MappingNode structure(Value.Structure structure, KeyedPath path, @Nullable StructureShape shape) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (String name : MemberOrder.of(structure, path.rulePath(), shape)) {
            Value member = structure.members().get(name);
            if (member != null) {
                Shape inner = shape == null
                        ? null
                        : shape.member(name).map(Member::shape).orElse(null);
                tuples.add(tuple(name, member, path.member(name), inner));
            }
        }
        return new MappingNode(Tag.MAP, true, tuples, null, null, style(structure, path));
    }

    private NodeTuple tuple(String name, Value value, KeyedPath path, @Nullable Shape shape) {
        Node key = text(name, styles.ofKey(name));
        Node node = node(value, path, shape);
        List<String> above = new ArrayList<>(comments.linesAbove(path));
        comments.lineBeside(path).ifPresent(line -> {
            if (!isSimpleKey(name)) {
                above.add(line);
            } else if (isInOneLine(node)) {
                node.setInLineComments(List.of(comment(line, CommentType.IN_LINE)));
            } else if (node instanceof MappingNode) {
                key.setInLineComments(List.of(comment(line, CommentType.IN_LINE)));
            } else {
                above.add(line);
            }
        });
        key.setBlockComments(lines(above));
        return new NodeTuple(key, node);
    }

    private SequenceNode sequence(Value.Sequence sequence, KeyedPath path, @Nullable Shape element) {
        List<Node> nodes = new ArrayList<>();
        for (Value each : sequence.elements()) {
            KeyedPath place = rules.elementPath(path, each, nodes.size());
            Node node = node(each, place, element);
            comment(node, place);
            nodes.add(node);
        }
        return new SequenceNode(Tag.SEQ, true, nodes, null, null, style(sequence, path));
    }

    /** An element has no line of its own above it: what is said on it stands behind its dash or in its line. */
    private void comment(Node element, KeyedPath path) {
        List<String> lines = new ArrayList<>(comments.linesAbove(path));
        comments.lineBeside(path).ifPresent(lines::add);
        if (lines.isEmpty()) {
            return;
        }
        if (isInOneLine(element)) {
            element.setInLineComments(List.of(comment(String.join("; ", lines), CommentType.IN_LINE)));
        } else if (element instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            Node first = mapping.getValue().get(0).getKeyNode();
            List<CommentLine> all = new ArrayList<>(lines(lines));
            List<CommentLine> own = first.getBlockComments();
            all.addAll(own == null ? List.of() : own);
            first.setBlockComments(all);
        }
    }

    private static boolean isInOneLine(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getScalarStyle() != ScalarStyle.LITERAL;
        }
        return isFlow(node)
                || (node instanceof MappingNode mapping && mapping.getValue().isEmpty())
                || (node instanceof SequenceNode sequence && sequence.getValue().isEmpty());
    }

    /** Whether the emitter writes a key in one line with its colon, and so with room for a comment behind. */
    private static boolean isSimpleKey(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_SIMPLE_KEY
                && name.chars().noneMatch(each -> LINE_ENDS.indexOf(each) >= 0);
    }

    private static boolean isFlow(Node node) {
        return (node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW)
                || (node instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.FLOW);
    }

    private FlowStyle style(Value value, KeyedPath path) {
        String rulePath = path.rulePath();
        boolean block = rulePath.isEmpty()
                || ALWAYS_BLOCK.contains(rulePath)
                || ALWAYS_BLOCK.contains(rulePath + "[]")
                || around.contains(path);
        return !block && OneLine.fits(value) ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private Node scalar(Value value) {
        if (value instanceof Value.Text text) {
            String escaped = References.escaped(text.text());
            return text(escaped, styles.ofText(escaped));
        }
        if (value instanceof Value.Unresolved unresolved) {
            String escaped = References.escaped(unresolved);
            return text(escaped, styles.ofText(escaped));
        }
        if (value instanceof Value.Numeral numeral) {
            String digits = numeral.number().toPlainString();
            return plain(digits.length() > LONGEST_NUMBER ? numeral.number().toString() : digits);
        }
        if (value instanceof Value.Flag flag) {
            return plain(Boolean.toString(flag.on()));
        }
        if (value instanceof Value.Moment moment) {
            return plain(moment.instant().toString());
        }
        if (value instanceof Value.Cleared) {
            return plain("null");
        }
        throw new IllegalStateException("a value of no known sort: " + value.getClass());
    }

    private ScalarNode text(String text, ScalarStyle style) {
        return new ScalarNode(Tag.STR, mark.marked(text), null, null, style);
    }

    private ScalarNode plain(String text) {
        return new ScalarNode(styles.plainTag(text), text, null, null, ScalarStyle.PLAIN);
    }

    private static List<CommentLine> lines(List<String> lines) {
        return lines.stream()
                .flatMap(each -> each.isEmpty() ? Stream.of(each) : each.lines())
                .map(line -> comment(line, CommentType.BLOCK))
                .toList();
    }

    /** One line; characters that would end it or that YAML does not allow become spaces. */
    private static CommentLine comment(String text, CommentType type) {
        StringBuilder line = new StringBuilder(text.isBlank() ? "" : " ");
        text.stripTrailing().codePoints().forEach(each -> line.appendCodePoint(isAllowed(each) ? each : ' '));
        return new CommentLine(null, null, line.toString(), type);
    }

    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> false;
            default -> codePoint != 0xFEFF;
        };
    }
}

package io.github.ecsmaven.descriptor.source;

import io.github.ecsmaven.descriptor.source.SourceFault.Kind;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Merging;
import io.github.ecsmaven.descriptor.source.SourceNode.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** SnakeYAML's node graph, composed but never constructed, turned into our own tree. */
final class YamlNodes {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_COLLECTION_ALIASES = 50;
    /** Counted with aliases expanded, so that a few lines cannot stand for millions of nodes. */
    private static final int MAX_NODES = 200_000;

    private static final List<String> LOG_TAG = List.of("tag", "options", "logConfiguration");
    /** Source: "Customize log driver output" in Docker's documentation. */
    private static final Pattern DOCKER_MARK =
            Pattern.compile("\\{\\{\\s*\\.(?:ID|FullID|Name|ImageID|ImageFullID|ImageName|DaemonName)\\s*\\}\\}");

    private static final Set<Tag> KNOWN_TAGS = Set.of(
            Tag.STR,
            Tag.INT,
            Tag.FLOAT,
            Tag.BOOL,
            Tag.NULL,
            Tag.TIMESTAMP,
            Tag.MERGE,
            Tag.MAP,
            Tag.SEQ,
            new Tag(Tag.PREFIX + "value"));

    /** For files that are merged: the value takes the place of that of a lower layer as a whole. */
    private static final Tag REPLACE = new Tag("!replace");

    private final String file;
    private final JsonText json;
    private final List<String> lines;
    private final List<SourceFault> faults;
    /** The keys above the node at hand, the nearest first. */
    private final Deque<String> keys = new ArrayDeque<>();

    private int nodes;

    YamlNodes(String file, String text, List<String> lines, List<SourceFault> faults) {
        this.file = file;
        this.json = new JsonText(text);
        this.lines = lines;
        this.faults = faults;
    }

    /** The document's root; null where there is none, with or without a fault. */
    @Nullable SourceNode read() {
        try {
            return readRewriting();
        } catch (ReaderException e) {
            String what = String.format("The character U+%04X is not allowed in YAML", e.getCodePoint());
            notYaml(position(json.text(), e.getPosition()), what);
        } catch (TooMuch e) {
            fault(Kind.TOO_LARGE, e.position, e.what, "Write the values out, or split the descriptor");
        } catch (YAMLException e) {
            String what = "The document is too deeply nested or repeats too much through aliases";
            fault(Kind.TOO_LARGE, new SourcePosition(file, 1, 1), what, "Write the values out, less deeply nested");
        }
        return null;
    }

    private @Nullable SourceNode readRewriting() {
        while (true) {
            try {
                return compose(json.text());
            } catch (MarkedYAMLException e) {
                if (!json.rewrite(e)) {
                    notYaml(position(e.getProblemMark()), plain(e.getProblem()));
                    return null;
                }
                faults.clear();
                keys.clear();
                nodes = 0;
            }
        }
    }

    private @Nullable SourceNode compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_COLLECTION_ALIASES);
        options.setCodePointLimit(SourceDocument.MAX_BYTES);
        // Tags are refused below, with a message of our own; nothing is ever constructed from one.
        options.setTagInspector(tag -> true);
        Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
        if (!composer.checkNode()) {
            return null;
        }
        SourceNode root = convert(composer.getNode(), 0);
        if (composer.checkNode()) {
            Mark second = composer.getNode().getStartMark();
            fault(
                    Kind.UNSUPPORTED_YAML,
                    position(second),
                    "The file holds a second YAML document",
                    "Keep one document in a file: one deployment, one file");
        }
        return isNothing(root) ? null : root;
    }

    private static boolean isNothing(@Nullable SourceNode root) {
        return root instanceof SourceNode.ScalarNode scalar && scalar.isNull();
    }

    private @Nullable SourceNode convert(Node node, int depth) {
        SourcePosition position = position(node.getStartMark());
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooMuch(position, "The document has, with its aliases written out, too many or too deep parts");
        }
        Merging merging = node.getTag().equals(REPLACE) ? Merging.REPLACE : Merging.BY_RULES;
        if (merging == Merging.REPLACE && node instanceof ScalarNode) {
            String what = "The tag !replace stands before a map or a list; this is neither";
            fault(Kind.UNSUPPORTED_YAML, position, what, "Remove the tag: a plain value always replaces");
            return null;
        }
        if (merging == Merging.BY_RULES && !KNOWN_TAGS.contains(node.getTag())) {
            String what = "The tag " + node.getTag().getValue().replace(Tag.PREFIX, "!!") + " is not supported here";
            fault(Kind.UNSUPPORTED_YAML, position, what, "Remove the tag; the field says how its value is read");
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, position);
        }
        if (node instanceof SequenceNode sequence) {
            List<SourceNode> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                SourceNode converted = convert(element, depth + 1);
                if (converted != null) {
                    elements.add(converted);
                }
            }
            return new ListNode(position, elements, merging);
        }
        if (node instanceof MappingNode mapping) {
            return new MapNode(position, entries(mapping, depth), merging);
        }
        throw new IllegalStateException("a node of YAML that is neither scalar nor collection: " + node.getNodeId());
    }

    private List<Entry> entries(MappingNode mapping, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, SourcePosition> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            SourceNode.ScalarNode key = key(tuple.getKeyNode());
            keys.push(key == null ? "" : key.text());
            SourceNode value = convert(tuple.getValueNode(), depth + 1);
            keys.pop();
            if (key == null || value == null) {
                continue;
            }
            SourcePosition first = seen.putIfAbsent(key.text(), key.position());
            if (first == null) {
                entries.add(new Entry(key, value));
            } else {
                String what = "The key `" + key.text() + "` is written twice in one map, first in line " + first.line();
                fault(Kind.DUPLICATE_KEY, key.position(), what, "Remove one of the two");
            }
        }
        return entries;
    }

    private SourceNode.@Nullable ScalarNode key(Node node) {
        SourcePosition position = position(node.getStartMark());
        if (!(node instanceof ScalarNode scalar)) {
            boolean template = reportTemplate();
            if (!template) {
                fault(
                        Kind.UNSUPPORTED_YAML,
                        position,
                        "A key must be plain text, not a map or a list",
                        "Write the key as text");
            }
            return null;
        }
        if (node.getTag().equals(Tag.MERGE)) {
            fault(
                    Kind.UNSUPPORTED_YAML,
                    position,
                    "The merge key `<<` is not supported: it is no part of YAML 1.2",
                    "Write the members out; an alias for a whole value (`*name`) works");
            return null;
        }
        return scalar(scalar, position);
    }

    private SourceNode.ScalarNode scalar(ScalarNode node, SourcePosition position) {
        String text = node.getValue();
        if (text.contains("{{") && !isLogTag(text)) {
            reportTemplate(position(node.getStartMark()), position(node.getEndMark()));
        }
        boolean tagged = node.getTag().equals(Tag.STR) && CoreScalar.isNull(text);
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN && !tagged;
        return new SourceNode.ScalarNode(position, text, plain ? Style.PLAIN : Style.QUOTED);
    }

    /** Docker's log drivers fill in marks of their own, in the one option that has them. */
    private boolean isLogTag(String text) {
        return LOG_TAG.equals(keys.stream().limit(LOG_TAG.size()).toList())
                && !DOCKER_MARK.matcher(text).replaceAll("").contains("{{");
    }

    private void notYaml(SourcePosition position, String what) {
        if (!reportTemplate()) {
            String cure = what.contains("TAB")
                    ? "Indent with spaces"
                    : "Check the indentation, quotes and brackets at and before this place";
            fault(Kind.NOT_YAML, position, "Not valid YAML: " + what, cure);
        }
    }

    /** Reports the first mark of a template in the file that is not in a comment. */
    private boolean reportTemplate() {
        for (int i = 0; i < lines.size(); i++) {
            String code = withoutComment(lines.get(i));
            int at = firstOf(code.indexOf("{{"), code.indexOf("{%"));
            if (at >= 0) {
                template(new SourcePosition(file, i + 1, code.codePointCount(0, at) + 1));
                return true;
            }
        }
        return false;
    }

    /**
     * Reports the mark of a template in a scalar. One that is spelled with an escape ({@code \x7B}) is none: whoever fills in
     * templates looks at the file as it is.
     */
    private void reportTemplate(SourcePosition start, SourcePosition end) {
        for (int line = start.line(); line <= Math.min(end.line(), lines.size()); line++) {
            String text = lines.get(line - 1);
            int from = line == start.line() ? offset(text, start.column()) : 0;
            int to = line == end.line() ? offset(text, end.column()) : text.length();
            int at = text.indexOf("{{", from);
            if (at >= 0 && at < to) {
                template(new SourcePosition(file, line, text.codePointCount(0, at) + 1));
                return;
            }
        }
    }

    private static int offset(String line, int column) {
        return line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length())));
    }

    private void template(SourcePosition position) {
        if (faults.stream().noneMatch(fault -> fault.kind() == Kind.TEMPLATE_SYNTAX)) {
            fault(
                    Kind.TEMPLATE_SYNTAX,
                    position,
                    "This is a template: `{{` is not filled in by this plugin",
                    "Use ${…} references, such as ${project.version} or ${env.NAME}, or render the file first;"
                            + " braces that belong to the value are written `\"\\x7b{\"`");
        }
    }

    private void fault(Kind kind, SourcePosition position, String what, String cure) {
        faults.add(new SourceFault(kind, position, what, cure));
    }

    private SourcePosition position(Mark mark) {
        return new SourcePosition(file, mark.getLine() + 1, json.column(mark));
    }

    private SourcePosition position(String text, int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, Math.min(codePoints, text.length())));
        int lastBreak = before.lastIndexOf('\n');
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new SourcePosition(file, line, before.codePointCount(lastBreak + 1, before.length()) + 1);
    }

    private static String withoutComment(String line) {
        if (line.stripLeading().startsWith("#")) {
            return "";
        }
        int comment = line.indexOf(" #");
        return comment >= 0 ? line.substring(0, comment) : line;
    }

    private static int firstOf(int one, int other) {
        if (one < 0 || other < 0) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    private static String plain(@Nullable String problem) {
        String text = problem == null ? "it cannot be read" : problem;
        return text.replaceAll("\\s+", " ").replaceAll("\\.$", "").strip();
    }

    /** Leaves a conversion that has grown beyond what a descriptor can need. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SourcePosition position;
        private final String what;

        TooMuch(SourcePosition position, String what) {
            super(what, null, false, false);
            this.position = position;
            this.what = what;
        }
    }
}

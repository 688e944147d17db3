package io.github.ecsmaven.descriptor.source;

import io.github.ecsmaven.descriptor.source.SourceFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file read as one YAML 1.2 document (JSON included) of maps with text keys, lists and scalars. No tag makes an object,
 * and nothing of the file's content is run.
 */
public final class SourceDocument {
    /** The largest file that is read, in bytes. A descriptor of ECS's largest task definition has 64 KiB. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private final String file;
    private final List<String> lines;
    private final @Nullable SourceNode root;
    private final List<SourceFault> faults;

    private SourceDocument(String file, List<String> lines, @Nullable SourceNode root, List<SourceFault> faults) {
        this.file = file;
        this.lines = List.copyOf(lines);
        this.root = root;
        this.faults = List.copyOf(faults);
    }

    /** Reads a file. Never throws for what the file holds: see {@link #faults()}. */
    public static SourceDocument read(SourceFile file) {
        String name = file.displayName();
        SourcePosition start = new SourcePosition(name, 1, 1);
        byte[] content = file.content();
        if (content.length > MAX_BYTES) {
            String what = "The file is larger than " + MAX_BYTES / 1024 / 1024 + " MiB";
            String cure = "Check that this is the descriptor; a task definition has at most 64 KiB";
            return broken(name, List.of(), new SourceFault(Kind.TOO_LARGE, start, what, cure));
        }
        Decoding decoding = Decoding.of(name, content);
        String text = decoding.text();
        if (text == null) {
            SourceFault fault = decoding.fault();
            return broken(name, List.of(), fault == null ? empty(start) : fault);
        }
        List<String> lines = lines(text);
        List<SourceFault> faults = new ArrayList<>();
        SourceNode root = new YamlNodes(name, text, lines, faults).read();
        if (faults.stream().anyMatch(fault -> fault.kind() == Kind.TEMPLATE_SYNTAX)) {
            // Until it is rendered, a template's other faults are not the user's.
            faults.removeIf(fault -> fault.kind() != Kind.TEMPLATE_SYNTAX);
            root = null;
        }
        if (root == null && faults.isEmpty()) {
            faults.add(empty(start));
        }
        return new SourceDocument(name, lines, root, faults);
    }

    /** As YAML breaks them, the last one included if it is empty. Source: YAML 1.1, line break characters. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                lines.add(text.substring(start, at));
                at += c == '\r' && text.startsWith("\n", at + 1) ? 1 : 0;
                start = at + 1;
            }
        }
        lines.add(text.substring(start));
        return List.copyOf(lines);
    }

    /** The name of the file, as messages speak of it. */
    public String file() {
        return file;
    }

    /** The document; empty where it is empty or unreadable, and then there is at least one fault. */
    public Optional<SourceNode> root() {
        return Optional.ofNullable(root);
    }

    /** What is wrong with it as YAML, in the order of the file. */
    public List<SourceFault> faults() {
        return faults;
    }

    /** A line as it is in the file, from 1; empty where there is no such line. */
    public Optional<String> line(int number) {
        return number >= 1 && number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }

    private static SourceDocument broken(String file, List<String> lines, SourceFault fault) {
        return new SourceDocument(file, lines, null, List.of(fault));
    }

    private static SourceFault empty(SourcePosition position) {
        return new SourceFault(
                Kind.EMPTY_DESCRIPTOR,
                position,
                "The descriptor is empty",
                "Write at least `version: 1`, `region` and `taskDefinition`");
    }
}

package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.layer.DescriptorFile.Role;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFault;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the files that make a descriptor, and reports what keeps one from being used. */
public final class DescriptorFiles {
    private static final KeyedPath ROOT = KeyedPath.root();
    private static final String KNOWN_VERSION = "1";

    private final Problems problems;
    private final Consumer<SourceDocument> opened;

    /** @param opened is told of each file before a problem of it is reported */
    public DescriptorFiles(Problems problems, Consumer<SourceDocument> opened) {
        this.problems = problems;
        this.opened = opened;
    }

    /** Reads a file. */
    public DescriptorFile open(SourceFile file, Role role) {
        SourceDocument document = SourceDocument.read(file);
        opened.accept(document);
        document.faults().forEach(fault -> report(fault, role));
        SourceNode root = document.root().orElse(null);
        if (root != null && !(root instanceof MapNode)) {
            problems.add(
                    ProblemId.WRONG_TYPE,
                    root.position(),
                    ROOT,
                    (role == Role.OVERLAY ? "An " : "A ") + role.word() + " is a map, found " + root.describe(),
                    "Begin with `version: 1`");
        }
        if (!(root instanceof MapNode map) || !isKnownVersion(map, role)) {
            return new DescriptorFile(role, document, null);
        }
        if (role == Role.OVERLAY) {
            List.of("extends", "environments").forEach(key -> refuse(key, map));
        }
        return new DescriptorFile(role, document, map);
    }

    private void report(SourceFault fault, Role role) {
        ProblemId id = ProblemId.valueOf(fault.kind().name());
        if (id == ProblemId.EMPTY_DESCRIPTOR && role != Role.DESCRIPTOR) {
            String what = "The " + role.word() + " is empty";
            problems.add(id, fault.position(), ROOT, what, "Write `version: 1` and what it is to say, or delete it");
        } else {
            problems.add(id, fault.position(), ROOT, fault.what(), fault.cure());
        }
    }

    /** Another version may have any other key, so nothing else is said about such a file. */
    private boolean isKnownVersion(MapNode map, Role role) {
        Optional<SourceNode> version = map.get("version");
        KeyedPath path = KeyedPath.of("version");
        if (version.isEmpty() || (version.get() instanceof ScalarNode empty && empty.isNull())) {
            SourcePosition where = version.map(SourceNode::position).orElse(map.position());
            String what = "The " + role.word() + " does not say its version";
            problems.add(ProblemId.MISSING_FIELD, where, path, what, "Add `version: 1`");
            return true;
        }
        if (version.get() instanceof ScalarNode scalar && !scalar.text().equals(KNOWN_VERSION)) {
            problems.add(
                    ProblemId.UNKNOWN_VERSION,
                    scalar.position(),
                    path,
                    "Version `" + scalar.text() + "` of the " + role.word() + " is not known",
                    "This plugin knows version " + KNOWN_VERSION + ": write `version: 1`, or use a newer plugin");
            return false;
        }
        return true;
    }

    private void refuse(String key, MapNode overlay) {
        overlay.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .forEach(entry -> problems.add(
                        ProblemId.RESERVED_KEY,
                        entry.key().position(),
                        KeyedPath.of(key),
                        "`" + key + "` is not written in an overlay",
                        "Write it in the descriptor or a layer; an overlay is chosen after they are read"));
    }
}

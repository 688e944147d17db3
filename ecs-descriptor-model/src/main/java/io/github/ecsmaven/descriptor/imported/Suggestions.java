package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.writing.Comments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lines that a person still has to fill in, as comments ready to be uncommented. */
final class Suggestions {
    private static final KeyedPath BEFORE = KeyedPath.of("taskDefinition");

    private final Origin origin;
    private final Value.Structure document;
    private final Comments comments;

    Suggestions(Origin origin, Value.Structure document, Comments comments) {
        this.origin = origin;
        this.document = document;
        this.comments = comments;
    }

    /** The comments, and the suggestions above the task definition. */
    Comments added() {
        List<String> lines = new ArrayList<>();
        if (isMissing("region")) {
            lines.add("region: eu-west-1");
        }
        if (isMissing("cluster") && !isMissing("service")) {
            lines.add("cluster: default");
        }
        if (isMissing("identity")) {
            String account = Objects.requireNonNullElse(origin.account(), "111122223333");
            lines.add("identity:");
            lines.add("  roleArn: arn:aws:iam::" + account + ":role/" + origin.name() + "-deployer");
            lines.add("  allowedAccounts: ['" + account + "']");
        }
        if (lines.isEmpty()) {
            return comments;
        }
        lines.add(0, "Fill in and uncomment:");
        return comments.above(BEFORE, lines.toArray(String[]::new));
    }

    private boolean isMissing(String member) {
        return !document.members().containsKey(member);
    }
}

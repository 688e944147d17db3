package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a session needs to write log groups. Source: the service authorization reference for CloudWatch Logs, and LogGroup in
 * its API reference: policies name a group with {@code :*} at its end, but for tags. Which of the two is asked for where a group
 * is created with tags is not documented: the session may do it under both names of the one group.
 */
final class LogGroupPermissions {
    private final Target target;

    LogGroupPermissions(Target target) {
        this.target = target;
    }

    /** None where a plan does not touch log groups. */
    List<Statement> of(List<LogGroupAction> actions) {
        Set<String> operations = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        Set<String> tagged = new LinkedHashSet<>();
        for (LogGroupAction action : actions) {
            String arn = target.arn("logs", "log-group:" + action.logGroup());
            boolean tagging = action instanceof LogGroupAction.TagLogGroup;
            if (!tagging) {
                operations.add(action.operation());
                written.add(arn + ":*");
            }
            if (tagging) {
                tagged.add(arn);
            } else if (action instanceof LogGroupAction.CreateLogGroup create
                    && !create.tags().isEmpty()) {
                tagged.addAll(List.of(arn, arn + ":*"));
            }
        }
        List<Statement> statements = new ArrayList<>();
        if (!operations.isEmpty()) {
            statements.add(Statement.allow(List.copyOf(operations), List.copyOf(written), List.of()));
        }
        if (!tagged.isEmpty()) {
            statements.add(Statement.allow(List.of("logs:TagResource"), List.copyOf(tagged), List.of()));
        }
        return statements;
    }
}

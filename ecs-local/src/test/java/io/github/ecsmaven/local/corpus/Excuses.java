package io.github.ecsmaven.local.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Differences that are known and have a reason, by path and value of what was recorded. */
final class Excuses {
    private static final List<Row> ROWS = List.of(
            new Row(
                    "deploymentController.type",
                    "CODE_DEPLOY",
                    "ecs-local has the controller ECS only",
                    "ecs-behaviour 3, By controller"),
            new Row(
                    "deploymentController.type",
                    "EXTERNAL",
                    "ecs-local has the controller ECS only",
                    "ecs-behaviour 3, By controller"));

    private Excuses() {}

    /**
     * One reason.
     *
     * @param path without keys
     * @param value as recorded, as text
     */
    record Row(String path, String value, String reason, String source) {}

    /** Why the leaf differs. */
    static Optional<Row> of(String path, Object recorded) {
        String plain = Leaves.plain(path);
        return ROWS.stream()
                .filter(row -> row.path().equals(plain) && row.value().equals(recorded.toString()))
                .findFirst();
    }

    /** Why the whole resource is refused. */
    static Optional<Row> of(Map<String, Object> recorded) {
        return recorded.entrySet().stream()
                .flatMap(leaf -> of(leaf.getKey(), leaf.getValue()).stream())
                .findFirst();
    }
}

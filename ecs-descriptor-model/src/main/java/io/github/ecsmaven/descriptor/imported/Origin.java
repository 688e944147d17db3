package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is imported says of itself: its name, and by its ARNs where it runs.
 *
 * @param name the service's, else the family's
 * @param region null where no ARN tells
 * @param account 12 digits; null where no ARN tells
 * @param cluster the short name; null where it is not known
 */
record Origin(
        String name,
        @Nullable String region,
        @Nullable String account,
        @Nullable String cluster) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    static Origin of(Value.Structure taskDefinition, Value.@Nullable Structure service) {
        Map<String, Value> task = taskDefinition.members();
        Map<String, Value> running = service == null ? Map.of() : service.members();
        Optional<String> arn = text(running.get("serviceArn"))
                .or(() -> text(running.get("clusterArn")))
                .or(() -> text(task.get("taskDefinitionArn")))
                .filter(each -> each.startsWith("arn:"));
        String name = text(running.get("serviceName"))
                .or(() -> text(task.get("family")))
                .orElse("service");
        String cluster = text(running.get("clusterArn"))
                .or(() -> text(running.get("cluster")))
                .map(each -> each.substring(each.lastIndexOf('/') + 1))
                .orElse(null);
        return new Origin(
                name,
                arn.flatMap(it -> part(it, REGION)).orElse(null),
                arn.flatMap(it -> part(it, ACCOUNT)).orElse(null),
                cluster);
    }

    private static Optional<String> part(String arn, int index) {
        List<String> parts = List.of(arn.split(":", -1));
        return parts.size() > index && !parts.get(index).isEmpty() ? Optional.of(parts.get(index)) : Optional.empty();
    }

    private static Optional<String> text(@Nullable Value value) {
        return value instanceof Value.Text text && !text.text().isBlank() ? Optional.of(text.text()) : Optional.empty();
    }
}

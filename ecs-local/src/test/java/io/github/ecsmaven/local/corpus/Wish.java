package io.github.ecsmaven.local.corpus;

import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer a client could have sent: the members of the request's shape in AWS's model. Tags that AWS keeps for
 * itself are not among them, nor is the number of tasks of a DAEMON, nor an empty list of tags, which is refused
 * (ecs-behaviour 1.3, {@code tags}).
 */
final class Wish {
    private static final ServiceFacts FACTS = ServiceFacts.load("ecs");
    private static final Set<String> OUTPUT_OF_A_TASK_DEFINITION = outputOnly();
    private static final Set<String> INPUT_OF_A_SERVICE = members("CreateServiceRequest");
    private static final String TAGS = "tags";

    private Wish() {}

    static Map<String, @Nullable Object> of(Recording.Kind kind, Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> wish = Document.copy(answer);
        if (kind == Recording.Kind.TASK_DEFINITION) {
            wish.keySet().removeAll(OUTPUT_OF_A_TASK_DEFINITION);
        } else {
            wish.keySet().retainAll(INPUT_OF_A_SERVICE);
            primaryDeployment(answer).forEach((member, value) -> {
                if (INPUT_OF_A_SERVICE.contains(member) && !answer.containsKey(member) && isOfARevision(member)) {
                    wish.put(member, value);
                }
            });
            if ("DAEMON".equals(wish.get("schedulingStrategy"))) {
                wish.remove("desiredCount");
            }
        }
        List<@Nullable Object> tags = new ArrayList<>(Document.elements(wish.get(TAGS)));
        tags.removeIf(tag -> Document.text(Document.members(tag), "key").startsWith("aws:"));
        wish.put(TAGS, tags.isEmpty() ? null : tags);
        return wish;
    }

    /** Members of the request that the service itself does not show (ecs-behaviour 1.2). */
    private static boolean isOfARevision(String member) {
        return !members("Service").contains(member);
    }

    private static Map<String, @Nullable Object> primaryDeployment(Map<String, @Nullable Object> service) {
        return Document.elements(service.get("deployments")).stream()
                .map(Document::members)
                .filter(deployment -> "PRIMARY".equals(deployment.get("status")))
                .findFirst()
                .orElse(Map.of());
    }

    private static Set<String> outputOnly() {
        Set<String> members = new TreeSet<>(members("TaskDefinition"));
        members.removeAll(members("RegisterTaskDefinitionRequest"));
        return members;
    }

    private static Set<String> members(String shape) {
        return FACTS.shape(shape).map(ShapeFacts::members).orElseThrow().keySet();
    }
}

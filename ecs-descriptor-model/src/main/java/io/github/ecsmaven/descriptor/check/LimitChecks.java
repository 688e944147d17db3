package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Sizes that ECS does not exceed. Amazon ECS Developer Guide, "Amazon ECS service quotas". */
final class LimitChecks {
    private static final int MOST_CONTAINERS = 10;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Map<String, Integer> MOST_IN_NETWORK = Map.of("subnets", 16, "securityGroups", 5);
    private static final Map<String, Integer> MOST_IN_SERVICE = Map.of("loadBalancers", 5, "placementStrategy", 5);

    private LimitChecks() {}

    static List<Finding> containers(Subject subject) {
        return most(subject.task(), "containerDefinitions", MOST_CONTAINERS);
    }

    static List<Finding> service(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        subject.service().ifPresent(service -> {
            MOST_IN_SERVICE.forEach((member, most) -> findings.addAll(most(service, member, most)));
            service.inside("networkConfiguration")
                    .flatMap(network -> network.inside("awsvpcConfiguration"))
                    .ifPresent(network ->
                            MOST_IN_NETWORK.forEach((member, most) -> findings.addAll(most(network, member, most))));
        });
        return findings;
    }

    /** Measured without its look-ups, so that only what is surely too long is refused. */
    static List<Finding> length(Subject subject) {
        JsonWriter json = JsonWriter.create();
        write(subject.task().members(), json);
        int length = json.getBytes().length;
        return length <= MOST_BYTES
                ? List.of()
                : List.of(new Finding(
                        ProblemId.BEYOND_LIMIT,
                        Subject.TASK,
                        "The task definition has " + length + " bytes as JSON; ECS takes at most " + MOST_BYTES,
                        "Move long values into files, parameters or `environmentFiles`"));
    }

    private static List<Finding> most(Located owner, String member, int most) {
        int size = owner.members().members().get(member) instanceof Value.Sequence sequence
                ? sequence.elements().size()
                : 0;
        return size <= most
                ? List.of()
                : List.of(new Finding(
                        ProblemId.BEYOND_LIMIT,
                        owner.at(member),
                        "`" + member + "` has " + size + " elements; ECS takes at most " + most,
                        "Remove some, or split the service"));
    }

    private static void write(Value value, JsonWriter json) {
        if (value instanceof Value.Structure structure) {
            write(structure.members(), json);
        } else if (value instanceof Value.Mapping mapping) {
            write(mapping.entries(), json);
        } else if (value instanceof Value.Sequence sequence) {
            json.writeStartArray();
            sequence.elements().forEach(element -> write(element, json));
            json.writeEndArray();
        } else if (value instanceof Value.Text text) {
            json.writeValue(text.text());
        } else if (value instanceof Value.Numeral numeral) {
            json.writeValue(numeral.number());
        } else if (value instanceof Value.Flag flag) {
            json.writeValue(flag.on());
        } else {
            json.writeValue("");
        }
    }

    private static void write(Map<String, Value> members, JsonWriter json) {
        json.writeStartObject();
        members.forEach((name, member) -> {
            if (!(member instanceof Value.Cleared)) {
                json.writeFieldName(name);
                write(member, json);
            }
        });
        json.writeEndObject();
    }
}

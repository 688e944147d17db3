package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.TaskSize;
import io.github.ecsmaven.descriptor.rule.WithoutDefaults;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.writing.Comments;
import io.github.ecsmaven.descriptor.writing.DescriptorWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a minimal descriptor of what runs: without what ECS fills in or computes, in an order in which people read, with
 * comments where something could not be carried over. Pure.
 */
public final class Importer {
    private static final KeyedPath SERVICE = KeyedPath.of("service");
    private static final KeyedPath CONTROLLER = SERVICE.member("deploymentController");
    private static final Set<String> OTHER_CONTROLLERS = Set.of("CODE_DEPLOY", "EXTERNAL");
    /**
     * Members whose absence comes to one value on a service that exists and to another on a new one: left out, a service that
     * is made from the descriptor would differ from the one that was imported. Source: ecs-behaviour 1.5.
     */
    private static final Set<String> NOT_LEFT_TO_THE_SERVER = Set.of("service.availabilityZoneRebalancing");

    /** More digits than any task has. */
    private static final String PLAIN_NUMBER = "[1-9][0-9]{0,8}";

    private final FieldRules rules;
    private final RequestMembers requests = new RequestMembers();
    private final WithoutDefaults least;

    /** @param rules what ECS does with each field */
    public Importer(FieldRules rules) {
        this.rules = rules;
        this.least =
                new WithoutDefaults(rules, path -> requests.isRequired(path) || NOT_LEFT_TO_THE_SERVER.contains(path));
    }

    /**
     * Where the descriptor deploys to and as whom.
     *
     * @param region {@code eu-west-1}; null: as what is imported names it, else a suggestion in a comment
     * @param cluster the short name or ARN; null: as what is imported names it, else a suggestion in a comment
     * @param roleArn the role to assume; null: a suggestion in a comment
     */
    public record Target(
            @Nullable String region,
            @Nullable String cluster,
            @Nullable String roleArn) {
        /** Nothing is known but what is imported. */
        public static Target unknown() {
            return new Target(null, null, null);
        }
    }

    /**
     * The descriptor of a task definition, and of a service that runs it.
     *
     * @param taskDefinition members of DescribeTaskDefinition's answer or of RegisterTaskDefinition's request, {@code tags}
     *     included
     * @param service members of DescribeServices' answer or of CreateService's request; null where there is none
     */
    public ImportedDescriptor fromLive(
            Value.Structure taskDefinition, Value.@Nullable Structure service, Target target) {
        return imported(taskDefinition, service, target, List.of());
    }

    ImportedDescriptor imported(
            Value.Structure taskDefinition, Value.@Nullable Structure service, Target target, List<Note> said) {
        List<Note> notes = new ArrayList<>(said);
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("version", Value.Numeral.of(1));
        Origin origin = Origin.of(taskDefinition, service);
        put(document, "region", target.region(), origin.region());
        put(document, "cluster", target.cluster(), service == null ? null : origin.cluster());
        Optional.ofNullable(target.roleArn())
                .ifPresent(
                        role -> document.put("identity", new Value.Structure(Map.of("roleArn", new Value.Text(role)))));
        document.put("taskDefinition", taskDefinition(taskDefinition));
        if (service != null) {
            document.put("service", service(service, notes));
        }
        Value.Structure whole = new Value.Structure(document);
        String name = origin.name();
        Comments comments = new Placement(rules, whole).of(notes);
        String text = new DescriptorWriter(rules).write(whole, new Suggestions(origin, whole, comments).added());
        return new ImportedDescriptor(
                name, text, notes.stream().map(Note::text).distinct().toList());
    }

    private Value.Structure taskDefinition(Value.Structure described) {
        Value.Structure request = requests.taskDefinition(described);
        Map<String, Value> members =
                new LinkedHashMap<>(least.taskDefinition(request).members());
        List.of("cpu", "memory")
                .forEach(size -> members.computeIfPresent(size, (name, value) -> withoutQuotes(value, size)));
        return withTags(members, request);
    }

    /** A person writes {@code cpu: 256}: the field says that it is a text. */
    private static Value withoutQuotes(Value value, String size) {
        boolean plain = value instanceof Value.Text text
                && text.text().matches(PLAIN_NUMBER)
                && (size.equals("cpu") ? TaskSize.cpuUnits(text.text()) : TaskSize.mebibytes(text.text())).isPresent();
        return plain ? Value.Numeral.parse(((Value.Text) value).text()) : value;
    }

    private Value.Structure service(Value.Structure described, List<Note> notes) {
        Value.Structure request = withoutOtherController(requests.service(described), notes);
        Map<String, Value> members = new LinkedHashMap<>(least.service(request).members());
        if (members.containsKey("desiredCount")) {
            notes.add(
                    new Note(
                            SERVICE.member("desiredCount"),
                            "where Application Auto Scaling sets desiredCount, remove it here: each deployment would set it back"));
        }
        return withTags(members, request);
    }

    /** Before anything else: rules of other members depend on it. */
    private static Value.Structure withoutOtherController(Value.Structure service, List<Note> notes) {
        if (!(service.members().get("deploymentController") instanceof Value.Structure controller
                && controller.members().get("type") instanceof Value.Text type
                && OTHER_CONTROLLERS.contains(type.text()))) {
            return service;
        }
        notes.add(new Note(
                CONTROLLER,
                "deploymentController " + type.text() + " is not carried over: this plugin deploys with ECS's own"
                        + " controller. " + wayOut(type.text())));
        Map<String, Value> members = new LinkedHashMap<>(service.members());
        members.remove("deploymentController");
        return new Value.Structure(members);
    }

    /** Which controllers a service can leave: reference/ecs-behaviour.md, 3. */
    private static String wayOut(String controller) {
        return (controller.equals("CODE_DEPLOY")
                        ? "`deploymentController: { type: ECS }` moves the service to it; otherwise deploy"
                        : "Deploy")
                + " under another serviceName, or delete the service first";
    }

    private static Value.Structure withTags(Map<String, Value> members, Value.Structure request) {
        Value tags = request.members().get("tags");
        if (tags != null) {
            members.put("tags", tags);
        }
        return new Value.Structure(members);
    }

    private static void put(
            Map<String, Value> document, String name, @Nullable String given, @Nullable String otherwise) {
        String value = given != null ? given : otherwise;
        if (value != null) {
            document.put(name, new Value.Text(value));
        }
    }
}

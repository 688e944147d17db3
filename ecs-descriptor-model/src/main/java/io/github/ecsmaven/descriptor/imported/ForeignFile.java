package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of another tool, taken apart: an answer of the AWS CLI, the input of one of its commands, or a file of ecspresso.
 *
 * @param name as messages speak of it
 * @param templates what it holds of templates
 * @param root the whole of it
 */
record ForeignFile(String name, TemplatedText templates, MapNode root) {
    private static final Pattern NOT_YAML = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");
    private static final KeyedPath ROOT = KeyedPath.root();
    private static final String FORMS = "an answer of `aws ecs describe-task-definition` or `describe-services`, a task"
            + " definition, a service definition, or ecspresso's configuration";

    /** Members that only a task definition has. Without containers it is one still, and what lacks is said later. */
    private static final List<String> OF_A_TASK_DEFINITION =
            List.of("family", "requiresCompatibilities", "networkMode", "executionRoleArn", "taskRoleArn");

    /** Members that only a service has. */
    private static final List<String> OF_A_SERVICE = List.of(
            "serviceName",
            "desiredCount",
            "launchType",
            "loadBalancers",
            "deploymentConfiguration",
            "networkConfiguration",
            "schedulingStrategy",
            "capacityProviderStrategy");

    /** Members that no request has. */
    private static final List<String> OF_AN_ANSWER = List.of("taskDefinitionArn", "serviceArn", "services");

    /**
     * Reads a file.
     *
     * @throws InvalidDescriptorException where it is not YAML or JSON, or can only be read once it is rendered
     */
    static ForeignFile of(SourceFile file) {
        String name = file.displayName();
        if (name.endsWith("sonnet")) {
            throw refused(ProblemId.UNKNOWN_IMPORT_FORM, null, name + " is Jsonnet", "Render it to JSON first");
        }
        String raw = new String(file.content(), StandardCharsets.UTF_8);
        TemplatedText text = TemplatedText.of(name, raw);
        String readable = text.marked().startsWith("{") ? escaped(text.marked()) : text.marked();
        SourceFile marked =
                readable.equals(raw) ? file : SourceFile.of(name, readable.getBytes(StandardCharsets.UTF_8));
        SourceDocument document = SourceDocument.read(marked);
        if (document.faults().isEmpty() && document.root().orElse(null) instanceof MapNode map && isAnswer(map)) {
            return new ForeignFile(name, text.literal(), map);
        }
        text.templates().stream().filter(Template::isControl).findFirst().ifPresent(control -> {
            throw refused(
                    ProblemId.TEMPLATE_SYNTAX,
                    control.position(),
                    "What " + name + " holds is decided by " + control.raw(),
                    "Render the file first, for instance with `ecspresso render`, and import the result");
        });
        if (!document.faults().isEmpty()) {
            throw new InvalidDescriptorException(document.faults().stream()
                    .map(fault -> new Problem(
                            ProblemId.valueOf(fault.kind().name()),
                            fault.position(),
                            ROOT,
                            fault.what(),
                            fault.cure(),
                            null))
                    .toList());
        }
        if (document.root().orElse(null) instanceof MapNode map) {
            return new ForeignFile(name, text, map);
        }
        throw refused(ProblemId.UNKNOWN_IMPORT_FORM, null, name + " holds no map", "Name a file that is " + FORMS);
    }

    /** JSON has some characters in its strings that YAML takes for the end of a line, or does not take at all. */
    private static String escaped(String json) {
        return NOT_YAML.matcher(json)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** Whether AWS wrote it: nobody fills in templates there, so two braces are part of the value that was given once. */
    private static boolean isAnswer(MapNode root) {
        if (OF_AN_ANSWER.stream().anyMatch(key -> root.get(key).isPresent())) {
            return true;
        }
        return Stream.of("taskDefinition", "service")
                .flatMap(key -> root.get(key).stream())
                .anyMatch(node -> node instanceof MapNode inner && isAnswer(inner));
    }

    /** Whether it only names other files and where they belong. */
    boolean isConfiguration() {
        return root.get("task_definition").isPresent()
                || root.get("service_definition").isPresent();
    }

    /** The files that a configuration names. */
    List<Path> named(Path file) {
        List<Path> files = new ArrayList<>();
        for (String key : List.of("task_definition", "service_definition")) {
            text(key).ifPresent(name -> files.add(file.resolveSibling(name)));
        }
        return files;
    }

    /** A top-level scalar without templates. */
    Optional<String> text(String key) {
        return root.get(key)
                .filter(node -> node instanceof ScalarNode scalar
                        && !scalar.isNull()
                        && templates.templatesIn(scalar.text()).isEmpty())
                .map(node -> ((ScalarNode) node).text());
    }

    /** RegisterTaskDefinition's members or DescribeTaskDefinition's. */
    Optional<MapNode> taskDefinition() {
        Optional<MapNode> wrapped =
                root.get("taskDefinition").filter(MapNode.class::isInstance).map(MapNode.class::cast);
        if (wrapped.isPresent()) {
            return wrapped.map(inner -> with(inner, "tags"));
        }
        boolean bare = root.get("containerDefinitions").isPresent()
                || (OF_A_TASK_DEFINITION.stream().anyMatch(key -> root.get(key).isPresent())
                        && OF_A_SERVICE.stream().noneMatch(key -> root.get(key).isPresent()));
        return bare ? Optional.of(root) : Optional.empty();
    }

    /**
     * CreateService's members or DescribeServices'.
     *
     * @param wanted the service's name where the file may hold several; null: it holds one
     * @throws InvalidDescriptorException where it does not hold exactly one of that name
     */
    Optional<MapNode> service(@Nullable String wanted) {
        Optional<MapNode> single =
                root.get("service").filter(MapNode.class::isInstance).map(MapNode.class::cast);
        if (single.isPresent()) {
            return single;
        }
        if (root.get("services").orElse(null) instanceof ListNode list) {
            return Optional.of(one(list, wanted));
        }
        boolean bare = root.get("containerDefinitions").isEmpty()
                && OF_A_SERVICE.stream().anyMatch(key -> root.get(key).isPresent());
        return bare ? Optional.of(root) : Optional.empty();
    }

    /** What to say of a file that is none of the known forms. */
    InvalidDescriptorException unknown() {
        return refused(
                ProblemId.UNKNOWN_IMPORT_FORM,
                root.position(),
                name + " holds neither a task definition nor a service",
                "Name a file that is " + FORMS);
    }

    static InvalidDescriptorException refused(
            ProblemId id, @Nullable SourcePosition position, String what, String cure) {
        return new InvalidDescriptorException(List.of(new Problem(id, position, ROOT, what, cure, null)));
    }

    private MapNode one(ListNode list, @Nullable String wanted) {
        List<MapNode> services = list.elements().stream()
                .filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .filter(service -> wanted == null || wanted.equals(nameOf(service)))
                .toList();
        if (services.size() == 1) {
            return services.get(0);
        }
        String names = String.join(
                ", ",
                list.elements().stream()
                        .filter(MapNode.class::isInstance)
                        .map(service -> nameOf((MapNode) service))
                        .toList());
        throw refused(
                ProblemId.INCOMPLETE_IMPORT,
                list.position(),
                name + " holds " + (names.isEmpty() ? "no service" : "the services " + names),
                names.isEmpty()
                        ? "Describe the service again: its name, cluster or Region was another"
                        : "Choose one of them with -Decs.service");
    }

    private static String nameOf(MapNode service) {
        return service.get("serviceName")
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).text())
                .orElse("");
    }

    /** A wrapped map, and a member of the wrapper that belongs to it. */
    private MapNode with(MapNode inner, String beside) {
        List<SourceNode.Entry> own = root.entries().stream()
                .filter(entry ->
                        entry.key().text().equals(beside) && inner.get(beside).isEmpty())
                .toList();
        return new MapNode(
                inner.position(),
                Stream.concat(inner.entries().stream(), own.stream()).toList());
    }
}

package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.imported.Importer.Target;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Imports what files hold: answers of the AWS CLI, inputs of its commands, files of ecspresso. */
public final class FileImport {
    /** Of a deployment, what CreateService takes and DescribeServices has nowhere else. */
    private static final Set<String> OF_THE_DEPLOYMENT =
            Set.of("status", "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    private static final KeyedPath SERVICE = KeyedPath.of("service");

    private final FieldRules rules;
    private final Importer importer;

    /** @param rules what ECS does with each field */
    public FileImport(FieldRules rules) {
        this.rules = rules;
        this.importer = new Importer(rules);
    }

    /**
     * What to read.
     *
     * @param files one that holds all, or one with the task definition and one with the service, or ecspresso's
     *     configuration, which names both
     * @param base names in messages are relative to it where they lie inside it
     * @param service which one, where a file holds several; null: it holds one
     */
    public record Source(
            List<Path> files, Path base, @Nullable String service) {
        public Source {
            files = List.copyOf(files);
        }
    }

    /**
     * The descriptor of what files hold.
     *
     * @throws InvalidDescriptorException where they cannot be read, hold something else, or lack the task definition
     */
    public ImportedDescriptor read(Source source, Target target) {
        Draft draft = new Draft(source, target);
        source.files().forEach(draft::add);
        return draft.imported();
    }

    /** What is gathered from the files. */
    private final class Draft {
        private final Source source;
        private final List<Note> notes = new ArrayList<>();
        private Target target;
        private Value.@Nullable Structure taskDefinition;
        private Value.@Nullable Structure service;
        private @Nullable String serviceName;
        private @Nullable String serviceFile;

        Draft(Source source, Target target) {
            this.source = source;
            this.target = target;
            this.serviceName = source.service();
        }

        void add(Path path) {
            ForeignFile file = ForeignFile.of(load(path));
            if (file.isConfiguration()) {
                configuration(file);
                file.named(path).forEach(this::add);
                return;
            }
            Optional<MapNode> task = file.taskDefinition();
            Optional<MapNode> running = file.service(source.service());
            if (task.isEmpty() && running.isEmpty()) {
                throw file.unknown();
            }
            ForeignValues values = new ForeignValues(rules, file.templates(), notes);
            task.ifPresent(map -> taskDefinition = taskDefinition(map, values));
            running.ifPresent(map -> {
                service = service(map, values, file.templates());
                serviceFile = file.name();
            });
        }

        private void configuration(ForeignFile file) {
            target = new Target(
                    target.region() == null ? file.text("region").orElse(null) : target.region(),
                    target.cluster() == null ? file.text("cluster").orElse(null) : target.cluster(),
                    target.roleArn());
            if (serviceName == null) {
                serviceName = file.text("service").orElse(null);
            }
        }

        ImportedDescriptor imported() {
            if (taskDefinition == null) {
                throw ForeignFile.refused(
                        ProblemId.INCOMPLETE_IMPORT,
                        null,
                        (serviceFile == null ? "What was named" : serviceFile) + " holds no task definition",
                        "Name its file as well: -Decs.from=SERVICE.json,TASK-DEFINITION.json, the second from"
                                + " `aws ecs describe-task-definition --include TAGS`");
            }
            return importer.imported(taskDefinition, named(service), target, notes);
        }

        /** ecspresso's service definitions do not hold the name: its configuration does. */
        private Value.@Nullable Structure named(Value.@Nullable Structure given) {
            if (given == null || given.members().containsKey("serviceName") || serviceName == null) {
                return given;
            }
            Map<String, Value> members = new LinkedHashMap<>(given.members());
            members.put("serviceName", new Value.Text(serviceName));
            return new Value.Structure(members);
        }

        private SourceFile load(Path path) {
            String name = path.startsWith(source.base())
                    ? source.base().relativize(path).toString()
                    : path.toString();
            try {
                return SourceFile.load(name, path);
            } catch (IOException e) {
                String why = e instanceof NoSuchFileException
                        ? "it does not exist"
                        : e.getClass().getSimpleName();
                throw ForeignFile.refused(
                        ProblemId.UNREADABLE_FILE,
                        null,
                        name + " cannot be read: " + why,
                        "Check its name and its permissions");
            }
        }
    }

    private static Value.Structure taskDefinition(MapNode map, ForeignValues values) {
        Map<String, Value> members = new LinkedHashMap<>(
                values.structure(map, EcsShapes.registerTaskDefinition(), KeyedPath.of("taskDefinition"))
                        .members());
        members.putAll(arns(map, "taskDefinitionArn"));
        return new Value.Structure(members);
    }

    private Value.Structure service(MapNode map, ForeignValues values, TemplatedText templates) {
        Map<String, Value> members = new LinkedHashMap<>(
                values.structure(map, EcsShapes.createService(), SERVICE).members());
        map.get("deployments")
                .flatMap(list -> new ForeignValues(rules, templates, new ArrayList<>())
                        .value(list, new ListShape(deployment()), SERVICE.member("deployments")))
                .ifPresent(list -> members.put("deployments", list));
        members.putAll(arns(map, "serviceArn", "clusterArn", "roleArn"));
        return new Value.Structure(members);
    }

    private static Map<String, Value> arns(MapNode map, String... names) {
        Map<String, Value> arns = new LinkedHashMap<>();
        for (String name : names) {
            if (map.get(name).orElse(null) instanceof ScalarNode scalar && !scalar.isNull()) {
                arns.put(name, new Value.Text(scalar.text()));
            }
        }
        return arns;
    }

    /** Only the members that a request takes, so that whatever else a deployment has need not be understood. */
    private static StructureShape deployment() {
        return EcsShapes.service()
                .member("deployments")
                .map(Member::shape)
                .filter(ListShape.class::isInstance)
                .map(shape -> ((ListShape) shape).element())
                .filter(StructureShape.class::isInstance)
                .map(shape -> ((StructureShape) shape)
                        .members().values().stream()
                                .filter(member -> OF_THE_DEPLOYMENT.contains(member.name()))
                                .toArray(Member[]::new))
                .map(members -> StructureShape.of("Deployment", members))
                .orElseThrow();
    }
}

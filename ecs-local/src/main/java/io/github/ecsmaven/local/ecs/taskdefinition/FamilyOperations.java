package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The operations on families as a whole, and the last one in the life of a revision. */
public final class FamilyOperations {
    private static final Pattern WITH_REVISION = Pattern.compile(".*:\\d+");
    private static final int PAGE = 100;
    private static final int MOST_DELETED = 10;

    private final TaskDefinitions definitions;

    /** Operations over a registry. */
    public FamilyOperations(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("ListTaskDefinitionFamilies", ListTaskDefinitionFamiliesRequest::builder, this::list),
                Operation.write("DeleteTaskDefinitions", DeleteTaskDefinitionsRequest::builder, this::delete));
    }

    private ListTaskDefinitionFamiliesResponse list(ListTaskDefinitionFamiliesRequest request, CallContext call) {
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
        String prefix = request.familyPrefix() == null ? "" : request.familyPrefix();
        Map<String, Boolean> activeByFamily = definitions
                .all(ResourceNames.of(call))
                .collect(Collectors.toMap(
                        TaskDefinition::family,
                        definition -> definition.status() == TaskDefinitionStatus.ACTIVE,
                        Boolean::logicalOr,
                        TreeMap::new));
        List<String> families = activeByFamily.entrySet().stream()
                .filter(family -> family.getKey().startsWith(prefix))
                .filter(family -> isAskedFor(
                        request,
                        family.getValue() ? TaskDefinitionFamilyStatus.ACTIVE : TaskDefinitionFamilyStatus.INACTIVE))
                .map(Map.Entry::getKey)
                .toList();
        Page<String> page = Page.of(families, request.nextToken(), request.maxResults(), PAGE);
        return ListTaskDefinitionFamiliesResponse.builder()
                .families(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean isAskedFor(ListTaskDefinitionFamiliesRequest request, TaskDefinitionFamilyStatus status) {
        return request.status() == null
                || request.status() == TaskDefinitionFamilyStatus.ALL
                || request.status() == status;
    }

    /** AWS takes a revision away some time after nothing runs it any more; here it stays DELETE_IN_PROGRESS. */
    private DeleteTaskDefinitionsResponse delete(DeleteTaskDefinitionsRequest request, CallContext call) {
        if (request.taskDefinitions().isEmpty()) {
            throw Errors.invalidParameter("Task definitions cannot be empty.");
        }
        if (request.taskDefinitions().size() > MOST_DELETED) {
            throw Errors.invalidParameter("Task definitions cannot have more than " + MOST_DELETED + " elements.");
        }
        for (String reference : request.taskDefinitions()) {
            if (!WITH_REVISION.matcher(reference).matches()) {
                throw Errors.invalidParameter("Invalid revision number. Number: " + reference);
            }
        }
        List<TaskDefinition> deleted = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String reference : request.taskDefinitions()) {
            Optional<TaskDefinition> found = definitions.find(reference, ResourceNames.of(call));
            Optional<String> refusal = refusal(found);
            if (refusal.isPresent()) {
                failures.add(failure(reference, refusal.get(), call));
            } else {
                found.map(definition -> deleting(definition, call)).ifPresent(deleted::add);
            }
        }
        return DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted)
                .failures(failures)
                .build();
    }

    private static Optional<String> refusal(Optional<TaskDefinition> found) {
        if (found.isEmpty()) {
            return Optional.of(
                    "The specified task definition does not exist. Specify a valid account, family, revision "
                            + "and try again.");
        }
        return found.filter(definition -> definition.status() == TaskDefinitionStatus.ACTIVE)
                .map(active -> "The specified task definition is still in ACTIVE status. Please deregister the target "
                        + "and try again.");
    }

    private static Failure failure(String reference, String reason, CallContext call) {
        String arn = reference.startsWith("arn:")
                ? reference
                : ResourceNames.of(call).family(reference);
        return Failure.builder().arn(arn).reason(reason).build();
    }

    private TaskDefinition deleting(TaskDefinition definition, CallContext call) {
        if (definition.status() == TaskDefinitionStatus.DELETE_IN_PROGRESS) {
            return definition;
        }
        TaskDefinition deleting = definition.toBuilder()
                .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
                .deleteRequestedAt(call.now())
                .build();
        definitions.replace(deleting);
        return deleting;
    }
}

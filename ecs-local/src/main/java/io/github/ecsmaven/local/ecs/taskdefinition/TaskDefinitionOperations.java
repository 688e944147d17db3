package io.github.ecsmaven.local.ecs.taskdefinition;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The operations on task definitions. */
public final class TaskDefinitionOperations {
    private static final Pattern WITH_REVISION = Pattern.compile(".*:\\d+");
    private static final int PAGE = 100;

    private final TaskDefinitions definitions;
    private final ResourceTags tags;

    /** Operations over a registry and the tags of what is in it. */
    public TaskDefinitionOperations(TaskDefinitions definitions, ResourceTags tags) {
        this.definitions = definitions;
        this.tags = tags;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("RegisterTaskDefinition", RegisterTaskDefinitionRequest::builder, this::register),
                Operation.read("DescribeTaskDefinition", DescribeTaskDefinitionRequest::builder, this::describe),
                Operation.read("ListTaskDefinitions", ListTaskDefinitionsRequest::builder, this::list),
                Operation.write(
                        "DeregisterTaskDefinition", DeregisterTaskDefinitionRequest::builder, this::deregister));
    }

    private RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request, CallContext call) {
        TaskDefinitionRules.check(request);
        TaskDefinition form = RegisteredForm.of(request).toBuilder()
                .registeredAt(call.now())
                .registeredBy(call.callerArn())
                .build();
        TaskDefinition registered = definitions.add(form, ResourceNames.of(call));
        tags.put(registered.taskDefinitionArn(), request.tags());
        RegisterTaskDefinitionResponse.Builder answer =
                RegisterTaskDefinitionResponse.builder().taskDefinition(registered);
        if (request.hasTags()) {
            answer.tags(tags.of(registered.taskDefinitionArn()));
        }
        return answer.build();
    }

    private DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request, CallContext call) {
        if (TaskDefinitionRules.isBlank(request.taskDefinition())) {
            throw Errors.client("Task definition can not be blank.");
        }
        TaskDefinition found = definitions
                .find(request.taskDefinition(), ResourceNames.of(call))
                .orElseThrow(() -> Errors.client("Unable to describe task definition."));
        DescribeTaskDefinitionResponse.Builder answer =
                DescribeTaskDefinitionResponse.builder().taskDefinition(found);
        if (request.include().contains(TaskDefinitionField.TAGS)) {
            answer.tags(tags.of(found.taskDefinitionArn()));
        }
        return answer.build();
    }

    private ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request, CallContext call) {
        TaskDefinitionStatus status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
        List<String> arns = new ArrayList<>(definitions
                .all(ResourceNames.of(call))
                .filter(definition -> definition.status() == status)
                .filter(definition ->
                        request.familyPrefix() == null || definition.family().equals(request.familyPrefix()))
                .map(TaskDefinition::taskDefinitionArn)
                .toList());
        if (request.sort() == SortOrder.DESC) {
            Collections.reverse(arns);
        }
        Page<String> page = Page.of(arns, request.nextToken(), request.maxResults(), PAGE);
        return ListTaskDefinitionsResponse.builder()
                .taskDefinitionArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request, CallContext call) {
        if (request.taskDefinition() == null
                || !WITH_REVISION.matcher(request.taskDefinition()).matches()) {
            throw Errors.client("Invalid revision number. Number: " + request.taskDefinition());
        }
        TaskDefinition found = definitions
                .find(request.taskDefinition(), ResourceNames.of(call))
                .orElseThrow(() -> Errors.client("The specified task definition does not exist. Specify a valid "
                        + "account, family, revision and try again."));
        TaskDefinition inactive = found.status() != TaskDefinitionStatus.ACTIVE
                ? found
                : found.toBuilder()
                        .status(TaskDefinitionStatus.INACTIVE)
                        .deregisteredAt(call.now())
                        .build();
        definitions.replace(inactive);
        return DeregisterTaskDefinitionResponse.builder()
                .taskDefinition(inactive)
                .build();
    }
}

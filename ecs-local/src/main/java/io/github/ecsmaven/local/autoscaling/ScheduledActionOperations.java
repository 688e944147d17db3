package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** The operations on scheduled actions. They are kept and described; their time never comes. */
final class ScheduledActionOperations {
    /** From the service's model; what it excludes are blanks around, control characters, colons, slashes and bars. */
    private static final Pattern NAME =
            Pattern.compile("(?!((^[ ]+.*)|(.*([\\u0000-\\u001f]|[\\u007f-\\u009f]|[:/|])+.*)|(.*[ ]+$))).{1,256}");

    private static final Pattern SCHEDULE = Pattern.compile("(at|rate|cron)\\(.+\\)");
    private static final Listing ACTIONS = Refusals.listing(50);

    private final Registrations registrations;

    ScheduledActionOperations(Registrations registrations) {
        this.registrations = registrations;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("PutScheduledAction", PutScheduledActionRequest::builder, this::put),
                Operation.write("DeleteScheduledAction", DeleteScheduledActionRequest::builder, this::delete),
                Operation.read("DescribeScheduledActions", DescribeScheduledActionsRequest::builder, this::describe));
    }

    /** What is not given stays as it was, but for start and end: those are then gone. */
    private PutScheduledActionResponse put(PutScheduledActionRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        String name = named(request.scheduledActionName());
        registrations.requireTarget(target, call);
        Optional<ScheduledAction> existing = registrations.scheduledActions().find(target, name, call);
        ScheduledAction before = existing.orElseGet(() -> created(target, name, call));
        String schedule = request.schedule() == null ? before.schedule() : request.schedule();
        if (schedule == null || !SCHEDULE.matcher(schedule).matches()) {
            throw Refusals.invalid(
                    "The schedule must be at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(fields), not " + schedule);
        }
        registrations
                .scheduledActions()
                .put(
                        target,
                        name,
                        before.toBuilder()
                                .schedule(schedule)
                                .timezone(request.timezone() == null ? before.timezone() : request.timezone())
                                .startTime(request.startTime())
                                .endTime(request.endTime())
                                .scalableTargetAction(action(request.scalableTargetAction(), before))
                                .build(),
                        call);
        return PutScheduledActionResponse.builder().build();
    }

    private static ScalableTargetAction action(@Nullable ScalableTargetAction given, ScheduledAction before) {
        ScalableTargetAction action = given == null ? before.scalableTargetAction() : given;
        if (action == null || (action.minCapacity() == null && action.maxCapacity() == null)) {
            throw Refusals.invalid("At least one of MinCapacity and MaxCapacity must be given for a scheduled action");
        }
        if (action.minCapacity() != null
                && action.maxCapacity() != null
                && action.maxCapacity() < action.minCapacity()) {
            throw Refusals.invalid("Maximum capacity cannot be less than minimum capacity");
        }
        return action;
    }

    private static String named(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Refusals.invalid("1 validation error detected: Value at 'scheduledActionName' failed to satisfy "
                    + "constraint: " + Objects.requireNonNullElse(name, "null"));
        }
        return name;
    }

    private static ScheduledAction created(Target target, String name, CallContext call) {
        UUID id = UUID.nameUUIDFromBytes(target.key(call).getBytes(StandardCharsets.UTF_8));
        return ScheduledAction.builder()
                .scheduledActionARN(ResourceArn.of(
                        call,
                        "autoscaling",
                        "scheduledAction:" + id + ":resource/" + target.namespace() + "/" + target.resourceId()
                                + ":scheduledActionName/" + name))
                .scheduledActionName(name)
                .serviceNamespace(target.namespace())
                .resourceId(target.resourceId())
                .scalableDimension(target.dimension())
                .creationTime(call.now())
                .build();
    }

    private DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request, CallContext call) {
        Target target = Target.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        String name = named(request.scheduledActionName());
        if (registrations.scheduledActions().remove(target, name, call).isEmpty()) {
            throw Refusals.notFound(
                    "No scheduled action found for " + target.described() + ", scheduled action name: " + name);
        }
        return DeleteScheduledActionResponse.builder().build();
    }

    private DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request, CallContext call) {
        Filter filter = Filter.of(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        List<ScheduledAction> found = registrations.scheduledActions().all(call).stream()
                .filter(action -> filter.admits(
                        action.serviceNamespaceAsString(), action.resourceId(), action.scalableDimensionAsString()))
                .filter(action -> request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
                .toList();
        Listing.Page<ScheduledAction> page = ACTIONS.page(found, request.nextToken(), request.maxResults());
        return DescribeScheduledActionsResponse.builder()
                .scheduledActions(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}

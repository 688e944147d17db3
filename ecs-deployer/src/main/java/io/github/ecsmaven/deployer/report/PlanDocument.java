package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.Promise;
import io.github.ecsmaven.deployer.plan.SavedPlan;
import io.github.ecsmaven.deployer.plan.SavedPlanReader;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.deployer.report.ShownPlan.Deployment;
import io.github.ecsmaven.deployer.report.ShownPlan.Kept;
import io.github.ecsmaven.deployer.report.ShownPlan.Line;
import io.github.ecsmaven.deployer.report.ShownPlan.Noted;
import io.github.ecsmaven.deployer.report.ShownPlan.Place;
import io.github.ecsmaven.deployer.report.ShownPlan.Refused;
import io.github.ecsmaven.deployer.report.ShownPlan.Resource;
import io.github.ecsmaven.deployer.report.ShownPlan.Shown;
import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON, and the promise to carry it out, in one document. Its form is {@code docs/plan.schema.json}; a member is
 * left out where it has no value, and there is no null.
 */
public final class PlanDocument {
    private PlanDocument() {}

    /** The document, sealed. */
    public static String text(ShownPlan plan, Promise promise) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("formatVersion", SavedPlan.FORMAT_VERSION);
        document.put("pluginVersion", promise.pluginVersion());
        document.put(
                "created", promise.created().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put(
                "expires", promise.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("target", target(plan.target(), promise.role()));
        document.put("outcome", plan.outcome().label());
        document.put("summary", plan.summary());
        document.put(
                "changes", plan.resources().stream().map(PlanDocument::resource).toList());
        document.put(
                "unmanaged", plan.unmanaged().stream().map(PlanDocument::kept).toList());
        document.put(
                "addedByServer", plan.addedByServer().stream().map(Place::path).toList());
        document.put(
                "refusals", plan.refusals().stream().map(PlanDocument::refusal).toList());
        document.put("notes", plan.notes().stream().map(PlanDocument::note).toList());
        if (!plan.digests().isEmpty()) {
            document.put("images", plan.digests());
        }
        plan.findDeployment().ifPresent(deployment -> document.put("serviceDeployment", deployment(deployment)));
        document.put("promise", promise(promise));
        return SavedPlanReader.sealed(document);
    }

    private static Map<String, Object> target(Target target, String role) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("deployment", target.deployment());
        put(members, "environment", target.environment());
        members.put("account", target.account());
        members.put("region", target.region());
        members.put("role", role);
        members.put("cluster", target.cluster());
        members.put("family", target.family());
        put(members, "service", target.serviceName());
        return members;
    }

    private static Map<String, Object> resource(Resource resource) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resource", resource.title());
        members.put("kind", resource.kind().name());
        members.put("operation", resource.operation().name().toLowerCase(Locale.ROOT));
        put(
                members,
                "effect",
                resource.effect() == null ? null : resource.effect().name());
        members.put("lines", resource.lines().stream().map(PlanDocument::line).toList());
        return members;
    }

    private static Map<String, Object> line(Line line) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", line.place().path());
        members.put("change", line.mark().name().toLowerCase(Locale.ROOT));
        put(members, "before", value(line.before()));
        put(members, "after", value(line.after()));
        if (line.isSensitive()) {
            members.put("sensitive", true);
        }
        members.put("effect", line.effect().name());
        put(members, "danger", line.danger().isEmpty() ? null : line.danger());
        return members;
    }

    private static Map<String, Object> kept(Kept kept) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", kept.place().path());
        put(members, "value", value(kept.value()));
        return members;
    }

    private static Map<String, Object> refusal(Refused refusal) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", refusal.path());
        put(members, "where", refusal.where().isEmpty() ? null : refusal.where());
        members.put("why", refusal.why());
        members.put("wayOut", refusal.wayOut());
        return members;
    }

    private static Map<String, Object> note(Noted note) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", note.place().path());
        members.put("matter", note.matter().name());
        members.put("text", note.text());
        return members;
    }

    private static Map<String, Object> deployment(Deployment deployment) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("arn", deployment.arn());
        members.put("status", deployment.status());
        return members;
    }

    private static Map<String, Object> promise(Promise promise) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key", promise.key());
        members.put("fingerprint", promise.fingerprint());
        members.put(
                "actions",
                promise.actions().stream()
                        .map(action -> {
                            Map<String, Object> parts = new LinkedHashMap<>();
                            parts.put("operation", action.operation());
                            parts.put("hash", action.hash());
                            return parts;
                        })
                        .toList());
        return members;
    }

    private static @Nullable Object value(@Nullable Shown shown) {
        return shown == null ? null : json(shown.value()).orElse(null);
    }

    private static Optional<Object> json(Value value) {
        if (value instanceof Value.Numeral numeral) {
            // Without an exponent, as people write it.
            return Optional.of(new BigDecimal(numeral.toString()));
        }
        if (value instanceof Value.Flag flag) {
            return Optional.of(flag.on());
        }
        if (value instanceof Value.Structure structure) {
            return Optional.of(members(structure.members()));
        }
        if (value instanceof Value.Mapping mapping) {
            return Optional.of(members(mapping.entries()));
        }
        if (value instanceof Value.Sequence sequence) {
            return Optional.of(sequence.elements().stream()
                    .flatMap(element -> json(element).stream())
                    .toList());
        }
        if (value instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        return value instanceof Value.Cleared ? Optional.empty() : Optional.of(Values.text(value));
    }

    private static Map<String, Object> members(Map<String, Value> values) {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((name, value) -> json(value).ifPresent(part -> members.put(name, part)));
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}

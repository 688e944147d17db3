package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.corpus.MergeTrial.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.record.RecordedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;

/** One member on one kind of service: created without it, deployed with it, then without it again. */
final class MergeCheck {
    private static final String MERGED = "deploymentConfiguration.";

    private final LocalAccount account;
    private final MergeTrial trial;
    private final Kind kind;
    private final String name;
    private final List<String> failures = new ArrayList<>();
    private int checks;

    MergeCheck(LocalAccount account, MergeTrial trial, Kind kind) {
        this.account = account;
        this.trial = trial;
        this.kind = kind;
        this.name = (trial.member() + "-" + kind).replace('.', '-').replace('_', '-');
    }

    /** @param checks comparisons that were made */
    record Outcome(int checks, List<String> failures) {}

    Outcome run() {
        try {
            Deployer deployer = account.deployer(Deployer.Following.YES);
            deployer.deploy(descriptor(Declared.NOT_YET));
            deployer.deploy(descriptor(Declared.YES));
            if (trial.ending() instanceof MergeTrial.Needed) {
                check("it is refused to be left out", isNeeded());
                return new Outcome(checks, failures);
            }
            setNeighbours();
            JsonNode before = live();
            DeploymentDescriptor after = descriptor(Declared.NO_LONGER);
            DeploymentPlan first = deployer.diff(after);
            int mark = account.server().calls().size();
            deployer.deploy(after);
            ended(
                    first,
                    before,
                    account.server()
                            .calls()
                            .subList(mark, account.server().calls().size()));
            check("the next diff is empty", settled(deployer.diff(after)));
            check("undeclared neighbours are untouched", neighboursAreUntouched());
        } catch (RuntimeException e) {
            check("no exception, but " + e, false);
        }
        return new Outcome(checks, failures);
    }

    private void ended(DeploymentPlan plan, JsonNode before, List<RecordedCall> calls) {
        boolean updated = calls.stream().anyMatch(call -> call.operation().equals("UpdateService"));
        if (trial.ending() instanceof MergeTrial.Default standard) {
            String expected = standard.value().apply(kind);
            check(
                    "it is " + expected + ", but is " + live(),
                    MergeTrial.json(expected).equals(live()));
            return;
        }
        check("it keeps its value", before.equals(live()));
        check("nothing is sent", !updated && plan.changes().isEmpty());
        check(
                "the diff says so",
                trial.ending() instanceof MergeTrial.Kept
                        ? saysSo(plan)
                        : plan.unmanaged().keySet().stream()
                                .anyMatch(path -> path.toString().equals("service." + trial.member())));
    }

    private boolean isNeeded() {
        try {
            descriptor(Declared.NO_LONGER);
            return false;
        } catch (InvalidDescriptorException e) {
            return e.problems().stream()
                    .anyMatch(problem -> problem.path().toString().equals("service." + trial.member()));
        }
    }

    private boolean saysSo(DeploymentPlan plan) {
        return plan.notes().stream()
                .anyMatch(note -> note.matter() == DeploymentPlan.Note.Matter.CANNOT_BE_RESET
                        && note.path().toString().equals("service." + trial.member()));
    }

    private boolean settled(DeploymentPlan plan) {
        boolean said = trial.ending() instanceof MergeTrial.Kept == saysSo(plan);
        return plan.isEmpty() && !plan.differs() && plan.refusals().isEmpty() && said;
    }

    private void check(String what, boolean holds) {
        checks++;
        if (!holds) {
            failures.add("corpus merge FAILED " + trial.member() + " " + kind + ": "
                    + what.lines().findFirst().orElse(""));
        }
    }

    /** Values that nobody declared, set by somebody else: one member, and one child of what UpdateService merges. */
    private void setNeighbours() {
        account.client().updateService(request -> {
            request.cluster(LocalAccount.CLUSTER).service(name);
            if (trial.member().equals("propagateTags")) {
                request.enableECSManagedTags(true);
            } else {
                request.propagateTags(PropagateTags.TASK_DEFINITION);
            }
            request.deploymentConfiguration(configuration -> {
                if (roomIsTheNeighbour()) {
                    configuration.maximumPercent(175);
                } else {
                    configuration.minimumHealthyPercent(25);
                }
            });
        });
    }

    private boolean neighboursAreUntouched() {
        Service service = service();
        boolean member = trial.member().equals("propagateTags")
                ? service.enableECSManagedTags()
                : service.propagateTags() == PropagateTags.TASK_DEFINITION;
        boolean child = roomIsTheNeighbour()
                ? service.deploymentConfiguration().maximumPercent() == 175
                : service.deploymentConfiguration().minimumHealthyPercent() == 25;
        return member && child;
    }

    /** A daemon needs its least at nothing, or it could never be deployed again. */
    private boolean roomIsTheNeighbour() {
        return trial.member().equals(MERGED + "minimumHealthyPercent")
                || (kind == Kind.EC2_DAEMON && !trial.member().equals(MERGED + "maximumPercent"));
    }

    private Service service() {
        return account.client()
                .describeServices(
                        request -> request.cluster(LocalAccount.CLUSTER).services(name))
                .services()
                .get(0);
    }

    /** What the server has for the member: on the service, on its primary deployment or on its revision. */
    private JsonNode live() {
        Service service = service();
        Deployment primary = service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst()
                .orElseThrow();
        Map<String, Value> all = new LinkedHashMap<>();
        account.client()
                .describeServiceRevisions(request -> request.serviceRevisionArns(
                        service.currentServiceRevisions().get(0).arn()))
                .serviceRevisions()
                .forEach(revision -> all.putAll(SdkValues.from(revision).members()));
        all.putAll(SdkValues.from(primary).members());
        all.putAll(SdkValues.from(service).members());
        Value at = new Value.Structure(all);
        for (String part : trial.member().split("\\.", -1)) {
            at = at instanceof Value.Structure structure ? structure.members().get(part) : null;
        }
        return MergeTrial.json(text(at));
    }

    /** As JSON; an empty list is nothing. */
    private static String text(@Nullable Value value) {
        return value instanceof Value.Sequence list && list.elements().isEmpty() ? "null" : json(value);
    }

    private static String json(@Nullable Value value) {
        if (value instanceof Value.Structure structure) {
            return structure.members().entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\":" + json(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence.elements().stream().map(MergeCheck::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Value.Text text) {
            return "\"" + text.text() + "\"";
        }
        if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.on());
        }
        return value == null ? "null" : Objects.toString(value);
    }

    private enum Declared {
        NOT_YET,
        YES,
        NO_LONGER
    }

    private DeploymentDescriptor descriptor(Declared declared) {
        Map<String, String> service = new LinkedHashMap<>();
        Map<String, String> children = new LinkedHashMap<>();
        service.put("serviceName", "\"" + name + "\"");
        if (kind == Kind.EC2_DAEMON) {
            service.put("schedulingStrategy", "\"DAEMON\"");
        }
        boolean moves = trial.member().equals("capacityProviderStrategy") && declared == Declared.YES;
        if (!moves) {
            service.put("launchType", kind == Kind.FARGATE_REPLICA ? "\"FARGATE\"" : "\"EC2\"");
        }
        trial.beside().forEach((member, value) -> put(member, value, service, children));
        if (declared == Declared.YES) {
            put(trial.member(), trial.declared(), service, children);
        }
        boolean created = declared == Declared.NOT_YET;
        boolean counted = created || !trial.member().equals("desiredCount");
        if (kind != Kind.EC2_DAEMON && counted) {
            service.putIfAbsent("desiredCount", "1");
        }
        boolean connected = created || !trial.member().equals("networkConfiguration");
        if (kind == Kind.FARGATE_REPLICA && connected) {
            service.putIfAbsent("networkConfiguration", "{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"]}}");
        }
        if (!children.isEmpty()) {
            service.put("deploymentConfiguration", object(children));
        }
        return account.read(
                name,
                object(Map.of(
                        "version",
                        "1",
                        "region",
                        "\"" + LocalAccount.REGION + "\"",
                        "cluster",
                        "\"" + LocalAccount.CLUSTER + "\"",
                        "identity",
                        "{\"roleArn\":\"" + LocalAccount.ROLE + "\"}",
                        "taskDefinition",
                        taskDefinition(declared),
                        "service",
                        object(service))));
    }

    private static void put(String member, String value, Map<String, String> service, Map<String, String> children) {
        if (member.startsWith(MERGED)) {
            children.put(member.substring(MERGED.length()), value);
        } else {
            service.put(member, value);
        }
    }

    private String taskDefinition(Declared declared) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("family", "\"" + name + "\"");
        boolean fargate = kind == Kind.FARGATE_REPLICA;
        members.put("networkMode", fargate ? "\"awsvpc\"" : "\"bridge\"");
        members.put("requiresCompatibilities", fargate ? "[\"FARGATE\"]" : "[\"EC2\"]");
        members.put("cpu", "256");
        members.put("memory", "512");
        boolean volume = trial.member().equals("volumeConfigurations") && declared == Declared.YES;
        if (volume) {
            members.put("volumes", "[{\"name\":\"data\",\"configuredAtLaunch\":true}]");
        }
        members.put(
                "containerDefinitions",
                "[{\"name\":\"app\",\"image\":\"registry.example/app:1\","
                        + "\"portMappings\":[{\"containerPort\":8080,\"name\":\"http\"}]"
                        + (volume ? ",\"mountPoints\":[{\"sourceVolume\":\"data\",\"containerPath\":\"/data\"}]" : "")
                        + "}]");
        return object(members);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}

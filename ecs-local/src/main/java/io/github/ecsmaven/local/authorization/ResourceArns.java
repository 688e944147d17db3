package io.github.ecsmaven.local.authorization;

import io.github.ecsmaven.local.resource.AccountResources;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.resource.TaskRoles;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ARNs of what a call is about, by resource type. Source of the ARNs: the resource types of the Service Authorization
 * Reference. A call of which nothing was checked yet may name nothing; then the ARN has a {@code *} there.
 */
final class ResourceArns {
    private static final String ANY = "*";

    private final RequestMembers request;
    private final CallContext call;
    private final AccountResources known;

    ResourceArns(RequestMembers request, CallContext call, AccountResources known) {
        this.known = known;
        this.request = request;
        this.call = call;
    }

    /** The ARNs of that type; none when the call names nothing of it. */
    List<String> of(String type) {
        return switch (type) {
            case "ecs:cluster" -> clusters();
            case "ecs:service" -> services();
            case "ecs:service-deployment" -> all("serviceDeploymentArn", "serviceDeploymentArns");
            case "ecs:service-revision" -> all("serviceRevisionArn", "serviceRevisionArns");
            case "ecs:task" ->
                all("task", "tasks").stream()
                        .map(task -> ecs("task/" + clusterName() + "/", task))
                        .toList();
            case "ecs:task-definition" -> taskDefinitions();
            case "ecs:container-instance" ->
                all("containerInstance", "containerInstances").stream()
                        .map(instance -> ecs("container-instance/" + clusterName() + "/", instance))
                        .toList();
            case "ecr:repository" -> repositories();
            case "logs:log-group" -> List.of(logGroup());
            case "application-autoscaling:ScalableTarget" -> List.of(scalableTarget());
            case "iam:role" -> List.of(request.text("policySourceArn").orElseGet(() -> iam("role", "roleName")));
            case "iam:policy" -> List.of(request.text("policyArn").orElseGet(() -> iam("policy", "policyName")));
            case "iam:oidc-provider" -> List.of(oidcProvider());
            default -> List.of();
        };
    }

    /** One that is not registered yet has no id. */
    private String scalableTarget() {
        return known.scalableTargets()
                .targetArn(
                        request.text("serviceNamespace").orElse(""),
                        request.text("resourceId").orElse(""),
                        request.text("scalableDimension").orElse(""),
                        call)
                .orElseGet(() -> ResourceArn.of(call, "application-autoscaling", "scalable-target/" + ANY));
    }

    /** Only calls about tags are about the group itself; for all others AWS adds the streams, as if there were one. */
    private String logGroup() {
        return request.text("resourceArn")
                .orElseGet(() -> ResourceArn.of(
                        call,
                        "logs",
                        "log-group:" + request.text("logGroupName").orElse("") + ":log-stream:"));
    }

    /** Those of services whose actions the authorization data here does not have. */
    List<String> ofService(String service) {
        return switch (service) {
            case "cloudformation" -> {
                String stack = request.text("stackName").orElse(ANY);
                yield List.of(
                        stack.startsWith("arn:") ? stack : ResourceArn.of(call, service, "stack/" + stack + "/" + ANY));
            }
            case "ssm" -> all("name", "names").stream().map(this::parameter).toList();
            case "secretsmanager" -> {
                String secret = request.text("secretId").orElse(ANY);
                // The six characters at the end are not known before the secret is looked up.
                yield List.of(
                        secret.startsWith("arn:")
                                ? secret
                                : ResourceArn.of(call, service, "secret:" + secret + "-??????"));
            }
            default -> List.of();
        };
    }

    /** The ARN that a call about tags names, if it names one. */
    Optional<String> tagged() {
        return request.text("resourceArn");
    }

    /** The ARN of the cluster; {@code default} where the call names none. */
    String cluster() {
        return ecs("cluster/", clusterName());
    }

    /** The ARN of a role that is passed. */
    String role(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : ResourceArn.iam(call, "role/" + nameOrArn);
    }

    /** The ARN of a task definition: of the revision that is meant, where there is one. */
    String taskDefinition(String nameOrArn) {
        return known.tasks()
                .revision(nameOrArn, call)
                .map(TaskRoles.Revision::arn)
                .orElseGet(() -> ecs("task-definition/", nameOrArn));
    }

    /** What tasks that are about to start will be. */
    String newTask() {
        return ecs("task/" + clusterName() + "/", ANY);
    }

    private String clusterName() {
        String cluster = request.text("cluster", "clusterName").orElse("default");
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    private List<String> clusters() {
        List<String> named = request.texts("clusters");
        return named.isEmpty()
                ? List.of(cluster())
                : named.stream().map(name -> ecs("cluster/", name)).toList();
    }

    private List<String> services() {
        List<String> named = all("service", "services");
        if (named.isEmpty()) {
            named = request.text("serviceName").stream().toList();
        }
        List<String> arns = new ArrayList<>(named.stream()
                .map(name -> ecs("service/" + clusterName() + "/", name))
                .toList());
        Stream.of(
                        all("serviceDeploymentArn", "serviceDeploymentArns"),
                        all("serviceRevisionArn", "serviceRevisionArns"))
                .flatMap(List::stream)
                .map(ResourceArns::serviceOf)
                .distinct()
                .forEach(arns::add);
        return arns;
    }

    /** {@code …:service-deployment/CLUSTER/SERVICE/ID} and {@code …:service-revision/…} belong to a service. */
    static String serviceOf(String arn) {
        return arn.replaceFirst(":service-(?:deployment|revision)/([^/]*)/([^/]*)/.*", ":service/$1/$2");
    }

    private List<String> taskDefinitions() {
        Optional<String> family = request.text("family");
        if (family.isPresent()) {
            return List.of(ecs("task-definition/", family.get() + ":" + ANY));
        }
        return all("taskDefinition", "taskDefinitions").stream()
                .map(this::taskDefinition)
                .toList();
    }

    private List<String> repositories() {
        List<String> names = all("repositoryName", "repositoryNames");
        return (names.isEmpty() ? List.of(ANY) : names)
                .stream()
                        .map(name -> ResourceArn.of(call, "ecr", "repository/" + name))
                        .toList();
    }

    private String parameter(String name) {
        int selector = name.lastIndexOf(':');
        boolean isArn = name.startsWith("arn:");
        boolean selected = selector > name.lastIndexOf('/')
                && !(isArn && name.substring(0, selector).endsWith("parameter"));
        String plain = selected ? name.substring(0, selector) : name;
        return isArn ? plain : ResourceArn.of(call, "ssm", "parameter" + (plain.startsWith("/") ? "" : "/") + plain);
    }

    private String iam(String type, String member) {
        String path = request.text("path").orElse("/");
        return ResourceArn.iam(call, type + path + request.text(member).orElse(ANY));
    }

    private String oidcProvider() {
        return request.text("openIDConnectProviderArn").orElseGet(() -> {
            String url = request.text("url").orElse(ANY);
            int scheme = url.indexOf("://");
            return ResourceArn.iam(call, "oidc-provider/" + (scheme < 0 ? url : url.substring(scheme + 3)));
        });
    }

    private String ecs(String beginning, String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : ResourceArn.of(call, "ecs", beginning + nameOrArn);
    }

    private List<String> all(String one, String several) {
        List<String> all = new ArrayList<>(request.text(one).stream().toList());
        all.addAll(request.texts(several));
        return all;
    }
}

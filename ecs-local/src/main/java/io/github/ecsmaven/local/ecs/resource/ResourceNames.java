package io.github.ecsmaven.local.ecs.resource;

import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.CallContext;

/**
 * ARNs of one account in one Region.
 *
 * @param region {@code eu-west-1}
 * @param account 12 digits
 */
public record ResourceNames(String region, String account) {
    /** The names that a call speaks of. */
    public static ResourceNames of(CallContext call) {
        return new ResourceNames(call.region(), call.account());
    }

    /** The names around an ARN of ECS. */
    public static ResourceNames around(String arn) {
        String[] parts = arn.split(":", 6);
        return new ResourceNames(parts[3], parts[4]);
    }

    /** The part after the last slash of an ARN; a plain name is its own last part. */
    public static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:cluster/NAME}. */
    public String cluster(String name) {
        return ecs("cluster/" + name);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME}. */
    public String service(String cluster, String name) {
        return ecs("service/" + cluster + "/" + name);
    }

    /** A family's ARN without revision. */
    public String family(String family) {
        return ecs("task-definition/" + family);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:service-deployment/CLUSTER/SERVICE/ID}. */
    public String serviceDeployment(String cluster, String service, String id) {
        return ecs("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:service-revision/CLUSTER/SERVICE/DIGITS}. */
    public String serviceRevision(String cluster, String service, String digits) {
        return ecs("service-revision/" + cluster + "/" + service + "/" + digits);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:task/CLUSTER/ID}. */
    public String task(String cluster, String id) {
        return ecs("task/" + cluster + "/" + id);
    }

    /** {@code arn:aws:ecs:REGION:ACCOUNT:container/CLUSTER/TASK/ID}. */
    public String container(String cluster, String task, String id) {
        return ecs("container/" + cluster + "/" + task + "/" + id);
    }

    /** The service-linked role that ECS uses for services. */
    public String serviceLinkedRole() {
        return iam("role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
    }

    /** The ARN of a role that was given by its short name; an ARN stays as it is. */
    public String role(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : iam("role/" + nameOrArn);
    }

    /**
     * The IAM principal behind a caller: of {@code arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION} the role, of any other
     * the caller itself. A role's path is not in a session's ARN and so is not here either.
     */
    public String principal(String callerArn) {
        String marker = ":assumed-role/";
        int start = callerArn.indexOf(marker);
        if (start < 0) {
            return callerArn;
        }
        String rest = callerArn.substring(start + marker.length());
        return iam("role/" + rest.substring(0, rest.contains("/") ? rest.indexOf('/') : rest.length()));
    }

    /** The account's root user. */
    public String root() {
        return iam("root");
    }

    private String ecs(String resource) {
        return "arn:" + partition() + ":ecs:" + region + ":" + account + ":" + resource;
    }

    private String iam(String resource) {
        return "arn:" + partition() + ":iam::" + account + ":" + resource;
    }

    private String partition() {
        return ResourceArn.partition(region);
    }
}

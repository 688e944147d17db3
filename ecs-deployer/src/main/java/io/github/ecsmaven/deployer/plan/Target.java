package io.github.ecsmaven.deployer.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a plan is for.
 *
 * @param deployment the descriptor's name
 * @param environment the chosen environment; null where the descriptor declares none
 * @param account 12 digits
 * @param cluster the cluster's short name or ARN as the descriptor has it
 * @param family the task definition family
 * @param serviceName null where the task definition alone is deployed
 */
public record Target(
        String deployment,
        @Nullable String environment,
        String region,
        String account,
        String cluster,
        String family,
        @Nullable String serviceName) {
    /** The partition of the Region, as ARNs have it. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The cluster's short name. */
    public String clusterName() {
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    /** The ARN of an ECS resource of this account and Region: {@code service/default/checkout}. */
    public String ecsArn(String resource) {
        return arn("ecs", resource);
    }

    /** The ARN of a resource of this account and Region: {@code logs}, {@code log-group:/ecs/checkout}. */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}

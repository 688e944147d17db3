package io.github.ecsmaven.local;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Every operation that writes, in an order in which each changes something. */
final class EveryWrite {
    private static final String DIMENSION = "ecs:service:DesiredCount";
    private static final String SERVICE = "service/default/web";
    private static final Tag TAG = Tag.builder().key("k").value("v").build();
    private static final String KEY = "arn:aws:kms:eu-west-1:000000000000:key/1234";
    private static final String LOGS_ARN = "arn:aws:logs:eu-west-1:000000000000:log-group:/web";

    private EveryWrite() {}

    static List<Consumer<ServiceClients>> calls() {
        return List.of(
                // Task definitions
                EveryWrite::register,
                EveryWrite::register,
                EveryWrite::register,
                clients -> clients.ecs().deregisterTaskDefinition(request -> request.taskDefinition("web:1")),
                clients -> clients.ecs().deleteTaskDefinitions(request -> request.taskDefinitions("web:1")),
                // Services and their tasks
                clients -> clients.ecs()
                        .createService(request -> request.serviceName("web")
                                .taskDefinition("web:2")
                                .desiredCount(2)
                                .tags(TAG)),
                clients -> clients.ecs()
                        .stopTask(request -> request.task(clients.ecs()
                                .listTasks(tasks -> tasks.serviceName("web"))
                                .taskArns()
                                .get(0))),
                clients -> clients.ecs()
                        .tagResource(
                                request -> request.resourceArn(service(clients).serviceArn())
                                        .tags(TAG.toBuilder().value("w").build())),
                clients -> clients.ecs()
                        .untagResource(
                                request -> request.resourceArn(service(clients).serviceArn())
                                        .tagKeys("k")),
                clients -> clients.ecs()
                        .updateService(request -> request.service("web").desiredCount(3)),
                clients -> clients.ecs()
                        .updateService(request -> request.service("web").taskDefinition("web:3")),
                clients -> clients.ecs()
                        .stopServiceDeployment(request -> request.serviceDeploymentArn(clients.ecs()
                                .listServiceDeployments(deployments -> deployments.service("web"))
                                .serviceDeployments()
                                .get(0)
                                .serviceDeploymentArn())),
                clients -> clients.ecs()
                        .runTask(request -> request.taskDefinition("web:2")
                                .clientToken("token")
                                .startedBy("me")),
                clients -> clients.ecs()
                        .stopTask(request -> request.task(clients.ecs()
                                .listTasks(tasks -> tasks.startedBy("me"))
                                .taskArns()
                                .get(0))),
                // Application Auto Scaling
                clients -> clients.scaling()
                        .registerScalableTarget(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)
                                .minCapacity(4)
                                .maxCapacity(6)),
                clients -> clients.scaling()
                        .putScalingPolicy(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)
                                .policyName("cpu")
                                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(60.0)
                                        .predefinedMetricSpecification(metric ->
                                                metric.predefinedMetricType("ECSServiceAverageCPUUtilization")))),
                clients -> clients.scaling()
                        .putScheduledAction(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)
                                .scheduledActionName("night")
                                .schedule("rate(1 day)")
                                .scalableTargetAction(action -> action.minCapacity(1))),
                clients -> clients.scaling()
                        .tagResource(
                                request -> request.resourceARN(target(clients)).tags(Map.of("k", "v"))),
                clients -> clients.scaling()
                        .untagResource(
                                request -> request.resourceARN(target(clients)).tagKeys("k")),
                clients -> clients.scaling()
                        .deleteScheduledAction(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)
                                .scheduledActionName("night")),
                clients -> clients.scaling()
                        .deleteScalingPolicy(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)
                                .policyName("cpu")),
                clients -> clients.scaling()
                        .deregisterScalableTarget(request -> request.serviceNamespace("ecs")
                                .resourceId(SERVICE)
                                .scalableDimension(DIMENSION)),
                // CloudWatch Logs and ECR
                clients -> clients.logs().createLogGroup(request -> request.logGroupName("/web")),
                clients -> clients.logs()
                        .putRetentionPolicy(
                                request -> request.logGroupName("/web").retentionInDays(30)),
                clients -> clients.logs().deleteRetentionPolicy(request -> request.logGroupName("/web")),
                clients -> clients.logs()
                        .tagResource(request -> request.resourceArn(LOGS_ARN).tags(Map.of("k", "v"))),
                clients -> clients.logs()
                        .untagResource(request -> request.resourceArn(LOGS_ARN).tagKeys("k")),
                clients -> clients.logs()
                        .associateKmsKey(request -> request.logGroupName("/web").kmsKeyId(KEY)),
                clients -> clients.logs().disassociateKmsKey(request -> request.logGroupName("/web")),
                clients -> clients.logs().deleteLogGroup(request -> request.logGroupName("/web")),
                clients -> clients.ecr().createRepository(request -> request.repositoryName("web")),
                // Account settings, clusters, and the end of a service
                clients -> clients.ecs()
                        .putAccountSetting(request ->
                                request.name(SettingName.CONTAINER_INSIGHTS).value("enabled")),
                clients -> clients.ecs()
                        .putAccountSettingDefault(request ->
                                request.name(SettingName.CONTAINER_INSIGHTS).value("enhanced")),
                clients -> clients.ecs().deleteAccountSetting(request -> request.name(SettingName.CONTAINER_INSIGHTS)),
                clients -> clients.ecs()
                        .createCluster(request -> request.clusterName("other").tags(TAG)),
                clients -> clients.ecs().deleteCluster(request -> request.cluster("other")),
                clients -> clients.ecs()
                        .deleteService(request -> request.service("web").force(true)),
                EveryWrite::register);
    }

    private static void register(ServiceClients clients) {
        clients.ecs()
                .registerTaskDefinition(request -> request.family("web")
                        .tags(TAG)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("image:1")
                                .memory(64)
                                .build()));
    }

    private static Service service(ServiceClients clients) {
        return clients.ecs()
                .describeServices(request -> request.services("web"))
                .services()
                .get(0);
    }

    private static String target(ServiceClients clients) {
        return clients.scaling()
                .describeScalableTargets(request -> request.serviceNamespace("ecs"))
                .scalableTargets()
                .get(0)
                .scalableTargetARN();
    }
}

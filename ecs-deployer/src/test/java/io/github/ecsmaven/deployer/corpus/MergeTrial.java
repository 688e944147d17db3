package io.github.ecsmaven.deployer.corpus;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * One member of UpdateService, declared and then no longer. What it is then comes from the ECS API reference and from what
 * others measured of AWS, never from the plugin's own table.
 *
 * @param member {@code loadBalancers}, {@code deploymentConfiguration.strategy}
 * @param declared its value, as JSON
 * @param kinds of services that can have it
 * @param beside other members that it needs, as JSON by name; they stay declared
 * @param ending what is expected when it is no longer declared
 */
record MergeTrial(String member, String declared, Set<Kind> kinds, Map<String, String> beside, Ending ending) {
    /** The kinds of services. */
    enum Kind {
        FARGATE_REPLICA,
        EC2_REPLICA,
        EC2_DAEMON
    }

    /** How it ends. */
    sealed interface Ending {}

    /** AWS's default, as JSON; {@code null}: it is gone. */
    record Default(Function<Kind, String> value) implements Ending {}

    /** It keeps its value, and the diff says that it cannot be reset. */
    record Kept() implements Ending {}

    /** It keeps its value, and the diff lists it as unmanaged: leaving it out is how it is handed over. */
    record HandedOver() implements Ending {}

    /** The service cannot be without it: the descriptor that leaves it out is refused, with the member's name. */
    record Needed() implements Ending {}

    private static final Set<Kind> ALL = Set.of(Kind.values());
    private static final Set<Kind> REPLICAS = Set.of(Kind.FARGATE_REPLICA, Kind.EC2_REPLICA);
    private static final Set<Kind> ON_EC2 = Set.of(Kind.EC2_REPLICA, Kind.EC2_DAEMON);
    private static final Set<Kind> FARGATE = Set.of(Kind.FARGATE_REPLICA);
    private static final Set<Kind> EC2_REPLICA = Set.of(Kind.EC2_REPLICA);

    private static final String TARGET_GROUP =
            "\"arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/shop/0a1b2c3d\"";
    private static final String BALANCERS =
            "[{\"targetGroupArn\":" + TARGET_GROUP + ",\"containerName\":\"app\",\"containerPort\":8080}]";
    private static final String ROLE = "\"arn:aws:iam::000000000000:role/infrastructure\"";
    private static final String BREAKER = "{\"enable\":false,\"rollback\":false,\"resetOnHealthyTask\":true,"
            + "\"thresholdConfiguration\":{\"type\":\"BOUNDED_PERCENT\",\"value\":50}}";

    /** Members of UpdateService that no descriptor declares as such, and the one whose members are tried instead. */
    static final Set<String> NOT_TRIED =
            Set.of("cluster", "service", "taskDefinition", "forceNewDeployment", "deploymentConfiguration");

    /** All of them. */
    static List<MergeTrial> all() {
        return Stream.concat(members(), children()).toList();
    }

    private static Stream<MergeTrial> members() {
        return Stream.of(
                trial("availabilityZoneRebalancing", "\"ENABLED\"", REPLICAS, new Kept()),
                trial(
                        "capacityProviderStrategy",
                        "[{\"capacityProvider\":\"FARGATE_SPOT\",\"weight\":1}]",
                        FARGATE,
                        gone()),
                trial("capacityProviderStrategy", "[{\"capacityProvider\":\"shop\",\"weight\":1}]", ON_EC2, gone()),
                trial("deploymentController", "{\"type\":\"ECS\"}", ALL, becomes("{\"type\":\"ECS\"}")),
                trial("desiredCount", "2", REPLICAS, new HandedOver()),
                trial("enableECSManagedTags", "true", ALL, becomes("false")),
                trial("enableExecuteCommand", "true", ALL, becomes("false")),
                trial("healthCheckGracePeriodSeconds", "30", ALL, becomes("0")).with("loadBalancers", BALANCERS),
                trial("loadBalancers", BALANCERS, ALL, gone()),
                trial(
                        "monitoring",
                        "{\"metricConfigurations\":[{\"metricNames\":[\"CPUUtilization\"],\"resolutionSeconds\":20}]}",
                        ALL,
                        new Kept()),
                trial(
                        "networkConfiguration",
                        "{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"]}}",
                        FARGATE,
                        new Needed()),
                trial(
                        "placementConstraints",
                        "[{\"type\":\"memberOf\",\"expression\":\"attribute:ecs.instance-type =~ t3.*\"}]",
                        ON_EC2,
                        gone()),
                trial("placementStrategy", "[{\"type\":\"binpack\",\"field\":\"memory\"}]", EC2_REPLICA, gone()),
                trial("platformVersion", "\"1.4.0\"", FARGATE, becomes("\"LATEST\"")),
                trial("propagateTags", "\"SERVICE\"", ALL, becomes("\"NONE\"")),
                trial(
                        "serviceConnectConfiguration",
                        "{\"enabled\":true,\"namespace\":\"shop\",\"services\":[{\"portName\":\"http\"}]}",
                        ALL,
                        becomes("{\"enabled\":false}")),
                trial(
                        "serviceRegistries",
                        "[{\"registryArn\":\"arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-1\","
                                + "\"containerName\":\"app\",\"containerPort\":8080}]",
                        ALL,
                        gone()),
                trial(
                        "volumeConfigurations",
                        "[{\"name\":\"data\",\"managedEBSVolume\":{\"roleArn\":" + ROLE + ",\"sizeInGiB\":10}}]",
                        REPLICAS,
                        gone()),
                trial(
                        "vpcLatticeConfigurations",
                        "[{\"roleArn\":" + ROLE + ",\"targetGroupArn\":" + TARGET_GROUP + ",\"portName\":\"http\"}]",
                        ALL,
                        gone()));
    }

    private static Stream<MergeTrial> children() {
        return Stream.of(
                child(
                        "alarms",
                        "{\"alarmNames\":[\"errors\"],\"enable\":true,\"rollback\":true}",
                        ALL,
                        becomes("{\"alarmNames\":[],\"enable\":false,\"rollback\":false}")),
                child("bakeTimeInMinutes", "5", ALL, becomes("0")),
                child(
                                "canaryConfiguration",
                                "{\"canaryPercent\":20,\"canaryBakeTimeInMinutes\":3}",
                                REPLICAS,
                                becomes("{\"canaryPercent\":5,\"canaryBakeTimeInMinutes\":10}"))
                        .with("deploymentConfiguration.strategy", "\"CANARY\""),
                child("deploymentCircuitBreaker", "{\"enable\":true,\"rollback\":true}", ALL, becomes(BREAKER)),
                child(
                        "lifecycleHooks",
                        "[{\"hookTargetArn\":\"arn:aws:lambda:eu-west-1:000000000000:function:check\",\"roleArn\":"
                                + ROLE + ",\"lifecycleStages\":[\"POST_SCALE_UP\"]}]",
                        REPLICAS,
                        gone()),
                child(
                                "linearConfiguration",
                                "{\"stepPercent\":25,\"stepBakeTimeInMinutes\":2}",
                                REPLICAS,
                                becomes("{\"stepPercent\":10,\"stepBakeTimeInMinutes\":6}"))
                        .with("deploymentConfiguration.strategy", "\"LINEAR\""),
                child("maximumPercent", "150", ALL, new Default(kind -> kind == Kind.EC2_DAEMON ? "100" : "200")),
                child("minimumHealthyPercent", "40", ALL, new Default(kind -> kind == Kind.EC2_DAEMON ? "0" : "100")),
                child("strategy", "\"BLUE_GREEN\"", REPLICAS, becomes("\"ROLLING\"")));
    }

    private static MergeTrial trial(String member, String declared, Set<Kind> kinds, Ending ending) {
        return new MergeTrial(member, declared, kinds, Map.of(), ending);
    }

    private static MergeTrial child(String member, String declared, Set<Kind> kinds, Ending ending) {
        return trial("deploymentConfiguration." + member, declared, kinds, ending);
    }

    private MergeTrial with(String other, String value) {
        return new MergeTrial(member, declared, kinds, Map.of(other, value), ending);
    }

    private static Ending gone() {
        return becomes("null");
    }

    private static Ending becomes(String json) {
        return new Default(kind -> json);
    }

    /** The default as a document. */
    static JsonNode json(String text) {
        return JsonNode.parser().parse(text);
    }
}

package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.ManagedFields;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.Kind;
import io.github.ecsmaven.facts.ShapeFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sections around a task definition and a service. */
class ResourcesTest {
    private static final String HEAD = """
            version: 1
            region: eu-west-1
            taskDefinition:
              family: shop
              containerDefinitions: [{ name: app, image: IMAGE, memory: 128 }]
            service: { serviceName: shop }
            """;
    private static final String PLAIN = HEAD.replace("IMAGE", "nginx");
    private static final String BUILT = HEAD.replace("IMAGE", "'${images.web}'");
    private static final String CAPACITY = PLAIN + "autoScaling: { minCapacity: 2, maxCapacity: 10";

    @TempDir
    private Path directory;

    private DeploymentDescriptor read(String yaml) {
        return new Descriptors(directory).read(yaml);
    }

    @Test
    void autoScalingHasTheMembersOfTheApiInCamelCase() {
        Value.Structure scaling =
                read(PLAIN + """
                autoScaling:
                  minCapacity: 2
                  maxCapacity: 10
                  suspendedState: { dynamicScalingInSuspended: true }
                  roleARN: arn:aws:iam::111122223333:role/scaling
                  tags: { team: shop }
                  scalingPolicies:
                    - policyName: cpu
                      targetTrackingScalingPolicyConfiguration:
                        targetValue: 60
                        scaleInCooldown: PT5M
                        predefinedMetricSpecification: { predefinedMetricType: ECSServiceAverageCPUUtilization }
                  scheduledActions:
                    - scheduledActionName: night
                      schedule: cron(0 22 * * ? *)
                      scalableTargetAction: { minCapacity: 1 }
                """).resources().wantedAutoScaling().orElseThrow();

        assertThat(scaling.members()).containsEntry("minCapacity", Value.Numeral.of(2));
        assertThat(scaling.toString()).contains("scaleInCooldown=300");
    }

    @Test
    void aRepositoryIsCalledAsItsKeyAndHasTheSettingsOfTheApiAndTheShortOnes() {
        DeploymentDescriptor descriptor = read(PLAIN + """
                repositories:
                  team/checkout:
                    manage: true
                    scanOnPush: true
                    imageTagMutability: IMMUTABLE_WITH_EXCLUSION
                    imageTagMutabilityExclusionFilters: [{ filterType: WILDCARD, filter: "dev-*" }]
                    encryptionConfiguration: { encryptionType: KMS, kmsKey: alias/images }
                    lifecyclePolicy: { keepTagged: 30, expireUntaggedAfterDays: P7D }
                    repositoryPolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow }] }
                    tags: [{ key: team, value: shop }]
                  stock:
                    lifecyclePolicy: { rules: [{ rulePriority: 1, action: { type: expire } }] }
                  plain:
                """);

        assertThat(descriptor.resources().repositories()).containsOnlyKeys("team/checkout", "stock", "plain");
        assertThat(descriptor.sources().positions().keySet())
                .extracting(Object::toString)
                .contains("repositories[team/checkout].lifecyclePolicy.keepTagged");
    }

    @Test
    void logGroupsImagesAndTheRestAreRead() {
        DeploymentDescriptor descriptor = read(BUILT + """
                logGroups: [{ name: /ecs/shop, retentionInDays: 30, logGroupClass: STANDARD, tags: { team: shop } }]
                images:
                  web: { repository: shop, tag: "1.5.0", build: { baseImage: "eclipse-temurin:17-jre", jar: shop.jar } }
                managedFields: off
                rollout:
                  onFailure: rollback
                  before:
                    - name: migrate
                      taskDefinition: deployed
                      timeout: PT10M
                      containerOverrides: [{ name: app, command: [migrate] }]
                """);

        assertThat(descriptor.resources().logGroups()).hasSize(1);
        assertThat(descriptor.resources().images()).containsOnlyKeys("web");
        assertThat(descriptor.resources().managedFields()).isEqualTo(ManagedFields.OFF);
        assertThat(descriptor.rollout().onFailure()).isEqualTo(OnFailure.ROLLBACK);
        assertThat(descriptor.rollout().before()).hasSize(1);
        assertThat(descriptor.lookUps().open()).extracting(Object::toString).containsExactly("${images.web}");
    }

    @Test
    void aDescriptorWithoutThemHasNone() {
        assertThat(read(PLAIN).resources()).isEqualTo(DeploymentDescriptor.Resources.none());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(CAPACITY + ", resourceId: a }", "ECS015 autoScaling.resourceId", "plugin makes it"),
                arguments(CAPACITY + ", minCapcity: 1 }", "ECS010 autoScaling.minCapcity", "`minCapacity`"),
                arguments(PLAIN + "autoScaling: { minCapacity: 2 }", "ECS012 autoScaling.maxCapacity", "Add"),
                arguments(
                        PLAIN + "autoScaling: { minCapacity: 2, maxCapacity: 1 }",
                        "ECS040 autoScaling.minCapacity",
                        "larger"),
                arguments(
                        PLAIN.replaceAll("service.*", "") + "autoScaling: { minCapacity: 1, maxCapacity: 1 }",
                        "ECS040 autoScaling",
                        "Add `service`"),
                arguments(
                        CAPACITY + ", scalingPolicies: [{ policyName: a }] }",
                        "ECS040 autoScaling.scalingPolicies[a]",
                        "targetTracking"),
                arguments(
                        CAPACITY
                                + ", scalingPolicies: [{ policyName: a, policyType: StepScaling,"
                                + " targetTrackingScalingPolicyConfiguration: { targetValue: 1,"
                                + " predefinedMetricSpecification: { predefinedMetricType: ALBRequestCountPerTarget } } }] }",
                        "ECS040 autoScaling.scalingPolicies[a].policyType",
                        "Remove"),
                arguments(
                        CAPACITY
                                + ", scalingPolicies: [{ policyName: a, targetTrackingScalingPolicyConfiguration:"
                                + " { targetValue: 1 } }] }",
                        "ECS040 autoScaling.scalingPolicies[a].targetTrackingScalingPolicyConfiguration",
                        "predefinedMetricSpecification"),
                arguments(
                        CAPACITY
                                + ", scalingPolicies: [{ policyName: a, targetTrackingScalingPolicyConfiguration:"
                                + " { targetValue: 1, predefinedMetricSpecification: { predefinedMetricType:"
                                + " RDSReaderAverageCPUUtilization } } }] }",
                        "ECS014 autoScaling.scalingPolicies[a].targetTrackingScalingPolicyConfiguration"
                                + ".predefinedMetricSpecification.predefinedMetricType",
                        "ECSServiceAverage"),
                arguments(
                        CAPACITY + ", scheduledActions: [{ scheduledActionName: a, scalableTargetAction: {} },"
                                + " { scheduledActionName: a, schedule: rate(1 day), scalableTargetAction: {} }] }",
                        "ECS012 autoScaling.scheduledActions[a].schedule|ECS018 autoScaling.scheduledActions[a]",
                        ""),
                arguments(PLAIN + "repositories: { Shop: {} }", "ECS014 repositories[Shop]", "must match"),
                arguments(
                        PLAIN + "repositories: { shop: { repositoryName: a } }",
                        "ECS015 repositories[shop].repositoryName",
                        "key"),
                arguments(
                        PLAIN + "repositories: { shop: { scanOnPush: true, imageScanningConfiguration:"
                                + " { scanOnPush: false } } }",
                        "ECS040 repositories[shop].scanOnPush",
                        "one of the two"),
                arguments(
                        PLAIN + "repositories: { shop: { imageTagMutability: MUTABLE_WITH_EXCLUSION } }",
                        "ECS040 repositories[shop].imageTagMutability",
                        "both"),
                arguments(
                        PLAIN + "repositories: { shop: { encryptionConfiguration: { encryptionType: AES256,"
                                + " kmsKey: a } } }",
                        "ECS040 repositories[shop].encryptionConfiguration.kmsKey",
                        "KMS"),
                arguments(
                        PLAIN + "repositories: { shop: { lifecyclePolicy: { keepTagged: 3, rules: [{ a: 1 }] } } }",
                        "ECS040 repositories[shop].lifecyclePolicy",
                        "either"),
                arguments(
                        PLAIN + "repositories: { shop: { lifecyclePolicy: { keepTagged: 0 } } }",
                        "ECS014 repositories[shop].lifecyclePolicy.keepTagged",
                        "at least 1"),
                arguments(
                        PLAIN + "logGroups: [{ name: /a, retentionInDays: 31 }]",
                        "ECS014 logGroups[/a].retentionInDays",
                        "30, 60"),
                arguments(
                        PLAIN + "logGroups: [{ name: /a, retentionInDays: PT36H }]",
                        "ECS011 logGroups[/a].retentionInDays",
                        "whole number of days"),
                arguments(PLAIN + "logGroups: [{ name: /a }, { name: /a }]", "ECS018 logGroups[/a]", "rename"),
                arguments(
                        PLAIN + "logGroups: [{ logGroupClass: CHEAP, name: /a }]",
                        "ECS014 logGroups[/a].logGroupClass",
                        ""),
                arguments(
                        PLAIN + "images: { web: { repository: shop, tag: a } }", "ECS070 images[web]", "${images.web}"),
                arguments(
                        BUILT + "images: { wen: { repository: shop, tag: a } }",
                        "ECS020 taskDefinition.containerDefinitions[app].image|ECS070 images[wen]",
                        ""),
                arguments(BUILT + "images: { web: { tag: a } }", "ECS012 images[web].repository", "Add"),
                arguments(BUILT + "images: { web: { repository: shop } }", "ECS012 images[web].tag", "digest"),
                arguments(
                        BUILT + "images: { web: { repository: shop, digest: 'sha256:12' } }",
                        "ECS014 images[web].digest",
                        "sha256"),
                arguments(
                        BUILT + "images: { web: { repository: shop, digest: 'sha256:" + "0".repeat(64)
                                + "', build: { baseImage: a } } }",
                        "ECS040 images[web].digest",
                        "Remove"),
                arguments(PLAIN + "managedFields: of", "ECS014 managedFields", "`off`"),
                arguments(
                        PLAIN + "rollout: { before: [{ name: a }] }",
                        "ECS012 rollout.before[0].taskDefinition",
                        "Add"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void whatAwsWouldRefuseIsReportedAtItsPath(String yaml, String expected, String cure) {
        List<String> found = new ArrayList<>();
        List<String> cures = new ArrayList<>();
        new Descriptors(directory).problems(yaml).forEach(problem -> {
            found.add(problem.id().code() + " " + problem.path());
            cures.add(problem.cure());
        });

        assertThat(found).as(cures.toString()).containsExactlyInAnyOrder(expected.split("\\|"));
        assertThat(cures).anySatisfy(it -> assertThat(it).contains(cure));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"taskDefinition", "service", "autoScaling", "repositories", "logGroups", "images", "rollout"})
    void everyMemberOfTheModelsCanBeWrittenOrIsReserved(String section) {
        DescriptorFacts facts = DescriptorFacts.load();
        ShapeFacts root = facts.shape(DescriptorFacts.DESCRIPTOR).orElseThrow();
        List<String> lacking = new ArrayList<>();
        Member member = DescriptorShape.root().member(section).orElseThrow();

        lacking(section, facts, facts.shape(root.members().get(section)).orElseThrow(), member.shape(), lacking);

        assertThat(lacking).isEmpty();
    }

    private static void lacking(String path, DescriptorFacts facts, ShapeFacts known, Shape shape, List<String> found) {
        if (known.kind() == Kind.STRUCTURE && shape instanceof StructureShape structure) {
            known.members().forEach((name, target) -> {
                Member member = structure.member(name).orElse(null);
                if (member == null) {
                    found.add(path + "." + name);
                } else {
                    facts.shape(target)
                            .ifPresent(inner -> lacking(path + "." + name, facts, inner, member.shape(), found));
                }
            });
        } else if (known.kind() == Kind.LIST && shape instanceof Shape.ListShape list) {
            facts.shape(known.element()).ifPresent(inner -> lacking(path + "[]", facts, inner, list.element(), found));
        } else if (known.kind() == Kind.MAP && shape instanceof Shape.MapShape map) {
            facts.shape(known.element()).ifPresent(inner -> lacking(path + "[]", facts, inner, map.value(), found));
        }
    }
}

package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.ApiNames;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What goes together in {@code autoScaling} and {@code repositories}. */
final class ResourceChecks {
    private final Located root;
    private final FieldRules rules;
    private final List<Finding> findings = new ArrayList<>();

    ResourceChecks(Value.Structure root, FieldRules rules) {
        this.root = new Located(KeyedPath.root(), root);
        this.rules = rules;
    }

    List<Finding> findings() {
        root.inside("autoScaling").ifPresent(this::autoScaling);
        entries("repositories", this::repository);
        return findings;
    }

    private void autoScaling(Located scaling) {
        capacities(scaling);
        if (!root.has("service")) {
            findings.add(combination(
                    scaling.path(), "`autoScaling` without `service` scales nothing", "Add `service`, or remove it"));
        }
        for (Located policy : elements(scaling, "scalingPolicies")) {
            policy(policy);
        }
        for (Located action : elements(scaling, "scheduledActions")) {
            action.inside("scalableTargetAction").ifPresent(this::capacities);
        }
    }

    private void capacities(Located owner) {
        long least = owner.number("minCapacity").orElse(Long.MIN_VALUE);
        long most = owner.number("maxCapacity").orElse(Long.MAX_VALUE);
        if (least > most) {
            findings.add(combination(
                    owner.at("minCapacity"),
                    "`minCapacity` " + least + " is more than `maxCapacity` " + most,
                    "Make `maxCapacity` the larger one"));
        }
    }

    /** A policy has the one block of its type; Application Auto Scaling takes the type to be StepScaling otherwise. */
    private void policy(Located policy) {
        List<String> blocks = List.of(
                "stepScalingPolicyConfiguration",
                "targetTrackingScalingPolicyConfiguration",
                "predictiveScalingPolicyConfiguration");
        List<String> given = blocks.stream().filter(policy::has).toList();
        if (given.size() != 1) {
            findings.add(combination(
                    policy.path(),
                    given.isEmpty() ? "The policy says nothing about how to scale" : "The policy has several types",
                    "Write one of " + String.join(", ", blocks)));
            return;
        }
        String type = policy.text("policyType").orElse("");
        String block = given.get(0);
        if (!type.isEmpty() && !block.startsWith(ApiNames.camelCase(type))) {
            findings.add(combination(
                    policy.at("policyType"),
                    "The type `" + type + "` does not go with `" + block + "`",
                    "Remove `policyType`: the block says it"));
        }
        policy.inside("targetTrackingScalingPolicyConfiguration").ifPresent(this::metric);
    }

    private void metric(Located tracking) {
        boolean predefined = tracking.has("predefinedMetricSpecification");
        if (predefined == tracking.has("customizedMetricSpecification")) {
            findings.add(combination(
                    tracking.path(),
                    predefined ? "It tracks two metrics" : "It does not say which metric to track",
                    "Write either `predefinedMetricSpecification` or `customizedMetricSpecification`"));
        }
    }

    private void repository(Located repository) {
        if (repository.has("scanOnPush") && repository.has("imageScanningConfiguration")) {
            findings.add(combination(
                    repository.at("scanOnPush"),
                    "`scanOnPush` is written twice, here and as `imageScanningConfiguration`",
                    "Remove one of the two"));
        }
        boolean exclusions = repository.has("imageTagMutabilityExclusionFilters");
        boolean excluding = repository
                .text("imageTagMutability")
                .filter(it -> it.endsWith("_WITH_EXCLUSION"))
                .isPresent();
        if (exclusions != excluding && !repository.isOpen("imageTagMutability")) {
            findings.add(
                    combination(
                            repository.at(exclusions ? "imageTagMutabilityExclusionFilters" : "imageTagMutability"),
                            "Exclusion filters and a mutability with exclusions need each other",
                            "Write both `imageTagMutability: IMMUTABLE_WITH_EXCLUSION` and `imageTagMutabilityExclusionFilters`"));
        }
        repository.inside("encryptionConfiguration").ifPresent(this::encryption);
        repository.inside("lifecyclePolicy").ifPresent(this::lifecycle);
    }

    private void encryption(Located encryption) {
        if (encryption.has("kmsKey")
                && encryption.text("encryptionType").filter("AES256"::equals).isPresent()) {
            findings.add(combination(
                    encryption.at("kmsKey"), "AES256 takes no key", "Write `encryptionType: KMS`, or remove the key"));
        }
    }

    private void lifecycle(Located policy) {
        boolean shorthand = policy.has("keepTagged") || policy.has("expireUntaggedAfterDays");
        if (shorthand == policy.has("rules")) {
            findings.add(combination(
                    policy.path(),
                    shorthand ? "It has `rules` and makes some of its own" : "It says nothing",
                    "Write either `rules`, or `keepTagged` and `expireUntaggedAfterDays`"));
        }
    }

    private List<Located> elements(Located owner, String member) {
        return new Subject(Value.Structure.empty(), null, rules).elements(owner, member);
    }

    private void entries(String member, Consumer<Located> check) {
        if (root.members().members().get(member) instanceof Value.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> {
                if (entry instanceof Value.Structure structure) {
                    check.accept(new Located(root.at(member).key(name), structure));
                }
            });
        }
    }

    private static Finding combination(KeyedPath path, String what, String cure) {
        return new Finding(ProblemId.INVALID_COMBINATION, path, what, cure);
    }
}

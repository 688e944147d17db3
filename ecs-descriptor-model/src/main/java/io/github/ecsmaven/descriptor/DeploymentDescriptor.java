package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one deployment should be: the whole of one descriptor, validated, with local references filled in and look-ups
 * still {@link Value.Unresolved} until {@link LookUps#fillIn} has answers for them.
 *
 * @param name the descriptor's file name without its extension
 * @param environments the environments that it may be deployed to; empty where it declares none
 * @param environment the chosen one; null where none is declared or none was chosen
 * @param region the AWS Region, {@code eu-west-1}
 * @param cluster the short name or ARN of the cluster, {@code default} where the descriptor names none; the reference as
 *     written where it is an open look-up
 * @param taskDefinition the members of RegisterTaskDefinition, by API name
 * @param service the members of CreateService except {@code cluster}, {@code taskDefinition}, {@code clientToken};
 *     null where the task definition alone is deployed
 * @param tags on everything that is created
 * @param ignore keyed paths that others own, {@code *} standing for any one segment
 * @param sources where each value was written
 * @param lookUps those that are still open, and which values are secret
 * @param warnings what AWS takes and is probably not what is wanted, sorted by place
 * @param resources what is needed around task definition and service
 */
public record DeploymentDescriptor(
        String name,
        List<String> environments,
        @Nullable String environment,
        String region,
        String cluster,
        DeployCondition deploy,
        IdentitySettings identity,
        Value.Structure taskDefinition,
        Value.@Nullable Structure service,
        RolloutSettings rollout,
        Map<String, String> tags,
        List<String> ignore,
        SourceMap sources,
        LookUps lookUps,
        List<Problem> warnings,
        Resources resources) {
    public DeploymentDescriptor {
        environments = List.copyOf(environments);
        tags = Map.copyOf(tags);
        ignore = List.copyOf(ignore);
        warnings = List.copyOf(warnings);
    }

    /** The same with what is to be said about it. */
    DeploymentDescriptor withWarnings(List<Problem> found) {
        return new DeploymentDescriptor(
                name,
                environments,
                environment,
                region,
                cluster,
                deploy,
                identity,
                taskDefinition,
                service,
                rollout,
                tags,
                ignore,
                sources,
                lookUps,
                found,
                resources);
    }

    /** One without look-ups, that nothing is to be said about. */
    public DeploymentDescriptor(
            String name,
            List<String> environments,
            @Nullable String environment,
            String region,
            String cluster,
            DeployCondition deploy,
            IdentitySettings identity,
            Value.Structure taskDefinition,
            Value.@Nullable Structure service,
            RolloutSettings rollout,
            Map<String, String> tags,
            List<String> ignore,
            SourceMap sources) {
        this(
                name,
                environments,
                environment,
                region,
                cluster,
                deploy,
                identity,
                taskDefinition,
                service,
                rollout,
                tags,
                ignore,
                sources,
                LookUps.none(),
                List.of(),
                Resources.none());
    }

    /** Its name alone: its values may be secret. */
    @Override
    public String toString() {
        return "DeploymentDescriptor[" + name + "]";
    }

    /** The service wanted; empty where the task definition alone is deployed. */
    public Optional<Value.Structure> wantedService() {
        return Optional.ofNullable(service);
    }

    /**
     * When {@code mvn deploy} deploys. All that are given must hold.
     *
     * @param branch glob for the branch; null: any
     * @param tag glob for the tag; null: any
     * @param event the CI's event, {@code push}; null: any except a pull request
     */
    public record DeployCondition(
            @Nullable String branch,
            @Nullable String tag,
            @Nullable String event) {
        /** No condition beyond the one that pull requests never deploy. */
        public static DeployCondition always() {
            return new DeployCondition(null, null, null);
        }
    }

    /**
     * Who deploys.
     *
     * @param roleArn the role to assume; null: the session's own credentials are not used, the identity is missing
     * @param webIdentity where the token comes from
     * @param allowedAccounts account ids, 12 digits each; empty: any
     * @param assume roles that are assumed one from the other, the first of them from {@code roleArn}; empty: none
     */
    public record IdentitySettings(
            @Nullable String roleArn,
            WebIdentitySettings webIdentity,
            List<String> allowedAccounts,
            List<String> assume) {
        public IdentitySettings {
            allowedAccounts = List.copyOf(allowedAccounts);
            assume = List.copyOf(assume);
        }

        /** One role, and no other assumed from it. */
        public IdentitySettings(
                @Nullable String roleArn, WebIdentitySettings webIdentity, List<String> allowedAccounts) {
            this(roleArn, webIdentity, allowedAccounts, List.of());
        }
    }

    /**
     * Where the web identity token comes from.
     *
     * @param provider {@code auto}, {@code file}, {@code env}, {@code command}, {@code http}, or what issues it:
     *     {@code github}, {@code gitlab}, …
     * @param audience the token's {@code aud} as it is written; null: none is
     * @param issuer the token's {@code iss}; null: any
     * @param file path of the token file; null: {@code AWS_WEB_IDENTITY_TOKEN_FILE}
     * @param variable name of the environment variable; null: none
     * @param command program and arguments; empty: none
     * @param url that answers with a token; null: none
     * @param headers of the request to it, in whose values {@code {NAME}} stands for an environment variable
     * @param tokenPointer where the token is in the JSON answered, as in RFC 6901; null: the answer is the token
     * @param serviceConnection id of the service connection that Azure Pipelines issues the token for; null: none
     */
    public record WebIdentitySettings(
            String provider,
            @Nullable String audience,
            @Nullable String issuer,
            @Nullable String file,
            @Nullable String variable,
            List<String> command,
            @Nullable String url,
            Map<String, String> headers,
            @Nullable String tokenPointer,
            @Nullable String serviceConnection) {
        private static final String DEFAULT_AUDIENCE = "sts.amazonaws.com";

        public WebIdentitySettings {
            command = List.copyOf(command);
            headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        }

        /** A token in a file or a variable. */
        public WebIdentitySettings(
                String provider, @Nullable String audience, @Nullable String file, @Nullable String variable) {
            this(provider, audience, null, file, variable, List.of(), null, Map.of(), null, null);
        }

        /** The audience to request a token for. */
        public String requestedAudience() {
            return audience == null ? DEFAULT_AUDIENCE : audience;
        }

        /** The same, with the token in this file and nowhere else. */
        public WebIdentitySettings inFile(String tokenFile) {
            return new WebIdentitySettings(
                    "file", audience, issuer, tokenFile, null, List.of(), null, Map.of(), null, null);
        }
    }

    /**
     * How the rollout is followed.
     *
     * @param timeout how long until the build gives up; null: bake and hook times and drain and 15 minutes
     * @param before tasks to run before the service is changed, in this order: {@code name}, {@code taskDefinition}
     *     ({@code deployed} or a family or ARN), {@code timeout} and the members of TaskOverride
     */
    public record RolloutSettings(
            @Nullable Duration timeout, OnFailure onFailure, OnInProgress onInProgress, List<Value.Structure> before) {
        public RolloutSettings {
            before = List.copyOf(before);
        }

        /** A rollout without tasks before it. */
        public RolloutSettings(@Nullable Duration timeout, OnFailure onFailure, OnInProgress onInProgress) {
            this(timeout, onFailure, onInProgress, List.of());
        }
    }

    /**
     * What a deployment needs around its task definition and service.
     *
     * @param autoScaling RegisterScalableTarget's members by API name in camelCase, and under {@code scalingPolicies} and
     *     {@code scheduledActions} those of PutScalingPolicy and PutScheduledAction; null: none
     * @param logGroups each with {@code name}, {@code retentionInDays} (days), {@code kmsKeyId}, {@code logGroupClass},
     *     {@code tags}
     * @param repositories by name: CreateRepository's members, {@code manage}, {@code scanOnPush}, {@code lifecyclePolicy},
     *     {@code repositoryPolicy}
     * @param images by the name used in {@code ${images.NAME}}: {@code repository}, {@code tag}, {@code digest}, {@code
     *     build}
     * @param managedFields whether the members that the descriptor declares are recorded on the service
     */
    public record Resources(
            Value.@Nullable Structure autoScaling,
            List<Value.Structure> logGroups,
            Map<String, Value.Structure> repositories,
            Map<String, Value.Structure> images,
            ManagedFields managedFields) {
        public Resources {
            logGroups = List.copyOf(logGroups);
            repositories = Collections.unmodifiableMap(new LinkedHashMap<>(repositories));
            images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        }

        /** Nothing around it. */
        public static Resources none() {
            return new Resources(null, List.of(), Map.of(), Map.of(), ManagedFields.ON);
        }

        /** The scalable target wanted; empty where the descriptor declares none. */
        public Optional<Value.Structure> wantedAutoScaling() {
            return Optional.ofNullable(autoScaling);
        }
    }

    /** Whether the members that a descriptor declares are recorded, so that one that is no longer there can be reset. */
    public enum ManagedFields {
        ON,
        OFF
    }

    /** What to do when the plugin itself finds that the rollout has failed. */
    public enum OnFailure {
        ROLLBACK,
        LEAVE
    }

    /** What to do when a deployment of somebody else's is running. */
    public enum OnInProgress {
        FAIL,
        WAIT,
        REPLACE
    }
}

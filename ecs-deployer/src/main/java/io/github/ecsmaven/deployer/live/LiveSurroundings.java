package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is around a service, as far as a descriptor asks for it.
 *
 * @param scaling of the service; null where it is not scaled, or nobody asked
 * @param logGroups by name, those that the descriptor names and that exist
 * @param images what the running service revision resolved each image to
 * @param registry what the registry says of the wanted images
 * @param remarks what could not be found out, in sentences for people
 */
public record LiveSurroundings(
        @Nullable LiveScaling scaling,
        Map<String, LiveLogGroup> logGroups,
        List<RunningImage> images,
        Map<String, RegistryImage> registry,
        List<String> remarks) {
    public LiveSurroundings {
        logGroups = Map.copyOf(logGroups);
        images = List.copyOf(images);
        registry = Map.copyOf(registry);
        remarks = List.copyOf(remarks);
    }

    /** All could be found out. */
    public LiveSurroundings(
            @Nullable LiveScaling scaling,
            Map<String, LiveLogGroup> logGroups,
            List<RunningImage> images,
            Map<String, RegistryImage> registry) {
        this(scaling, logGroups, images, registry, List.of());
    }

    /** Nothing is known, or nothing is there. */
    public static LiveSurroundings none() {
        return new LiveSurroundings(null, Map.of(), List.of(), Map.of());
    }

    /** The same with the scaling of the service. */
    LiveSurroundings with(LiveScaling found) {
        return new LiveSurroundings(found, logGroups, images, registry, remarks);
    }

    /** The same with what runs. */
    LiveSurroundings running(List<RunningImage> found) {
        return new LiveSurroundings(scaling, logGroups, found, registry, remarks);
    }

    /** The same with something that could not be found out. */
    LiveSurroundings remarking(String sentence) {
        List<String> more = new ArrayList<>(remarks);
        more.add(sentence);
        return new LiveSurroundings(scaling, logGroups, images, registry, more);
    }

    /** What two reads came to together. */
    LiveSurroundings and(LiveSurroundings other) {
        Map<String, LiveLogGroup> groups = new LinkedHashMap<>(logGroups);
        groups.putAll(other.logGroups);
        Map<String, RegistryImage> told = new LinkedHashMap<>(registry);
        told.putAll(other.registry);
        return new LiveSurroundings(
                scaling != null ? scaling : other.scaling,
                groups,
                Stream.concat(images.stream(), other.images.stream()).toList(),
                told,
                Stream.concat(remarks.stream(), other.remarks.stream()).toList());
    }

    /** The scaling of the service. */
    public Optional<LiveScaling> findScaling() {
        return Optional.ofNullable(scaling);
    }

    /**
     * How Application Auto Scaling scales the service. Each structure has the members of the describe call's answer, by API
     * name in camelCase, output members included.
     *
     * @param target of DescribeScalableTargets
     * @param policies of DescribeScalingPolicies
     * @param scheduledActions of DescribeScheduledActions
     * @param tags of the target; empty where nobody asked
     */
    public record LiveScaling(
            Value.Structure target,
            List<Value.Structure> policies,
            List<Value.Structure> scheduledActions,
            Map<String, String> tags) {
        public LiveScaling {
            policies = List.copyOf(policies);
            scheduledActions = List.copyOf(scheduledActions);
            tags = Map.copyOf(tags);
        }

        /** One whose tags nobody asked for. */
        public LiveScaling(
                Value.Structure target, List<Value.Structure> policies, List<Value.Structure> scheduledActions) {
            this(target, policies, scheduledActions, Map.of());
        }
    }

    /**
     * A log group of CloudWatch Logs.
     *
     * @param definition the members of DescribeLogGroups' answer, by API name
     * @param tags its tags; empty where nobody asked
     */
    public record LiveLogGroup(String arn, Value.Structure definition, Map<String, String> tags) {
        public LiveLogGroup {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * What a container of the running service revision runs. Source: ContainerImage in the ECS API reference.
     *
     * @param image as the task definition names it
     * @param digest {@code sha256:…}; null where ECS resolved none
     */
    public record RunningImage(
            String containerName, String image, @Nullable String digest) {}

    /**
     * What a registry says of an image reference.
     *
     * @param digest {@code sha256:…} of what the tag names; null where it cannot be told
     * @param platforms where that is an index, the digests of the images of each platform
     * @param answer what the registry came to
     */
    public record RegistryImage(@Nullable String digest, Set<String> platforms, Answer answer) {
        public RegistryImage {
            platforms = Set.copyOf(platforms);
        }

        /** What the registry came to. */
        public enum Answer {
            FOUND,
            /** The repository is there, and has no such tag. */
            NO_SUCH_TAG,
            NO_SUCH_REPOSITORY,
            /** The session may not look. */
            DENIED
        }

        /** Whether a container that runs this digest runs the image. */
        public boolean isRunBy(String running) {
            return running.equals(digest) || platforms.contains(running);
        }
    }
}

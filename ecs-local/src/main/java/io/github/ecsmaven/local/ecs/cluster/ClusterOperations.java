package io.github.ecsmaven.local.ecs.cluster;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.ecs.shape.Enumerations;
import io.github.ecsmaven.local.ecs.shape.Members;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/** The operations on clusters. */
public final class ClusterOperations {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
    private static final int MOST_DESCRIBED = 100;

    private final Clusters clusters;
    private final ResourceTags tags;
    private final ClusterDescription description;

    /**
     * @param activity what goes on in a cluster at the moment of asking
     */
    public ClusterOperations(Clusters clusters, ResourceTags tags, Function<Cluster, Activity> activity) {
        this.clusters = clusters;
        this.tags = tags;
        this.description = new ClusterDescription(activity, tags);
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("CreateCluster", CreateClusterRequest::builder, this::create),
                Operation.read("DescribeClusters", DescribeClustersRequest::builder, this::describe));
    }

    private CreateClusterResponse create(CreateClusterRequest request, CallContext call) {
        String name = request.clusterName() == null ? Clusters.DEFAULT : request.clusterName();
        if (!NAME.matcher(name).matches()) {
            throw Errors.invalidParameter("Invalid cluster name.");
        }
        Enumerations.firstUnknown(request).ifPresent(unknown -> {
            throw Errors.invalidParameter("Invalid '" + unknown.member() + "' setting: " + unknown.value());
        });
        ResourceTags.check(request.hasTags() ? request.tags() : null, Errors::invalidParameter);
        ResourceNames names = ResourceNames.of(call);
        Cluster cluster = clusters.find(name, names)
                .filter(Clusters::isActive)
                .orElseGet(() -> clusters.add(form(request, name), names));
        tags.put(cluster.clusterArn(), request.tags());
        return CreateClusterResponse.builder()
                .cluster(description.of(cluster, Set.of(ClusterField.SETTINGS, ClusterField.TAGS)))
                .build();
    }

    private static Cluster form(CreateClusterRequest request, String name) {
        Cluster.Builder cluster = Members.copyExcept(
                        request, Cluster.builder(), Set.of("tags", "serviceConnectDefaults"))
                .clusterName(name);
        if (request.serviceConnectDefaults() != null) {
            cluster.serviceConnectDefaults(ClusterServiceConnectDefaults.builder()
                    .namespace(request.serviceConnectDefaults().namespace())
                    .build());
        }
        return cluster.build();
    }

    private DescribeClustersResponse describe(DescribeClustersRequest request, CallContext call) {
        if (request.clusters().size() > MOST_DESCRIBED) {
            throw Errors.invalidParameter("Clusters cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        ResourceNames names = ResourceNames.of(call);
        List<String> wanted = request.clusters().isEmpty() ? List.of(Clusters.DEFAULT) : request.clusters();
        List<Cluster> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : wanted) {
            clusters.find(name, names)
                    .ifPresentOrElse(
                            cluster -> found.add(description.of(cluster, Set.copyOf(request.include()))),
                            () -> failures.add(Failure.builder()
                                    .arn(name.startsWith("arn:") ? name : names.cluster(name))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }
}

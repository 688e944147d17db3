package io.github.ecsmaven.local.wire;

import io.github.ecsmaven.local.state.StateSection;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/** The smallest service that reads, writes, refuses, fails and keeps something. */
public final class ClusterNames implements AwsService, StateSection {
    private final List<String> names = new ArrayList<>();

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("AmazonEC2ContainerServiceV20141113");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.<CreateClusterRequest, CreateClusterResponse>write(
                        "CreateCluster", CreateClusterRequest::builder, this::create),
                Operation.<ListClustersRequest, ListClustersResponse>read(
                        "ListClusters", ListClustersRequest::builder, this::list));
    }

    private CreateClusterResponse create(CreateClusterRequest request, CallContext context) {
        if (names.contains(request.clusterName())) {
            throw new ApiException("ClientException", 400, "The cluster exists: " + request.clusterName());
        }
        if (request.clusterName().equals("defect")) {
            throw new IllegalStateException("a defect");
        }
        names.add(request.clusterName());
        return CreateClusterResponse.builder()
                .cluster(cluster -> cluster.clusterName(request.clusterName())
                        .clusterArn("arn:aws:ecs:" + context.region() + ":" + context.account() + ":cluster/"
                                + request.clusterName())
                        .status("ACTIVE")
                        .tags(List.of()))
                .build();
    }

    private ListClustersResponse list(ListClustersRequest request, CallContext context) {
        return ListClustersResponse.builder().clusterArns(names).build();
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartArray();
        names.forEach(json::writeValue);
        json.writeEndArray();
    }

    @Override
    public void read(JsonNode json) {
        names.clear();
        json.asArray().forEach(name -> names.add(name.asString()));
    }
}

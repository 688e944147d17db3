package io.github.ecsmaven.local.corpus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is checked against recorded answers. */
interface Server {
    /** The task definition that describing answers after this one was registered, its tags put into it. */
    Map<String, @Nullable Object> taskDefinition(Map<String, @Nullable Object> request, Place place);

    /**
     * The service that describing answers after this one was created.
     *
     * @param request names its task definition as the recorded answer does, and so does the result
     * @param taskDefinition one that it can run, registered before
     */
    Map<String, @Nullable Object> service(
            Map<String, @Nullable Object> request, Map<String, @Nullable Object> taskDefinition, Place place);

    /**
     * Where a recorded resource was.
     *
     * @param cluster name of its cluster
     */
    record Place(String region, String account, String cluster) {
        static Place of(Map<String, @Nullable Object> resource) {
            String cluster = Document.text(resource, "clusterArn");
            String[] arn = (cluster.isEmpty() ? Document.text(resource, "taskDefinitionArn") : cluster).split(":", 6);
            boolean known = arn.length == 6 && arn[4].matches("\\d{12}");
            return new Place(
                    known ? arn[3] : "us-east-1",
                    known ? arn[4] : "123456789012",
                    cluster.isEmpty() ? "default" : cluster.substring(cluster.lastIndexOf('/') + 1));
        }
    }
}

package io.github.ecsmaven.local.wire;

/** How a service's calls and answers look on the wire, with what its calls are recognised by. */
public sealed interface Protocol {
    /**
     * JSON bodies; the operation is in a header.
     *
     * @param targetPrefix what stands before the operation in {@code X-Amz-Target}:
     *     {@code AmazonEC2ContainerServiceV20141113}
     */
    record AwsJson(String targetPrefix) implements Protocol {}

    /**
     * Form parameters in, XML out.
     *
     * @param version the API version in the parameter {@code Version}: {@code 2011-06-15}
     * @param namespace of the XML answers: {@code https://sts.amazonaws.com/doc/2011-06-15/}
     */
    record AwsQuery(String version, String namespace) implements Protocol {}
}

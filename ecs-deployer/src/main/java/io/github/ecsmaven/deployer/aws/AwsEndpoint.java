package io.github.ecsmaven.deployer.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Where AWS is called, and how patiently.
 *
 * @param region the AWS Region, {@code eu-west-1}
 * @param override one endpoint for every service, for {@code ecs-local} or a VPC endpoint; null: AWS's own
 * @param attempts how often a call that may be repeated is tried in all, at least 1
 * @param connectTimeout until a connection is there
 * @param socketTimeout between two packets of an answer
 */
public record AwsEndpoint(
        String region, @Nullable URI override, int attempts, Duration connectTimeout, Duration socketTimeout) {
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SOCKET = Duration.ofSeconds(30);

    public AwsEndpoint {
        if (region.isBlank()) {
            throw new IllegalArgumentException("the Region is empty");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, is " + attempts);
        }
    }

    /** An endpoint with the usual patience: 4 attempts, 5 s to connect, 30 s of silence. */
    public static AwsEndpoint of(String region, @Nullable URI override) {
        return new AwsEndpoint(region, override, ATTEMPTS, CONNECT, SOCKET);
    }

    /**
     * The URL that a service is called at, for messages.
     *
     * @param service the prefix of its endpoint and of its IAM actions: {@code ecs}, {@code sts}
     */
    public String url(String service) {
        return override != null
                ? override.toString()
                : "https://" + ServiceMetadata.of(service).endpointFor(Region.of(region));
    }

    /** Where a service is called: {@code ecs.eu-west-1.amazonaws.com:443}. */
    String hostAndPort(String service) {
        URI url = URI.create(url(service));
        int port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
        return url.getHost() + ":" + port;
    }

    /** Whether the override is on this machine, where a proxy must never be asked. */
    boolean isLoopback() {
        if (override == null || override.getHost() == null) {
            return false;
        }
        try {
            return InetAddress.getByName(override.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package io.github.ecsmaven.deployer.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What a container's {@code image} names: {@code registry/repository:tag@digest}. Source: the reference grammar of the OCI
 * distribution specification, and Image URI in the Amazon ECR user guide.
 *
 * @param registry {@code 111122223333.dkr.ecr.eu-west-1.amazonaws.com}; empty where Docker Hub is meant
 * @param repository {@code team/shop}
 * @param tag null where there is none
 * @param digest {@code sha256:…}; null where there is none
 */
public record ImageReference(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest) {
    private static final String LATEST = "latest";

    private static final Pattern ECR = Pattern.compile("([0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\."
            + "(?:amazonaws\\.com(?:\\.cn)?|on\\.aws|on\\.amazonwebservices\\.com\\.cn)");

    /** A reference, taken apart. Any text is one; what is no reference names nothing that there is. */
    public static ImageReference of(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? null : image.substring(at + 1);
        String name = at < 0 ? image : image.substring(0, at);
        int slash = name.indexOf('/');
        String host = slash < 0 ? "" : name.substring(0, slash);
        boolean registered = host.contains(".") || host.contains(":") || host.equals("localhost");
        String rest = registered ? name.substring(slash + 1) : name;
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        return new ImageReference(
                registered ? host : "",
                colon < 0 ? rest : rest.substring(0, colon),
                colon < 0 ? null : rest.substring(colon + 1),
                digest);
    }

    /** The private repository of Amazon ECR that it is in; empty for another registry. */
    public Optional<EcrRepository> ecr() {
        Matcher host = ECR.matcher(registry);
        return host.matches()
                ? Optional.of(new EcrRepository(host.group(1), host.group(2), repository))
                : Optional.empty();
    }

    /** The tag whose image may become another one: {@code latest} where none is written; empty where a digest is. */
    public Optional<String> movableTag() {
        return digest != null ? Optional.empty() : Optional.of(tag == null ? LATEST : tag);
    }

    /**
     * A private repository of Amazon ECR.
     *
     * @param account whose registry it is in
     * @param name {@code team/shop}
     */
    public record EcrRepository(String account, String region, String name) {
        /** {@code arn:aws:ecr:eu-west-1:111122223333:repository/team/shop}. */
        public String arn() {
            String partition = PartitionMetadata.of(Region.of(region)).id();
            return "arn:" + partition + ":ecr:" + region + ":" + account + ":repository/" + name;
        }
    }
}

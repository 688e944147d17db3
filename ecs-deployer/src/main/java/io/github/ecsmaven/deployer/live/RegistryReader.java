package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.image.ImageReference;
import io.github.ecsmaven.deployer.image.ImageReference.EcrRepository;
import io.github.ecsmaven.deployer.live.LiveSurroundings.RegistryImage;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Asks registries of Amazon ECR which digests tags have: one call for each repository, all side by side. */
final class RegistryReader {
    private static final String ACTION = "ecr:BatchGetImage";

    /** What the registry is to answer with as it is; it would make another document, with another digest, of what is left out. */
    private static final List<String> MEDIA_TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final Function<String, EcrClient> clients;
    private final AwsErrors errors;

    /** @param clients by Region; a client that repeats reads */
    RegistryReader(Function<String, EcrClient> clients, AwsErrors errors) {
        this.clients = clients;
        this.errors = errors;
    }

    /**
     * What the registries say, by reference.
     *
     * @param images references to private repositories of ECR, by tag
     */
    Map<String, RegistryImage> read(Collection<String> images) {
        Map<EcrRepository, Map<String, String>> byRepository = new LinkedHashMap<>();
        for (String image : images) {
            ImageReference reference = ImageReference.of(image);
            byRepository
                    .computeIfAbsent(reference.ecr().orElseThrow(), repository -> new LinkedHashMap<>())
                    .put(image, reference.movableTag().orElseThrow());
        }
        List<Supplier<Map<String, RegistryImage>>> calls = byRepository.entrySet().stream()
                .<Supplier<Map<String, RegistryImage>>>map(each -> () -> read(each.getKey(), each.getValue()))
                .toList();
        Map<String, RegistryImage> found = new HashMap<>();
        SideBySide.all(calls).forEach(found::putAll);
        return found;
    }

    /** @param tags by reference */
    private Map<String, RegistryImage> read(EcrRepository repository, Map<String, String> tags) {
        BatchGetImageResponse answer;
        try {
            answer = clients.apply(repository.region())
                    .batchGetImage(request -> request.registryId(repository.account())
                            .repositoryName(repository.name())
                            .imageIds(tags.values().stream()
                                    .distinct()
                                    .map(tag -> ImageIdentifier.builder()
                                            .imageTag(tag)
                                            .build())
                                    .toList())
                            .acceptedMediaTypes(MEDIA_TYPES));
        } catch (SdkException e) {
            RegistryImage.Answer why = answered(e);
            if (why == null) {
                throw errors.translate(e, ACTION, repository.arn());
            }
            return tags.keySet().stream()
                    .collect(Collectors.toMap(image -> image, image -> new RegistryImage(null, Set.of(), why)));
        }
        Map<String, RegistryImage> byTag = new HashMap<>();
        answer.images().forEach(image -> byTag.put(image.imageId().imageTag(), found(image)));
        Map<String, RegistryImage> all = new HashMap<>();
        tags.forEach((image, tag) -> all.put(
                image, byTag.getOrDefault(tag, new RegistryImage(null, Set.of(), RegistryImage.Answer.NO_SUCH_TAG))));
        return all;
    }

    /** Null where nothing can be said. */
    private static RegistryImage.@Nullable Answer answered(SdkException failure) {
        if (AwsErrors.isDenied(failure)) {
            return RegistryImage.Answer.DENIED;
        }
        return AwsErrors.codeOf(failure).equals("RepositoryNotFoundException")
                ? RegistryImage.Answer.NO_SUCH_REPOSITORY
                : null;
    }

    private static RegistryImage found(Image image) {
        return new RegistryImage(
                image.imageId().imageDigest(), platforms(image.imageManifest()), RegistryImage.Answer.FOUND);
    }

    /** The images that an index lists. Source: the image index of the OCI image format specification. */
    private static Set<String> platforms(@Nullable String manifest) {
        if (manifest == null) {
            return Set.of();
        }
        try {
            return JsonNode.parser().parse(manifest).field("manifests").filter(JsonNode::isArray).stream()
                    .flatMap(list -> list.asArray().stream())
                    .flatMap(each -> each.field("digest").stream())
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            // Old forms are no JSON document that this is looked for in.
            return Set.of();
        }
    }
}

package io.github.ecsmaven.local.ecr;

import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.data.GivenImage;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/** The repositories that were given, in each Region, and those that were created, each in its own. */
final class Repositories {
    private final Map<String, Repository> given = new TreeMap<>();
    private final Map<String, List<GivenImage>> images = new TreeMap<>();
    private final KeptMap<Repository> created =
            KeptMap.sorted("created", ShapeJson::write, json -> ShapeJson.read(json, Repository.builder()));

    /** A repository that only images name is there too. */
    Repositories(AccountData data) {
        data.repositories().forEach(repository -> given.put(repository.repositoryName(), repository));
        for (GivenImage image : data.images()) {
            String name = image.detail().repositoryName();
            given.computeIfAbsent(
                    name, absent -> Repository.builder().repositoryName(absent).build());
            images.put(
                    name, Stream.concat(images(name).stream(), Stream.of(image)).toList());
        }
    }

    Optional<Repository> find(@Nullable String name, CallContext call) {
        return name == null ? Optional.empty() : Optional.ofNullable(all(call).get(name));
    }

    /** The images of a repository; one that was created has none. */
    List<GivenImage> images(String repository) {
        return images.getOrDefault(repository, List.of());
    }

    /** The digest that a tag has; empty where the repository has no such tag. */
    Optional<String> digest(String repository, String tag) {
        return images(repository).stream()
                .map(GivenImage::detail)
                .filter(image -> image.imageTags().contains(tag))
                .map(ImageDetail::imageDigest)
                .findFirst();
    }

    /** Those of a Region, by name. */
    Map<String, Repository> all(CallContext call) {
        Map<String, Repository> all = new TreeMap<>();
        given.forEach((name, repository) -> all.put(name, filled(repository, Instant.EPOCH, call)));
        created.values().stream()
                .filter(repository -> repository.repositoryArn().equals(arn(repository.repositoryName(), call)))
                .forEach(repository -> all.put(repository.repositoryName(), repository));
        return new LinkedHashMap<>(all);
    }

    Repository create(Repository form, CallContext call) {
        Repository repository = filled(form, call.now(), call);
        created.put(repository.repositoryArn(), repository);
        return repository;
    }

    private static Repository filled(Repository form, Instant createdAt, CallContext call) {
        String name = form.repositoryName();
        Repository.Builder repository = form.toBuilder()
                .registryId(call.account())
                .repositoryArn(arn(name, call))
                .repositoryUri(call.account() + ".dkr.ecr." + call.region() + ".amazonaws.com/" + name)
                .createdAt(form.createdAt() == null ? createdAt : form.createdAt());
        if (form.imageTagMutabilityAsString() == null) {
            repository.imageTagMutability(ImageTagMutability.MUTABLE);
        }
        if (form.imageScanningConfiguration() == null) {
            repository.imageScanningConfiguration(
                    ImageScanningConfiguration.builder().scanOnPush(false).build());
        }
        if (form.encryptionConfiguration() == null) {
            repository.encryptionConfiguration(EncryptionConfiguration.builder()
                    .encryptionType(EncryptionType.AES256)
                    .build());
        }
        return repository.build();
    }

    private static String arn(String name, CallContext call) {
        return ResourceArn.of(call, "ecr", "repository/" + name);
    }

    /** What changes of those that were created are kept by. */
    StatePart part() {
        return created;
    }

    /** Writes those that were created as one JSON array. */
    void write(JsonWriter json) {
        json.writeStartArray();
        created.values().forEach(repository -> ShapeJson.write(repository, json));
        json.writeEndArray();
    }

    void read(JsonNode json) {
        created.clear();
        for (JsonNode element : json.asArray()) {
            Repository repository = ShapeJson.read(element, Repository.builder());
            created.put(repository.repositoryArn(), repository);
        }
    }
}

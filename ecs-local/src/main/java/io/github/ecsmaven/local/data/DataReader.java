package io.github.ecsmaven.local.data;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** Reads the lists of a data file into the API's shapes and says exactly where something is wrong. */
final class DataReader {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String IMAGES = "images";
    private static final String MANIFEST = "imageManifest";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final Path file;
    private final Map<String, JsonNode> members;

    DataReader(Path file, Map<String, JsonNode> members) {
        this.file = file;
        this.members = members;
    }

    void requireMembers(Set<String> known) {
        members.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw wrong("'" + unknown + "'", "is none of " + AccountData.sorted(known));
                });
    }

    EcsLocalException wrong(String where, String what) {
        return new EcsLocalException(
                "the data file " + file + " is wrong: " + where + " " + what + "; correct it", null);
    }

    <T> List<T> list(String name, Supplier<? extends SdkPojo> builder) {
        List<T> read = new ArrayList<>();
        List<JsonNode> entries = entries(name);
        for (int i = 0; i < entries.size(); i++) {
            read.add(shape(entries.get(i), builder, name + "[" + i + "]", Set.of()));
        }
        return read;
    }

    List<GivenImage> images() {
        List<GivenImage> read = new ArrayList<>();
        List<JsonNode> entries = entries(IMAGES);
        for (int i = 0; i < entries.size(); i++) {
            read.add(image(entries.get(i), IMAGES + "[" + i + "]"));
        }
        return read;
    }

    private List<JsonNode> entries(String name) {
        JsonNode list = members.get(name);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong(name, "is not a list");
        }
        return list.asArray();
    }

    // The SDK does not tell by its types what a builder builds, so the caller says it.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T shape(JsonNode json, Supplier<? extends SdkPojo> builder, String where, Set<String> besides) {
        requireKnown(json, builder.get(), where, besides);
        try {
            return ShapeJson.read(json, builder.get());
        } catch (ApiException mistyped) {
            throw wrong(where, "has a value of another type than the API: " + mistyped.getMessage());
        }
    }

    /** The wire ignores members that it does not know, as AWS does; in a file they are mistakes. */
    private void requireKnown(JsonNode json, SdkPojo shape, String where, Set<String> besides) {
        if (!json.isObject()) {
            throw wrong(where, "is not a JSON object");
        }
        Map<String, SdkField<?>> known = new LinkedHashMap<>();
        shape.sdkFields().forEach(field -> known.put(field.locationName(), field));
        json.asObject().forEach((name, value) -> {
            SdkField<?> field = known.get(name);
            if (field != null) {
                requireKnown(value, field, where + "." + name);
            } else if (!besides.contains(name)) {
                throw wrong(
                        where + "." + name,
                        "is not a member of the API's shape, which has " + new TreeSet<>(known.keySet()));
            }
        });
    }

    private void requireKnown(JsonNode json, SdkField<?> field, String where) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.SDK_POJO && json.isObject()) {
            requireKnown(json, field.constructor().get(), where, Set.of());
        } else if (type == MarshallingKnownType.LIST && json.isArray()) {
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            for (int i = 0; i < json.asArray().size(); i++) {
                requireKnown(json.asArray().get(i), element, where + "[" + i + "]");
            }
        } else if (type == MarshallingKnownType.MAP && json.isObject()) {
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            json.asObject().forEach((key, value) -> requireKnown(value, element, where + "." + key));
        }
    }

    private GivenImage image(JsonNode json, String where) {
        ImageDetail detail = shape(json, ImageDetail::builder, where, Set.of(MANIFEST));
        JsonNode text = json.field(MANIFEST).orElse(null);
        if (text != null && !text.isString()) {
            throw wrong(where + "." + MANIFEST, "is not a text");
        }
        String manifest = text == null ? null : text.asString();
        if (detail.repositoryName() == null || detail.repositoryName().isBlank()) {
            throw wrong(where, "has no repositoryName");
        }
        return image(detail, manifest, where);
    }

    private GivenImage image(ImageDetail detail, @Nullable String given, String where) {
        String digest = detail.imageDigest();
        String manifest = given == null && digest == null ? manifest(detail) : given;
        String ofManifest = manifest == null ? digest : "sha256:" + sha256(manifest);
        if (digest != null && (!DIGEST.matcher(digest).matches() || !digest.equals(ofManifest))) {
            throw wrong(
                    where + ".imageDigest",
                    "must be sha256: with 64 hexadecimal digits, and that of imageManifest where one is given");
        }
        ImageDetail.Builder filled = detail.toBuilder().imageDigest(ofManifest);
        if (manifest != null) {
            filled.imageManifestMediaType(
                    detail.imageManifestMediaType() == null ? MANIFEST_TYPE : detail.imageManifestMediaType());
        }
        return new GivenImage(filled.build(), manifest);
    }

    /** A manifest of no layers that no other image has. */
    private static String manifest(ImageDetail detail) {
        String config = "{\"image\":\"" + detail.repositoryName() + " " + detail.imageTags() + "\"}";
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":"
                + config.getBytes(StandardCharsets.UTF_8).length + ",\"digest\":\"sha256:" + sha256(config)
                + "\"},\"layers\":[]}";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

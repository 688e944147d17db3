package io.github.ecsmaven.local.ecs.resource;

/** What the registries say of images when ECS resolves them. */
@FunctionalInterface
public interface ImageDigests {
    /** The digest of the image that a reference names now: {@code sha256:…}. */
    String of(String image);

    /** Registries that nobody described: each reference has a digest of its own, always the same. */
    static ImageDigests made() {
        return Identifiers::imageDigest;
    }
}

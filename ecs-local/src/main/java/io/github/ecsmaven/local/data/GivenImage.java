package io.github.ecsmaven.local.data;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/**
 * An image that is in a repository from the beginning.
 *
 * @param detail with repository and digest
 * @param manifest as the registry has it; null where only a digest was given, which is then not of any manifest known
 */
public record GivenImage(ImageDetail detail, @Nullable String manifest) {}

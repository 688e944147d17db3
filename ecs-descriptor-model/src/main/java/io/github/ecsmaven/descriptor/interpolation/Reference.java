package io.github.ecsmaven.descriptor.interpolation;

/**
 * One {@code ${…}} in a descriptor.
 *
 * @param scheme what answers it: {@code cfn}, {@code ssm}, {@code ssm-arn}, {@code secret-arn}, {@code terraform}
 *     for look-ups; {@code images} for an image of the descriptor; empty for a local property
 * @param name what is asked for, without the scheme: {@code network.PrivateSubnets}
 */
public record Reference(String scheme, String name) {
    /** The scheme of an image of the descriptor: {@code ${images.web}}. */
    public static final String IMAGES = "images";

    @Override
    public String toString() {
        String separator = scheme.equals(IMAGES) ? "." : ":";
        return "${" + (scheme.isEmpty() ? "" : scheme + separator) + name + "}";
    }
}

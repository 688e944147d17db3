package io.github.ecsmaven.descriptor.interpolation;

/**
 * One {@code ${…}} in a descriptor.
 *
 * @param scheme what answers it: {@code cfn}, {@code ssm}, {@code ssm-arn}, {@code secret-arn}, {@code terraform}
 *     for look-ups; {@code images} for an image of the descriptor; empty for a local property
 * @param name what is asked for, without the scheme and the default: {@code network.PrivateSubnets}
 */
public record Reference(String scheme, String name) {
    /** The scheme of an image of the descriptor: {@code ${images.web}}. */
    public static final String IMAGES = "images";

    /** What holds the value: the stack, the Terraform file; the whole name where the value stands alone. */
    public String holder() {
        int end = separator();
        return end < 0 ? name : name.substring(0, end);
    }

    /** The output of the stack or of the Terraform file; empty where the value stands alone. */
    public String output() {
        int end = separator();
        return end < 0 ? "" : name.substring(end + 1);
    }

    /** The same look-up of another output. */
    public Reference withOutput(String output) {
        return new Reference(scheme, name.substring(0, separator() + 1) + output);
    }

    private int separator() {
        return switch (scheme) {
            case "cfn" -> name.lastIndexOf('.');
            case "terraform" -> name.lastIndexOf('#');
            default -> -1;
        };
    }

    @Override
    public String toString() {
        String separator = scheme.equals(IMAGES) ? "." : ":";
        return "${" + (scheme.isEmpty() ? "" : scheme + separator) + name + "}";
    }
}

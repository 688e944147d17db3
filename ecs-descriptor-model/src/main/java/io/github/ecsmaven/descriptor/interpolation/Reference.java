package io.github.ecsmaven.descriptor.interpolation;

/**
 * One {@code ${…}} in a descriptor.
 *
 * @param scheme what answers it: {@code cfn}, {@code ssm}, {@code ssm-arn}, {@code secret-arn}, {@code terraform}
 *     for look-ups; empty for a local property
 * @param name what is asked for, without the scheme: {@code network.PrivateSubnets}
 */
public record Reference(String scheme, String name) {
    @Override
    public String toString() {
        return "${" + (scheme.isEmpty() ? "" : scheme + ":") + name + "}";
    }
}

package io.github.ecsmaven.descriptor.shape;

/**
 * A member of a structure.
 *
 * @param name the API name
 * @param shape what it can hold
 * @param standing whether it can be written here
 */
public record Member(String name, Shape shape, Standing standing) {
    /** A member that can be written. */
    public Member(String name, Shape shape) {
        this(name, shape, new Usable());
    }

    /** Whether a member can be written here. */
    public sealed interface Standing {}

    /** It can. */
    public record Usable() implements Standing {}

    /**
     * It exists in the API, but has another place in a descriptor.
     *
     * @param place the right place, one sentence without a full stop
     */
    public record Reserved(String place) implements Standing {}
}

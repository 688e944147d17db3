package io.github.ecsmaven.descriptor.source;

/**
 * Something that keeps a file from being read as one YAML document of maps, lists and scalars.
 *
 * @param kind what sort of fault it is
 * @param position where
 * @param what what is wrong, one sentence without a full stop
 * @param cure what to do, one sentence without a full stop
 */
public record SourceFault(Kind kind, SourcePosition position, String what, String cure) {
    /** The sorts of faults; each is a problem id of the same name. */
    public enum Kind {
        NOT_YAML,
        EMPTY_DESCRIPTOR,
        WRONG_ENCODING,
        TOO_LARGE,
        DUPLICATE_KEY,
        UNSUPPORTED_YAML,
        TEMPLATE_SYNTAX
    }
}

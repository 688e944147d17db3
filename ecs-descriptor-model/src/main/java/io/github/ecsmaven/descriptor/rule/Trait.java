package io.github.ecsmaven.descriptor.rule;

/** What is special about a field. */
public enum Trait {
    /** Computed by the server; never wanted, never compared. */
    OUTPUT("output"),
    /** Compared and written apart from the document that it is in: tags. */
    SEPARATE("separate"),
    /** A structure that is present with nothing but defaults differs from an absent one. */
    PRESENCE("presence"),
    /** The empty string is no value. */
    EMPTY_IS_ABSENT("emptyIsAbsent"),
    /** Always sent complete: members that an update leaves out would be put back to their defaults. */
    WHOLE("whole"),
    /** Where the descriptor says nothing the live value is kept, also inside an element that is otherwise declared. */
    ADOPTED("adopted");

    private final String code;

    Trait(String code) {
        this.code = code;
    }

    static Trait ofCode(String code) {
        for (Trait trait : values()) {
            if (trait.code.equals(code)) {
                return trait;
            }
        }
        throw new IllegalArgumentException("no trait is called " + code);
    }
}

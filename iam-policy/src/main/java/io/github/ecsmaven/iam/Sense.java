package io.github.ecsmaven.iam;

/** Whether an element of a statement names what it is about ({@code Action}) or all but that ({@code NotAction}). */
public enum Sense {
    MATCHING,
    NOT_MATCHING;

    /** The element's name in a policy document, for example {@code NotAction} for {@code Action}. */
    String elementName(String element) {
        return this == MATCHING ? element : "Not" + element;
    }
}

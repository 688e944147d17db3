package io.github.ecsmaven.local.clients;

import java.util.Locale;

/**
 * Something in an answer that AWS would not answer so.
 *
 * @param path {@code ecs:Service.events}: service, shape, member; of an error {@code ecs:DescribeServices!CODE}
 * @param found what was expected and what was there
 */
record Difference(Kind kind, String path, String found) {
    /** In which way it differs. */
    enum Kind {
        /** A member that recorded answers always have, or the model or a sourced row requires. */
        LACKING,
        /** A member that neither a recording nor the model has. */
        SURPLUS,
        /** Another type. */
        TYPE,
        /** Another order. */
        ORDER,
        /** An error that the operation does not have, or one without its message. */
        ERROR;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By which it is explained: {@code lacking ecs:Service.events}. */
    String key() {
        return kind.text() + " " + path;
    }
}

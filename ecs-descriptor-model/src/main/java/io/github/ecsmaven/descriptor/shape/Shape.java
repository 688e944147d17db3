package io.github.ecsmaven.descriptor.shape;

/** What a place in a descriptor can hold. */
public sealed interface Shape permits StructureShape, Shape.ListShape, Shape.MapShape, Shape.ScalarShape {
    /** What is expected, for messages: {@code a list}, {@code a whole number}. */
    String describe();

    /** A list of values of one shape. */
    record ListShape(Shape element) implements Shape {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A map whose keys belong to the user. */
    record MapShape(Shape value) implements Shape {
        @Override
        public String describe() {
            return "a map";
        }
    }

    /** A value without parts, or a document. */
    record ScalarShape(Kind kind) implements Shape {
        @Override
        public String describe() {
            return kind.description;
        }
    }

    /** The types of values without parts. */
    enum Kind {
        TEXT("a string"),
        /** 32 bits. */
        INTEGER("a whole number"),
        /** 64 bits. */
        LONG("a whole number"),
        DECIMAL("a number"),
        BOOLEAN("true or false"),
        INSTANT("a time such as 2026-01-31T12:00:00Z"),
        /** Any JSON value. */
        DOCUMENT("a value");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** The shape of a string. */
    static Shape text() {
        return new ScalarShape(Kind.TEXT);
    }

    /** The shape of a list of strings. */
    static Shape texts() {
        return new ListShape(text());
    }
}

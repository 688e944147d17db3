package io.github.ecsmaven.facts;

/** What a shape of a service model is. The names are the model's type names in capital letters. */
public enum Kind {
    STRUCTURE,
    LIST,
    MAP,
    STRING,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    TIMESTAMP,
    BLOB,
    /** Free-form JSON: a structure that the model marks as a document. */
    DOCUMENT
}

package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.value.Value;

/**
 * Two braces together mark a template wherever they stand in a file, so where they belong to a value the first is written
 * as {@code \x7b}. The emitter has no such escape; a character that occurs nowhere else stands for it until it is done.
 */
record BraceMark(char character) {
    private static final char FIRST_PRIVATE_USE = '\uE000';

    /** A mark that no text of the document holds. */
    static BraceMark absentFrom(Value document) {
        char free = FIRST_PRIVATE_USE;
        String all = document.toString();
        while (all.indexOf(free) >= 0) {
            free++;
        }
        return new BraceMark(free);
    }

    /** A text with the first of each two braces marked. */
    String marked(String text) {
        return text.replaceAll("\\{(?=\\{)", String.valueOf(character));
    }

    /** The document's text with the escape in the place of each mark. */
    String replaced(String yaml) {
        return yaml.replace(String.valueOf(character), "\\x7b");
    }
}

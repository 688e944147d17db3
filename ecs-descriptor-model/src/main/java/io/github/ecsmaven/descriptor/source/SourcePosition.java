package io.github.ecsmaven.descriptor.source;

import java.util.Comparator;

/**
 * A place in a file that a person wrote.
 *
 * @param file the file as the user would name it: relative to the project where it lies inside it
 * @param line the line, from 1
 * @param column the column, from 1, in Unicode code points
 */
public record SourcePosition(String file, int line, int column) implements Comparable<SourcePosition> {
    private static final Comparator<SourcePosition> ORDER = Comparator.comparing(SourcePosition::file)
            .thenComparingInt(SourcePosition::line)
            .thenComparingInt(SourcePosition::column);

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, the form that terminals and editors turn into a link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

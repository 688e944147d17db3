package io.github.ecsmaven.descriptor.value;

import java.util.List;
import java.util.Objects;

/**
 * The name of a value inside a descriptor or a live document: {@code service.loadBalancers[0].containerPort},
 * {@code taskDefinition.containerDefinitions[app].environment[LOG_LEVEL]}. Elements of a keyed list are named by their
 * key and so keep their name when the list is reordered.
 *
 * @param segments from the root outwards
 */
public record KeyedPath(List<Segment> segments) implements Comparable<KeyedPath> {
    /** One step of a path. */
    public sealed interface Segment {}

    /** A member of a structure or an entry of a map. */
    public record Member(String name) implements Segment {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An element of a keyed list or a set, by what tells it from its siblings. */
    public record Key(String key) implements Segment {
        @Override
        public String toString() {
            return "[" + key + "]";
        }
    }

    /** An element of an ordered list, by its place from 0. */
    public record Index(int index) implements Segment {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    public KeyedPath {
        segments = List.copyOf(segments);
    }

    /** The path of a whole document. */
    public static KeyedPath root() {
        return new KeyedPath(List.of());
    }

    /** The path of a member of the document, and of members of it in turn. */
    public static KeyedPath of(String first, String... more) {
        KeyedPath path = root().member(first);
        for (String name : more) {
            path = path.member(name);
        }
        return path;
    }

    /** This path and then a member or map entry. */
    public KeyedPath member(String name) {
        return then(new Member(name));
    }

    /** This path and then an element by key. */
    public KeyedPath key(String key) {
        return then(new Key(key));
    }

    /** This path and then an element by place. */
    public KeyedPath index(int index) {
        return then(new Index(index));
    }

    /** This path and then a step. */
    public KeyedPath then(Segment segment) {
        Segment[] longer = segments.toArray(new Segment[segments.size() + 1]);
        longer[segments.size()] = segment;
        return new KeyedPath(List.of(longer));
    }

    /** Whether this path is {@code other} or lies below it. */
    public boolean startsWith(KeyedPath other) {
        return segments.size() >= other.segments.size()
                && segments.subList(0, other.segments.size()).equals(other.segments);
    }

    /** Everything below the given number of segments: {@code service.a.b} without its first is {@code a.b}. */
    public KeyedPath withoutFirst(int count) {
        Objects.checkFromToIndex(count, segments.size(), segments.size());
        return new KeyedPath(segments.subList(count, segments.size()));
    }

    /**
     * The path with every element written {@code []}: the name under which field rules are kept, such as
     * {@code taskDefinition.containerDefinitions[].environment[].value}.
     */
    public String rulePath() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            if (segment instanceof Member member) {
                text.append(text.isEmpty() ? "" : ".").append(member.name());
            } else {
                text.append("[]");
            }
        }
        return text.toString();
    }

    @Override
    public int compareTo(KeyedPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            if (segment instanceof Member && !text.isEmpty()) {
                text.append('.');
            }
            text.append(segment);
        }
        return text.toString();
    }
}

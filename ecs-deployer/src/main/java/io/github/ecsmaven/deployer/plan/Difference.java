package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * What differs between the wanted and the live value at one path: a tree whose leaves are the changes. Paths start at
 * the descriptor's root, {@code service.desiredCount}.
 */
public sealed interface Difference {
    /** Where. */
    KeyedPath path();

    /** All changes at and below this place, in order. */
    Stream<Leaf> leaves();

    /** A structure, map or list something inside of which differs. */
    record Group(KeyedPath path, List<Difference> children) implements Difference {
        public Group {
            children = List.copyOf(children);
        }

        @Override
        public Stream<Leaf> leaves() {
            return children.stream().flatMap(Difference::leaves);
        }

        /** Whether nothing differs. */
        public boolean isEmpty() {
            return leaves().findAny().isEmpty();
        }
    }

    /** A change. */
    sealed interface Leaf extends Difference {
        /** What it causes. */
        Effect effect();

        @Override
        default Stream<Leaf> leaves() {
            return Stream.of(this);
        }
    }

    /** Wanted and not there. */
    record Added(KeyedPath path, Value after, Effect effect) implements Leaf {}

    /** There and not wanted. */
    record Removed(KeyedPath path, Value before, Effect effect) implements Leaf {}

    /** There with another value. */
    record Changed(KeyedPath path, Value before, Value after, Effect effect) implements Leaf {}
}

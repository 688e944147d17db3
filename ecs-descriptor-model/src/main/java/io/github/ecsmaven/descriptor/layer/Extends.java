package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The names under a file's {@code extends}, with local references filled in. */
final class Extends {
    static final String KEY = "extends";
    private static final KeyedPath PATH = KeyedPath.of(KEY);

    private final FieldRules rules;
    private final Interpolator interpolator;
    private final Problems problems;
    private boolean complete = true;

    Extends(FieldRules rules, Interpolator interpolator, Problems problems) {
        this.rules = rules;
        this.interpolator = interpolator;
        this.problems = problems;
    }

    /** Whether every element so far was a name. */
    boolean isComplete() {
        return complete;
    }

    /** One name, and where it is written. */
    record Name(String text, SourcePosition position, KeyedPath path) {}

    List<Name> of(DescriptorFile file) {
        List<Name> found = new ArrayList<>();
        SourceNode written = file.get(KEY).orElse(null);
        if (written instanceof ListNode list) {
            int index = 0;
            for (SourceNode element : list.elements()) {
                collect(element, Shape.text(), PATH.index(index++), found);
            }
        } else if (written != null && !(written instanceof ScalarNode scalar && scalar.isNull())) {
            // A reference may stand for the whole list; anything else is reported as no list.
            collect(written, Shape.texts(), PATH, found);
        }
        return found;
    }

    private void collect(SourceNode node, Shape shape, KeyedPath path, List<Name> found) {
        Value value = new Binder(rules, interpolator, problems)
                .bind(node, shape, path)
                .orElse(null);
        if (value instanceof Value.Unresolved unresolved) {
            problems.add(
                    ProblemId.LOOKUP_TOO_EARLY,
                    node.position(),
                    path,
                    unresolved.references().get(0)
                            + " cannot be looked up here: layers are read before AWS can be asked",
                    "Write the name, or take it from the build");
        }
        if (value instanceof Value.Cleared) {
            String what = "An element of `extends` is empty";
            problems.add(ProblemId.BLANK_VALUE, node.position(), path, what, "Name a layer, or remove the element");
        }
        List<Value> elements = value instanceof Value.Sequence sequence ? sequence.elements() : List.of();
        if (value instanceof Value.Text) {
            elements = List.of(value);
        }
        for (Value element : elements) {
            if (element instanceof Value.Text text) {
                found.add(new Name(text.text(), node.position(), path));
            }
        }
        complete &= value instanceof Value.Sequence || value instanceof Value.Text;
    }
}

package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.Collection;
import java.util.List;

/** How a holder of outputs says that it has no such output. */
final class Outputs {
    private static final int SHOWN = 12;

    private Outputs() {}

    /**
     * @param holder to begin a sentence with: {@code The stack network}
     * @param known the outputs that it has
     */
    static LookupAnswer.Missing missing(Reference reference, String holder, Collection<String> known) {
        String what = "`" + reference + "` is not found: " + holder + " has no output `" + reference.output() + "`";
        List<String> near = Nearest.several(reference.output(), known);
        List<String> shown = known.stream().sorted().limit(SHOWN).toList();
        String all = known.isEmpty()
                ? "It has no outputs at all"
                : "Its outputs are " + String.join(", ", shown) + (known.size() > SHOWN ? ", …" : "");
        return new LookupAnswer.Missing(
                what, near.isEmpty() ? all : "Did you mean `" + reference.withOutput(near.get(0)) + "`? " + all);
    }
}

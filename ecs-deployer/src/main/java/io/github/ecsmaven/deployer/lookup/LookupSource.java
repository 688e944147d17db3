package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Something that answers look-ups of some schemes. */
interface LookupSource {
    /** Questions that can be asked beside each other; together they answer each of the references. */
    List<Supplier<Map<Reference, LookupAnswer>>> questions(List<Reference> references);
}

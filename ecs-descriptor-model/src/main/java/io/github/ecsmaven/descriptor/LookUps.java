package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of a descriptor: those that are open, and how to have them filled in; or, once they are, which values are
 * secret.
 */
public final class LookUps {
    private static final LookUps NONE = new LookUps(Set.of(), Secrecy.none(), null);

    private final Set<Reference> open;
    private final Secrecy secrecy;
    private final @Nullable Function<LookupAnswers, DeploymentDescriptor> reading;

    private LookUps(
            Set<Reference> open, Secrecy secrecy, @Nullable Function<LookupAnswers, DeploymentDescriptor> reading) {
        this.open = Collections.unmodifiableSet(new LinkedHashSet<>(open));
        this.secrecy = secrecy;
        this.reading = reading;
    }

    /** Of a descriptor that has none. */
    public static LookUps none() {
        return NONE;
    }

    static LookUps open(Set<Reference> open, Function<LookupAnswers, DeploymentDescriptor> reading) {
        return open.isEmpty() ? NONE : new LookUps(open, Secrecy.none(), reading);
    }

    static LookUps filledIn(Secrecy secrecy) {
        return new LookUps(Set.of(), secrecy, null);
    }

    /** What is to be looked up, each once, in the order written. */
    public Set<Reference> open() {
        return open;
    }

    /** Which values are secret. */
    public Secrecy secrecy() {
        return secrecy;
    }

    /**
     * The descriptor with the answers in the place of its look-ups, read again from what was read before: no file is opened.
     *
     * @throws io.github.ecsmaven.descriptor.problem.InvalidDescriptorException where an answer is none, or makes the
     *     descriptor invalid; secrets are masked
     * @throws IllegalStateException where there is nothing to look up
     */
    public DeploymentDescriptor fillIn(LookupAnswers answers) {
        if (reading == null) {
            throw new IllegalStateException("there is nothing to look up");
        }
        return reading.apply(answers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookUps it && open.equals(it.open);
    }

    @Override
    public int hashCode() {
        return open.hashCode();
    }

    @Override
    public String toString() {
        return open.toString();
    }
}

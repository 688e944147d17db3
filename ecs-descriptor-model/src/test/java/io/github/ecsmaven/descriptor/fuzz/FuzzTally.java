package io.github.ecsmaven.descriptor.fuzz;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What came of some inputs.
 *
 * @param inputs how many were read
 * @param unexpected those that ended in anything but a descriptor or problems, each as a line that says which
 * @param slow those that took longer than the bound at each of their readings
 * @param ids the problems that occurred
 */
record FuzzTally(long inputs, List<String> unexpected, List<String> slow, Set<ProblemId> ids) {
    FuzzTally {
        unexpected = List.copyOf(unexpected);
        slow = List.copyOf(slow);
        ids = Set.copyOf(ids);
    }

    FuzzTally and(FuzzTally other) {
        List<String> allUnexpected = new ArrayList<>(unexpected);
        allUnexpected.addAll(other.unexpected);
        List<String> allSlow = new ArrayList<>(slow);
        allSlow.addAll(other.slow);
        Set<ProblemId> all = EnumSet.noneOf(ProblemId.class);
        all.addAll(ids);
        all.addAll(other.ids);
        return new FuzzTally(inputs + other.inputs, allUnexpected, allSlow, all);
    }

    /** The line of the check. */
    String line() {
        return "fuzz: inputs=" + inputs + " unexpected=" + unexpected.size() + " slow=" + slow.size() + " problem-ids="
                + ids.size();
    }
}

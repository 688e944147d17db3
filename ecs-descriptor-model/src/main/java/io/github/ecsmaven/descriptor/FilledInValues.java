package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.Interpolated.FilledIn;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a descriptor that were looked up: which of them are secret, and how problems speak of them. */
record FilledInValues(Map<KeyedPath, FilledIn> values) {
    Secrecy secrecy() {
        Set<KeyedPath> paths = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        values.forEach((path, filled) -> {
            if (filled.isSecret()) {
                paths.add(path);
                secrets.addAll(filled.secrets());
            }
        });
        return paths.isEmpty() ? Secrecy.none() : new Secrecy(paths, secrets);
    }

    /** Problems told so that each names the look-up that its value came from, and none tells a secret. */
    InvalidDescriptorException invalid(List<Problem> problems) {
        Secrecy secrecy = secrecy();
        return new InvalidDescriptorException(
                problems.stream().map(problem -> told(problem, secrecy)).toList());
    }

    private Problem told(Problem problem, Secrecy secrecy) {
        FilledIn filled = values.get(problem.path());
        String what = secrecy.masked(problem.what());
        if (filled != null) {
            List<String> names = filled.references().stream()
                    .map(Reference::toString)
                    .filter(name -> !problem.what().contains(name))
                    .toList();
            what += names.isEmpty() ? "" : " (the value is from `" + String.join("`, `", names) + "`)";
        }
        return new Problem(
                problem.id(),
                problem.where(),
                secrecy.masked(problem.path()),
                what,
                secrecy.masked(problem.cure()),
                problem.quote());
    }
}

package io.github.ecsmaven.descriptor.check;

import java.util.List;

/** One thing that AWS would refuse, or that is probably wrong. Pure. */
@FunctionalInterface
interface Check {
    List<Finding> findings(Subject subject);
}

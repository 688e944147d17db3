package io.github.ecsmaven.descriptor.check;

import java.util.List;

/** One thing that AWS would refuse. Pure. */
@FunctionalInterface
interface Check {
    List<Finding> findings(Subject subject);
}

package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;

/**
 * Something that AWS would refuse; or, where the id is a warning's, that it takes and that is probably wrong.
 *
 * @param path the value that is wrong, or the place where one is missing
 * @param what one sentence without a full stop
 * @param cure one sentence without a full stop
 */
public record Finding(ProblemId id, KeyedPath path, String what, String cure) {}

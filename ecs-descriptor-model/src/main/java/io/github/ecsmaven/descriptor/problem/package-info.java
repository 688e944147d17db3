/** What is wrong with a descriptor, where, why, and how to mend it. */
@NullMarked
package io.github.ecsmaven.descriptor.problem;

import org.jspecify.annotations.NullMarked;

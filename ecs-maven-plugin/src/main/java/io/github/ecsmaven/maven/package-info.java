/** The Maven goals: parameters in, one use case, out. */
@NullMarked
package io.github.ecsmaven.maven;

import org.jspecify.annotations.NullMarked;

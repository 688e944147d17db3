/** What things cost. */
@NullMarked
package io.github.ecsmaven.benchmarks;

import org.jspecify.annotations.NullMarked;

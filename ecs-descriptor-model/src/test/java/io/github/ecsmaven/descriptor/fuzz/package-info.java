/** Descriptors as nobody should write them, made from good ones at random. */
@NullMarked
package io.github.ecsmaven.descriptor.fuzz;

import org.jspecify.annotations.NullMarked;

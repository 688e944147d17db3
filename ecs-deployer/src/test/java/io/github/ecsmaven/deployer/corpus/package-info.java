/** Checks on recorded documents, in a folder that {@code -Dcorpus} names. */
@NullMarked
package io.github.ecsmaven.deployer.corpus;

import org.jspecify.annotations.NullMarked;

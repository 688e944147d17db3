/** Carries out a plan. */
@NullMarked
package io.github.ecsmaven.deployer.apply;

import org.jspecify.annotations.NullMarked;

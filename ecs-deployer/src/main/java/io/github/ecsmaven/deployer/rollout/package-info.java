/** Follows a service deployment to its end and judges it. */
@NullMarked
package io.github.ecsmaven.deployer.rollout;

import org.jspecify.annotations.NullMarked;

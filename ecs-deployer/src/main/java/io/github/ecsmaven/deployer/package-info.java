/** The engine: identity, live state, plan, apply, rollout, report. */
@NullMarked
package io.github.ecsmaven.deployer;

import org.jspecify.annotations.NullMarked;

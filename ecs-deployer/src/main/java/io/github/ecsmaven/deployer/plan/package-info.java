/** What differs, what that causes, and what is to be done. Pure. */
@NullMarked
package io.github.ecsmaven.deployer.plan;

import org.jspecify.annotations.NullMarked;

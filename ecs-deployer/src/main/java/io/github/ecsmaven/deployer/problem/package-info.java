/** What can go wrong, told so that it can be mended. */
@NullMarked
package io.github.ecsmaven.deployer.problem;

import org.jspecify.annotations.NullMarked;

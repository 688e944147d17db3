/** What runs now. */
@NullMarked
package io.github.ecsmaven.deployer.live;

import org.jspecify.annotations.NullMarked;

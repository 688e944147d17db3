/** The plugin under other Mavens and JDKs than the build's own. */
@NullMarked
package io.github.ecsmaven.maven.compatibility;

import org.jspecify.annotations.NullMarked;

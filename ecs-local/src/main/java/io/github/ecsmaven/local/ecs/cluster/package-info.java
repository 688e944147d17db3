/** Clusters and their operations. */
@NullMarked
package io.github.ecsmaven.local.ecs.cluster;

import org.jspecify.annotations.NullMarked;

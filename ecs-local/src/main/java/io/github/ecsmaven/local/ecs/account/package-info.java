/** Account settings and their operations. */
@NullMarked
package io.github.ecsmaven.local.ecs.account;

import org.jspecify.annotations.NullMarked;

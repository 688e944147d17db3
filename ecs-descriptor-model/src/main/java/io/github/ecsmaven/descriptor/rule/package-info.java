/** What ECS does with each field: order, keys, defaults, equality, effect. Data, not code. */
@NullMarked
package io.github.ecsmaven.descriptor.rule;

import org.jspecify.annotations.NullMarked;

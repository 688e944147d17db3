/** Which calls were received: what tests and checks of budgets count. */
@NullMarked
package io.github.ecsmaven.local.record;

import org.jspecify.annotations.NullMarked;

/** What outlives the process, of whatever kind its end is: a whole state, and a journal of what has changed since. */
@NullMarked
package io.github.ecsmaven.local.state;

import org.jspecify.annotations.NullMarked;

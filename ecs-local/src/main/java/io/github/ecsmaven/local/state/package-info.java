/** What outlives the process: one file, written whole and swapped in. */
@NullMarked
package io.github.ecsmaven.local.state;

import org.jspecify.annotations.NullMarked;

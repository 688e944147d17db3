/** What somebody may have meant. */
@NullMarked
package io.github.ecsmaven.descriptor.suggestion;

import org.jspecify.annotations.NullMarked;

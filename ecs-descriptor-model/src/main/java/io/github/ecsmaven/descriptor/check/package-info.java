/** What AWS would refuse, and what is probably wrong, as far as it can be known without AWS. */
@NullMarked
package io.github.ecsmaven.descriptor.check;

import org.jspecify.annotations.NullMarked;

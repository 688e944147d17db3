/** What AWS would refuse and can be known without AWS. */
@NullMarked
package io.github.ecsmaven.descriptor.check;

import org.jspecify.annotations.NullMarked;

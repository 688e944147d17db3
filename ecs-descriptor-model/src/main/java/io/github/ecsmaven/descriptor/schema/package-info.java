/** A JSON Schema of descriptors, for editors. */
@NullMarked
package io.github.ecsmaven.descriptor.schema;

import org.jspecify.annotations.NullMarked;

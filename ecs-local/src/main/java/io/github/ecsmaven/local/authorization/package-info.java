/** Decides by IAM's policies whether a caller may do what a call asks for. */
@NullMarked
package io.github.ecsmaven.local.authorization;

import org.jspecify.annotations.NullMarked;

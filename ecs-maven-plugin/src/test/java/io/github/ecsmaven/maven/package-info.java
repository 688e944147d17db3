/** The goals, without a Maven around them. */
@NullMarked
package io.github.ecsmaven.maven;

import org.jspecify.annotations.NullMarked;

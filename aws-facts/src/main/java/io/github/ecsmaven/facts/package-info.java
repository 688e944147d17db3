/** Facts that AWS publishes about its APIs, and a reader for them. Facts only: no behaviour, no prose. */
@NullMarked
package io.github.ecsmaven.facts;

import org.jspecify.annotations.NullMarked;

/** ecs-local in JUnit tests: an extension for JUnit 5 and newer. Nothing else here needs JUnit. */
@NullMarked
package io.github.ecsmaven.local.junit;

import org.jspecify.annotations.NullMarked;

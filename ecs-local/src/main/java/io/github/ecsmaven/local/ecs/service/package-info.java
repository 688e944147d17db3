/** Services: what may be created, what an update changes, what a description shows. */
@NullMarked
package io.github.ecsmaven.local.ecs.service;

import org.jspecify.annotations.NullMarked;

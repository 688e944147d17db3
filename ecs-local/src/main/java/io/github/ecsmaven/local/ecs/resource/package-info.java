/** What every resource of ECS has: names, identifiers, tags, pages of a listing, errors. */
@NullMarked
package io.github.ecsmaven.local.ecs.resource;

import org.jspecify.annotations.NullMarked;

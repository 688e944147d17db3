/** What the resources of every service have in common: ARNs, tags, pages of a listing. */
@NullMarked
package io.github.ecsmaven.local.resource;

import org.jspecify.annotations.NullMarked;

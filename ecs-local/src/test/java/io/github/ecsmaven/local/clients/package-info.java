/** Clients that nobody here wrote, and what they are answered beside what AWS is recorded to answer. */
@NullMarked
package io.github.ecsmaven.local.clients;

import org.jspecify.annotations.NullMarked;

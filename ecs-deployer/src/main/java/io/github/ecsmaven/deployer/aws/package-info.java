/** Clients of AWS: built lazily, once, with a journal of each call. */
@NullMarked
package io.github.ecsmaven.deployer.aws;

import org.jspecify.annotations.NullMarked;

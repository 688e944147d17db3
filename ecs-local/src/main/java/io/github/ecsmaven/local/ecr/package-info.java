/** Amazon ECR: repositories, and the images that were given. Nothing is pushed or pulled. */
@NullMarked
package io.github.ecsmaven.local.ecr;

import org.jspecify.annotations.NullMarked;

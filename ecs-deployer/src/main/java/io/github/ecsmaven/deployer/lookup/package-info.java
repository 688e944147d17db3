/** Look-ups of a descriptor: the values that stacks, parameters, secrets and Terraform have. */
@NullMarked
package io.github.ecsmaven.deployer.lookup;

import org.jspecify.annotations.NullMarked;

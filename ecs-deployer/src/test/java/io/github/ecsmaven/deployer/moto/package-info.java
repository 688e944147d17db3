/** The deployer against moto, a third party's idea of AWS. */
@NullMarked
package io.github.ecsmaven.deployer.moto;

import org.jspecify.annotations.NullMarked;

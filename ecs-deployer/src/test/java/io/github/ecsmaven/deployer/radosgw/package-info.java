/** Web identity tokens against Ceph's radosgw, which verifies them with code that nobody here wrote. */
@NullMarked
package io.github.ecsmaven.deployer.radosgw;

import org.jspecify.annotations.NullMarked;

/** The AWS protocols on the server side: awsJson 1.1, awsQuery, SigV4. No behaviour of a service. */
@NullMarked
package io.github.ecsmaven.local.wire;

import org.jspecify.annotations.NullMarked;

/** CloudWatch Logs: log groups, without anything in them. */
@NullMarked
package io.github.ecsmaven.local.logs;

import org.jspecify.annotations.NullMarked;

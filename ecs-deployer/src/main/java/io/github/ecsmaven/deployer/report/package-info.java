/** Renders plans and results. Pure; no AWS type. */
@NullMarked
package io.github.ecsmaven.deployer.report;

import org.jspecify.annotations.NullMarked;

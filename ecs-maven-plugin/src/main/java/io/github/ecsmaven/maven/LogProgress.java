package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.report.Progress;
import org.apache.maven.plugin.logging.Log;

/** Lines through Maven's log. */
record LogProgress(Log log) implements Progress {
    @Override
    public void line(String text) {
        log.info(text);
    }

    @Override
    public void warning(String text) {
        log.warn(text);
    }
}

package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.problem.Discretion;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.function.Supplier;

/**
 * Lines without secrets in them, whoever wrote them: AWS repeats in its messages what it was sent.
 *
 * @param secrecy what is secret by now
 */
public record MaskingProgress(Progress lines, Supplier<Secrecy> secrecy) implements Progress {
    @Override
    public void line(String text) {
        lines.line(Discretion.masked(text, secrecy.get()));
    }

    @Override
    public void warning(String text) {
        lines.warning(Discretion.masked(text, secrecy.get()));
    }
}

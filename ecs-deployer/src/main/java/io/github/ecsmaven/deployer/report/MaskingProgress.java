package io.github.ecsmaven.deployer.report;

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
        lines.line(secrecy.get().masked(text));
    }

    @Override
    public void warning(String text) {
        lines.warning(secrecy.get().masked(text));
    }
}

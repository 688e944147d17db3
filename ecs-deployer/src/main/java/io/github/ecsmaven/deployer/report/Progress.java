package io.github.ecsmaven.deployer.report;

/** Where lines for the user go while something is being done. */
public interface Progress {
    /** One line. */
    void line(String text);

    /** One line that asks for attention. */
    void warning(String text);
}

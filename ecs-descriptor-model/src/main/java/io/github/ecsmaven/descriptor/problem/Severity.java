package io.github.ecsmaven.descriptor.problem;

/** What a problem means for the build. */
public enum Severity {
    /** It stops the build: the descriptor cannot be read, or AWS would refuse what it says. */
    PROBLEM("problem"),
    /** It is told and stops nothing: AWS takes it, and it is probably not what is wanted. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** {@code 1 problem}, {@code 3 warnings}. */
    String counted(long number) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    @Override
    public String toString() {
        return word;
    }
}

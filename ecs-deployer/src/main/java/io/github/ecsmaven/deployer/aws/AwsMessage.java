package io.github.ecsmaven.deployer.aws;

/** Text that came over the network, made fit for a terminal and a log. */
final class AwsMessage {
    private static final int LONGEST = 2000;

    private AwsMessage() {}

    /** Without control characters, which could move the cursor or forge a line, and of bounded length. */
    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}

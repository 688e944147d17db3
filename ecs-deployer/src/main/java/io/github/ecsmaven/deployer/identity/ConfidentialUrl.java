package io.github.ecsmaven.deployer.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** URLs that a credential may be sent to: over TLS, or not beyond this machine. */
final class ConfidentialUrl {
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(0{0,4}:){2,7}0{0,3}1]");

    private ConfidentialUrl() {}

    /** What is wrong with a URL, for a sentence that starts with "The URL"; never the URL itself. */
    static Optional<String> faultOf(String text) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            return Optional.of("cannot be read (" + e.getReason() + ")");
        }
        if (url.getHost() == null || url.getScheme() == null) {
            return Optional.of("has no scheme and host");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("has a user name or password in it");
        }
        if (url.getScheme().equalsIgnoreCase("https")) {
            return Optional.empty();
        }
        if (!url.getScheme().equalsIgnoreCase("http")) {
            return Optional.of("is neither https nor http");
        }
        return LOOPBACK.matcher(url.getHost()).matches()
                ? Optional.empty()
                : Optional.of("is not encrypted, and " + url.getHost() + " is not this machine");
    }
}

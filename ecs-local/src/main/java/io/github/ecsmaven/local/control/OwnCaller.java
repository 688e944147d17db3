package io.github.ecsmaven.local.control;

import io.github.ecsmaven.local.wire.HttpCall;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the calls of this machine's programs from those that a browser on it sends for a foreign web page. Such a page
 * can reach loopback, directly (its {@code Origin} gives it away) or by a name of its own that it lets point to
 * 127.0.0.1 (the {@code Host} does: DNS rebinding). Sources: RFC 6454, Fetch Metadata Request Headers.
 */
final class OwnCaller {
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private OwnCaller() {}

    /** Why the call is refused; nothing when it is not. */
    static Optional<String> objection(HttpCall call) {
        List<String> hosts = call.headers().getOrDefault("host", List.of());
        if (hosts.size() != 1 || !LOOPBACK_NAMES.contains(name(hosts.get(0)))) {
            return Optional.of("these pages answer at 127.0.0.1 and localhost alone, and the header Host is " + hosts);
        }
        String own = "http://" + hosts.get(0).toLowerCase(Locale.ROOT);
        for (String origin : call.headers().getOrDefault("origin", List.of())) {
            if (!origin.toLowerCase(Locale.ROOT).equals(own)) {
                return Optional.of("these pages do not answer to web pages of " + origin);
            }
        }
        for (String site : call.headers().getOrDefault("sec-fetch-site", List.of())) {
            if (!OWN_SITES.contains(site.toLowerCase(Locale.ROOT))) {
                return Optional.of("these pages do not answer to web pages of another site");
            }
        }
        return Optional.empty();
    }

    private static String name(String host) {
        try {
            String name = URI.create("http://" + host + "/").getHost();
            return name == null ? "" : name.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}

package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** URLs of token services: credentials go there, so they are of TLS or of this machine. */
final class ServiceUrl {
    private ServiceUrl() {}

    /**
     * @param origin the variable or setting that names it
     * @throws UserException where it is no such URL; without the URL, whose query may be secret
     */
    static URI of(String text, String origin) {
        Optional<String> fault = ConfidentialUrl.faultOf(text);
        if (fault.isPresent()) {
            throw new UserException(new Explanation(
                    "No token was requested: the URL " + fault.get() + ".",
                    origin,
                    "A credential would be sent to it.",
                    "Let " + origin + " be an https URL, or an http URL of this machine."));
        }
        return URI.create(text.strip());
    }

    /** A URL with one more parameter. */
    static String with(String url, String parameter, String value) {
        return url.strip() + (url.contains("?") ? "&" : "?") + parameter + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

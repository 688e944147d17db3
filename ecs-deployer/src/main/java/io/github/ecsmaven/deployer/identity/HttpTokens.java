package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any service that answers a GET with a token: an issuer of one's own, or one that the CI has no name for here. */
final class HttpTokens {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String ORIGIN = "identity.webIdentity.url";

    private HttpTokens() {}

    /** The service that the descriptor names. */
    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String url = search.settings().url();
        if (url == null) {
            search.miss(ORIGIN + " is not set");
            return Optional.empty();
        }
        String host = ServiceUrl.of(url, ORIGIN).getHost();
        return Optional.of(new TokenService(
                "token service " + host, () -> call(search, url, host), search.endpoint(), search.expected()));
    }

    private static TokenCall call(TokenSearch search, String url, String host) {
        TokenCall call = TokenCall.get("The token service " + host, ServiceUrl.of(url, ORIGIN))
                .tokenAt(search.settings().tokenPointer())
                .refusedFor("Check identity.webIdentity.headers, and that the variables named in them hold what the"
                        + " service wants.");
        for (Map.Entry<String, String> header : search.settings().headers().entrySet()) {
            call = withHeader(call, header, search.environment());
        }
        return call;
    }

    private static TokenCall withHeader(TokenCall call, Map.Entry<String, String> header, Environment environment) {
        TokenCall more = call;
        StringBuilder value = new StringBuilder();
        Matcher names = VARIABLE.matcher(header.getValue());
        while (names.find()) {
            String name = names.group(1);
            String secret = environment
                    .find(name)
                    .map(String::strip)
                    .orElseThrow(() -> new UserException(new Explanation(
                            "The environment variable " + name + ", which the header " + header.getKey()
                                    + " of the token request needs, is not set.",
                            "identity.webIdentity.headers[" + header.getKey() + "]",
                            "",
                            "Let the job set it: as a secret of the CI, not in a file.")));
            names.appendReplacement(value, Matcher.quoteReplacement(secret));
            more = more.keeping(secret);
        }
        names.appendTail(value);
        return more.header(header.getKey(), value.toString());
    }
}

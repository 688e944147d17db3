package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Google Cloud: the metadata server of the machine issues tokens of its service account for any audience. It speaks plain
 * HTTP on a link-local address, which is why it is asked directly and holds no credential of the caller. Never detected:
 * to look for it is to ask the network.
 */
final class GoogleTokens {
    private static final String HOST = "GCE_METADATA_HOST";
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    private GoogleTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String host = search.environment().find(HOST).map(String::strip).orElse("metadata.google.internal");
        if (!AUTHORITY.matcher(host).matches()) {
            throw new UserException(new Explanation(
                    "No token was requested: " + HOST + " holds no host.",
                    HOST,
                    "",
                    "Let it be a host and perhaps a port, 169.254.169.254:80, or remove it."));
        }
        String url = ServiceUrl.with(
                "http://" + host + "/computeMetadata/v1/instance/service-accounts/default/identity?format=full",
                "audience",
                search.settings().requestedAudience());
        return Optional.of(new TokenService(
                "Google metadata server",
                () -> TokenCall.get("The Google metadata server", URI.create(url))
                        .header("Metadata-Flavor", "Google")
                        .refusedFor("Run on a machine of Google Cloud that has a service account, or name another"
                                + " identity.webIdentity.provider.")
                        .direct(),
                search.endpoint(),
                search.requested()));
    }
}

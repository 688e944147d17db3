package io.github.ecsmaven.deployer.identity;

import java.net.URI;
import java.util.Optional;

/**
 * Google Cloud: the metadata server of the machine issues tokens of its service account for any audience. It speaks plain
 * HTTP on a link-local address, which is why it is asked directly and holds no credential of the caller. Never detected:
 * to look for it is to ask the network.
 */
final class GoogleTokens {
    private static final String HOST = "GCE_METADATA_HOST";

    private GoogleTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String host = search.environment().find(HOST).map(String::strip).orElse("metadata.google.internal");
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

package io.github.ecsmaven.deployer.identity;

import java.util.Optional;

/**
 * Azure Pipelines: a POST to the URL that the agent gives, with the job's access token, which a step must ask for. The
 * audience is always {@code api://AzureADTokenExchange}.
 */
final class AzureTokens {
    private static final String URL = "SYSTEM_OIDCREQUESTURI";
    private static final String CREDENTIAL = "SYSTEM_ACCESSTOKEN";

    private AzureTokens() {}

    static Optional<WebIdentityTokenSource> find(TokenSearch search) {
        Optional<String> url = search.variable(URL);
        Optional<String> credential = search.variable(CREDENTIAL);
        if (url.isEmpty() || credential.isEmpty()) {
            return Optional.empty();
        }
        String secret = credential.get().strip();
        String request = ServiceUrl.with(url.get(), "api-version", "7.1");
        String connection = search.settings().serviceConnection();
        if (connection != null) {
            request = ServiceUrl.with(request, "serviceConnectionId", connection);
        }
        TokenCall call = TokenCall.get("Azure Pipelines", ServiceUrl.of(request, URL))
                .post()
                .header("Authorization", "Bearer " + secret)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                // Otherwise what is not authorised is sent to a sign-in page.
                .header("X-TFS-FedAuthRedirect", "Suppress")
                .keeping(secret)
                .tokenAt("/oidcToken")
                .refusedFor("The job may not use that service connection, or its access token is not the job's. Check"
                        + " identity.webIdentity.serviceConnection, and authorise the pipeline for it in the project"
                        + " settings.");
        return Optional.of(new TokenService("Azure Pipelines", () -> call, search.endpoint(), search.expected()));
    }
}

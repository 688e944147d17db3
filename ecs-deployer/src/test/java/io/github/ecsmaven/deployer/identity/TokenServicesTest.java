package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.deployer.identity.TokenServer.Answer;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that ask over HTTP, against servers that answer as the real ones do. */
class TokenServicesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
    private static final String TOKEN = Tokens.expiring(2000);
    private static final String CANARY = "canary-credential";
    private static final WebIdentitySettings AUTO = new WebIdentitySettings("auto", null, null, null);

    private final TokenServer server = new TokenServer();
    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void gitHubIsAskedForTheAudienceWithTheJobsCredential() {
        github();
        server.answer(200, "{\"count\":1,\"value\":\"" + TOKEN + "\"}");

        WebIdentityTokenSource source = choose(AUTO);

        assertThat(server.requests()).as("choosing asks nobody").isEmpty();
        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.description()).isEqualTo("GitHub Actions");
        assertThat(source.canMintAgain()).isTrue();
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.pathAndQuery()).isEqualTo("/run/42/idtoken?api-version=2.0&audience=sts.amazonaws.com");
            assertThat(request.header("Authorization")).isEqualTo("bearer " + CANARY);
            assertThat(request.header("Accept")).isEqualTo("application/json");
        });
    }

    @Test
    void eachCallGetsANewTokenOfGitHub() {
        github();
        String later = Tokens.expiring(3000);
        server.answer(200, "{\"value\":\"" + TOKEN + "\"}").answer(200, "{\"value\":\"" + later + "\"}");
        WebIdentityTokenSource source = choose(AUTO);

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.token().reveal()).isEqualTo(later);
    }

    @Test
    void anAudienceIsEncodedAndComparedWithTheTokens() {
        github();
        server.answer(200, "{\"value\":\"" + TOKEN + "\"}");
        WebIdentityTokenSource source = choose(new WebIdentitySettings("github", "https://aws/?a&b", null, null));

        assertThatThrownBy(source::token)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("for another audience: \"sts.amazonaws.com\"")
                .hasMessageContaining("Wanted is \"https://aws/?a&b\"");
        assertThat(server.requests().get(0).pathAndQuery()).endsWith("&audience=https%3A%2F%2Faws%2F%3Fa%26b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"})
    void gitHubWithoutThePermissionIsToldTheLinesToWrite(String missing) {
        github();
        variables.remove(missing);

        assertThatThrownBy(() -> choose(AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the environment variable " + missing + " is not set")
                .hasMessageContaining("permissions:")
                .hasMessageContaining("  id-token: write")
                .hasMessageContaining("  contents: read")
                .hasMessageContaining("forks");
    }

    @Test
    void azureIsAskedByPostWithTheStepsAccessToken() {
        azure();
        server.answer(200, "{\"oidcToken\":\"" + TOKEN + "\"}");

        WebIdentityTokenSource source = choose(AUTO);

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(source.description()).isEqualTo("Azure Pipelines");
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.pathAndQuery()).isEqualTo("/org/_apis/oidctoken?api-version=7.1");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + CANARY);
            assertThat(request.header("Content-Length")).isEqualTo("0");
            assertThat(request.header("X-TFS-FedAuthRedirect")).isEqualTo("Suppress");
        });
    }

    @Test
    void azureIsAskedForTheServiceConnectionOfTheDescriptor() {
        azure();
        server.answer(200, "{\"oidcToken\":\"" + TOKEN + "\"}");

        choose(new WebIdentitySettings("azure", null, null, null, null, List.of(), null, Map.of(), null, "a b"))
                .token();

        assertThat(server.requests().get(0).pathAndQuery())
                .isEqualTo("/org/_apis/oidctoken?api-version=7.1&serviceConnectionId=a+b");
    }

    @Test
    void azureWithoutTheAccessTokenIsToldTheLineToWrite() {
        azure();
        variables.remove("SYSTEM_ACCESSTOKEN");

        assertThatThrownBy(() -> choose(AUTO))
                .hasMessageContaining("env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }");
    }

    @Test
    void googlesMetadataServerIsAskedWhereItIsNamed() {
        variables.put("GCE_METADATA_HOST", server.authority());
        server.answer(200, TOKEN);

        WebIdentityTokenSource source = choose(new WebIdentitySettings("google", null, null, null));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.canMintAgain()).isTrue();
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.pathAndQuery())
                    .isEqualTo("/computeMetadata/v1/instance/service-accounts/default/identity?format=full"
                            + "&audience=sts.amazonaws.com");
            assertThat(request.header("Metadata-Flavor")).isEqualTo("Google");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "a b", "host/path?x=", "me@host"})
    void aMetadataHostThatIsNoneIsRefused(String host) {
        variables.put("GCE_METADATA_HOST", host);

        assertThatThrownBy(() -> choose(new WebIdentitySettings("google", null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("GCE_METADATA_HOST holds no host");
    }

    @Test
    void anyServiceIsAskedWithHeadersFromTheEnvironment() {
        variables.put("BROKER_KEY", CANARY + "\n");
        server.answer(200, "{\"data\":[{\"a/b\":\"" + TOKEN + "\"}]}");

        WebIdentityTokenSource source =
                choose(http(Map.of("X-Vault-Token", "{BROKER_KEY}", "X-Team", "shop"), "/data/0/a~1b"));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.description()).isEqualTo("token service 127.0.0.1");
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.pathAndQuery()).isEqualTo("/token?for=aws");
            assertThat(request.header("X-Vault-Token")).isEqualTo(CANARY);
            assertThat(request.header("X-Team")).isEqualTo("shop");
        });
    }

    @Test
    void aServiceThatAnswersWithTheTokenAloneNeedsNoPointer() {
        server.answer(200, TOKEN + "\n");

        assertThat(choose(http(Map.of(), null)).token().reveal()).isEqualTo(TOKEN);
    }

    @Test
    void aHeadersVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> choose(http(Map.of("Authorization", "Bearer {BROKER_KEY}"), null))
                        .token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("BROKER_KEY")
                .hasMessageContaining("header Authorization");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Host, x", "X-Key, 'a\nb'", "'bad name', x"})
    void aHeaderThatHttpDoesNotAllowIsNamedWithoutItsValue(String name, String value) {
        variables.put("BROKER_KEY", CANARY);

        assertThatThrownBy(() ->
                        choose(http(Map.of(name, value + "{BROKER_KEY}"), null)).token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The header " + name + " cannot be sent")
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://broker.example/token | is not encrypted, and broker.example is not this machine",
                "http://127.0.0.1.evil.example/ | is not encrypted",
                "https://user:pass@broker.example/ | has a user name or password in it",
                "ftp://127.0.0.1/token | is neither https nor http",
                "broker.example | has no scheme and host",
                "https://exa mple/ | cannot be read"
            })
    void aCredentialIsSentOverTlsOrNotBeyondThisMachine(String url, String message) {
        github();
        variables.put("ACTIONS_ID_TOKEN_REQUEST_URL", url);

        assertThatThrownBy(() -> choose(AUTO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("ACTIONS_ID_TOKEN_REQUEST_URL")
                .hasMessageNotContaining("pass@");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedThreeTimes(int status) {
        github();
        server.answer(status, "busy").answer(status, "busy").answer(200, "{\"value\":\"" + TOKEN + "\"}");

        assertThat(choose(AUTO).token().reveal()).isEqualTo(TOKEN);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aServiceThatStaysDownIsNotAskedAFourthTime() {
        github();
        server.answer(503, "try later, " + CANARY);

        EnvironmentException failure = catchThrowableOfType(
                EnvironmentException.class, () -> choose(AUTO).token());

        assertThat(failure)
                .hasMessageContaining("GitHub Actions gave no token in 3 tries")
                .hasMessageContaining("503, \"try later, (sensitive)\"")
                .hasMessageContaining("GET http://127.0.0.1")
                .hasMessageNotContaining("api-version");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aServiceMaySayHowLongToWaitUpToALimit() {
        github();
        server.answer(
                new Answer(429, Map.of("Retry-After", "7"), ""),
                new Answer(429, Map.of("Retry-After", "3600"), ""),
                Answer.of(200, "{\"value\":\"" + TOKEN + "\"}"));

        choose(AUTO).token();

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20));
    }

    @Test
    void anAnswerThatDoesNotComeAndOneThatDripsEndInTime() {
        TokenEndpoint endpoint = new TokenEndpoint(pauses::add, Duration.ofMillis(150));
        TokenCall call = TokenCall.get("The service", ServiceUrl.of(server.url("/slow?secret=" + CANARY), "x"));
        server.answer(Answer.never(), Answer.dripping());

        assertThatThrownBy(() -> endpoint.fetch(call))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("gave no token in 3 tries")
                .hasMessageContaining("no answer within 150 ms")
                .hasMessageNotContaining(CANARY);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aServiceThatIsNotThereIsTold() {
        github();
        server.close();

        assertThatThrownBy(() -> choose(AUTO).token())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("why: The connection was refused: nothing listens there.");
        assertThat(pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void aRefusalIsNotRepeatedAndItsTextIsMasked(int status) {
        github();
        server.answer(status, "{\"message\":\"no: " + CANARY + " " + TOKEN + "\u001b[2J\"}");

        UserException refusal =
                catchThrowableOfType(UserException.class, () -> choose(AUTO).token());

        assertThat(refusal)
                .hasMessageContaining("GitHub Actions refuses the token: it answered " + status)
                .hasMessageContaining("(sensitive)")
                .hasMessageContaining("id-token: write")
                .hasMessageNotContaining("\u001b");
        assertThat(server.requests()).hasSize(1);
        assertNoSecret(refusal);
    }

    @Test
    void aRedirectIsNotFollowed() {
        azure();
        server.answer(new Answer(302, Map.of("Location", server.url("/elsewhere")), ""));

        assertThatThrownBy(() -> choose(AUTO).token())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("302, a redirect");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | answered with nothing",
                "<html>Sign in</html> | text of 20 characters that is no JSON",
                "{\"value\": | that is no JSON",
                "{} | JSON without a text at /value",
                "{\"value\":7} | JSON without a text at /value",
                "[\"value\"] | JSON without a text at /value",
                "{\"value\":\"\"} | it is empty",
                "{\"value\":\"abcd\"} | holds no JSON Web Token"
            })
    void anAnswerWithoutATokenSaysWhatItIs(String body, String message) {
        github();
        server.answer(200, body);

        DeployerException failure =
                catchThrowableOfType(DeployerException.class, () -> choose(AUTO).token());

        assertThat(failure).hasMessageContaining(message);
        assertNoSecret(failure);
    }

    @Test
    void anAnswerOfBracketsAloneIsNoJson() {
        github();
        server.answer(200, "[".repeat(150_000));

        assertThatThrownBy(() -> choose(AUTO).token())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("that is no JSON");
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        github();
        server.answer(200, "x".repeat(2_000_000));

        assertThatThrownBy(() -> choose(AUTO).token()).hasMessageContaining("more than 200000 bytes");
    }

    @Test
    void nothingPrintsACredential() {
        github();
        TokenCall call = TokenCall.get("x", ServiceUrl.of(server.url("/p?secret=" + CANARY), "x"))
                .header("Authorization", CANARY)
                .keeping(CANARY);

        assertThat(call.toString()).isEqualTo("TokenCall[GET " + server.url("/p") + "]");
        assertThat(choose(AUTO).toString() + new SecretMask(List.of(CANARY))).doesNotContain(CANARY);
    }

    private void github() {
        variables.put("GITHUB_ACTIONS", "true");
        variables.put("ACTIONS_ID_TOKEN_REQUEST_URL", server.url("/run/42/idtoken?api-version=2.0"));
        variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", CANARY);
    }

    private void azure() {
        variables.put("TF_BUILD", "True");
        variables.put("SYSTEM_OIDCREQUESTURI", server.url("/org/_apis/oidctoken"));
        variables.put("SYSTEM_ACCESSTOKEN", CANARY);
    }

    private WebIdentitySettings http(Map<String, String> headers, @Nullable String pointer) {
        return new WebIdentitySettings(
                "http", null, null, null, null, List.of(), server.url("/token?for=aws"), headers, pointer, null);
    }

    private WebIdentityTokenSource choose(WebIdentitySettings settings) {
        return new TokenSources(new Environment(variables::get), Path.of("/base"), CLOCK, pauses::add).choose(settings);
    }

    private static void assertNoSecret(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString())
                .doesNotContain(CANARY)
                .doesNotContain(TOKEN)
                .doesNotContain(Tokens.part("signature"));
    }
}

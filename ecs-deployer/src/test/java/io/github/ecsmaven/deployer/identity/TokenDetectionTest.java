package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source a job gets by its variables alone, in the order that docs/identity/README.md has. */
class TokenDetectionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
    private static final String GITHUB =
            "GITHUB_ACTIONS ACTIONS_ID_TOKEN_REQUEST_URL=https://x/y ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private static final String POD =
            "AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                GITHUB + " | GitHub Actions | yes",
                "GITLAB_CI AWS_ID_TOKEN | environment variable AWS_ID_TOKEN | no",
                "GITLAB_CI GITLAB_OIDC_TOKEN | environment variable GITLAB_OIDC_TOKEN | no",
                "GITLAB_CI GITLAB_OIDC_TOKEN AWS_ID_TOKEN | environment variable AWS_ID_TOKEN | no",
                "CIRCLECI CIRCLE_OIDC_TOKEN_V2 CIRCLE_OIDC_TOKEN | environment variable CIRCLE_OIDC_TOKEN_V2 | no",
                "CIRCLECI CIRCLE_OIDC_TOKEN | environment variable CIRCLE_OIDC_TOKEN | no",
                "BUILDKITE BUILDKITE_AGENT_ACCESS_TOKEN | command buildkite-agent | yes",
                "BITBUCKET_BUILD_NUMBER=7 BITBUCKET_STEP_OIDC_TOKEN | environment variable BITBUCKET_STEP_OIDC_TOKEN | no",
                "TF_BUILD=True SYSTEM_OIDCREQUESTURI=https://x/ SYSTEM_ACCESSTOKEN | Azure Pipelines | yes",
                "JENKINS_URL=https://ci/ AWS_WEB_IDENTITY_TOKEN_FILE=/w/token | file /w/token | no",
                "TRAVIS AWS_WEB_IDENTITY_TOKEN_FILE=/w/token | file /w/token | no",
                "CI AWS_WEB_IDENTITY_TOKEN_FILE=/w/token | file /w/token | no",
                POD + " | file /var/run/secrets/eks.amazonaws.com/serviceaccount/token | yes",
            })
    void eachCiIsDetected(String variables, String description, String mintsAgain) {
        WebIdentityTokenSource source = sources(variables).choose(auto());

        assertThat(source.description()).isEqualTo(description);
        assertThat(source.canMintAgain()).isEqualTo(mintsAgain.equals("yes"));
        assertThat(sources(variables).notices(auto())).isEmpty();
    }

    @Test
    void aFileThatAStepWroteComesBeforeTheCisOwnToken() {
        assertThat(chosen(GITHUB + " AWS_WEB_IDENTITY_TOKEN_FILE=/w/token")).isEqualTo("file /w/token");
    }

    @Test
    void thePodsTokenComesAfterTheJobsOwn() {
        assertThat(chosen(GITHUB + " " + POD)).isEqualTo("GitHub Actions");
        assertThat(chosen("GITLAB_CI AWS_ID_TOKEN " + POD)).isEqualTo("environment variable AWS_ID_TOKEN");
        assertThat(sources(GITHUB + " " + POD).notices(auto())).isEmpty();
    }

    @Test
    void whereThePodsTokenIsTakenInACiThatIsSaid() {
        assertThat(chosen("GITHUB_ACTIONS " + POD)).startsWith("file /var/run/secrets/");
        assertThat(sources("GITHUB_ACTIONS " + POD).notices(auto()))
                .singleElement()
                .asString()
                .contains("is that of the pod that GitHub Actions runs this job in, not the job's");
        assertThat(sources("GITHUB_ACTIONS " + POD).notices(new WebIdentitySettings("eks", null, null, null)))
                .isEmpty();
    }

    @Test
    void amongSeveralCisTheFirstIsTakenAndThatIsSaid() {
        String both = GITHUB + " JENKINS_URL=https://ci/ CI";

        assertThat(chosen(both)).isEqualTo("GitHub Actions");
        assertThat(sources(both).notices(auto()))
                .containsExactly(
                        "The variables of several CIs are set: GitHub Actions, Jenkins. GitHub Actions is taken;"
                                + " identity.webIdentity.provider names another.");
    }

    @Test
    void whatTheDescriptorNamesComesFirst() {
        String all = GITHUB + " AWS_WEB_IDENTITY_TOKEN_FILE=/w/token MY";
        assertThat(sources(all)
                        .choose(named("f", "MY", List.of("c"), "https://u/"))
                        .description())
                .isEqualTo("file /base/f");
        assertThat(sources(all)
                        .choose(named(null, "MY", List.of("c"), "https://u/"))
                        .description())
                .isEqualTo("environment variable MY");
        assertThat(sources(all)
                        .choose(named(null, "UNSET", List.of("c"), "https://u/"))
                        .description())
                .isEqualTo("command c");
        assertThat(sources(all)
                        .choose(named(null, null, List.of(), "https://u/"))
                        .description())
                .isEqualTo("token service u");
        assertThat(sources(all).choose(named(null, "UNSET", List.of(), null)).description())
                .isEqualTo("file /w/token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github | ACTIONS_ID_TOKEN_REQUEST_URL=https://x/y ACTIONS_ID_TOKEN_REQUEST_TOKEN | GitHub Actions",
                "gitlab | GITLAB_OIDC_TOKEN | environment variable GITLAB_OIDC_TOKEN",
                "circleci | CIRCLE_OIDC_TOKEN_V2 | environment variable CIRCLE_OIDC_TOKEN_V2",
                "buildkite | BUILDKITE_AGENT_ACCESS_TOKEN | command buildkite-agent",
                "bitbucket | BITBUCKET_STEP_OIDC_TOKEN | environment variable BITBUCKET_STEP_OIDC_TOKEN",
                "azure | SYSTEM_OIDCREQUESTURI=https://x/ SYSTEM_ACCESSTOKEN | Azure Pipelines",
                "jenkins | AWS_WEB_IDENTITY_TOKEN_FILE=/w/token | file /w/token",
                "eks | AWS_WEB_IDENTITY_TOKEN_FILE=/w/token | file /w/token",
                "google | NOTHING | Google metadata server",
                "spiffe | NOTHING | command spire-agent",
            })
    void aProviderThatIsNamedNeedsNoMarkOfItsCi(String provider, String variables, String description) {
        WebIdentitySettings settings = new WebIdentitySettings(provider, null, null, null);

        assertThat(sources(variables).choose(settings).description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github | ACTIONS_ID_TOKEN_REQUEST_URL is not set; the environment variable ACTIONS_ID_TOKEN_REQUEST_TOKEN | id-token: write",
                "gitlab | AWS_ID_TOKEN is not set; the environment variable GITLAB_OIDC_TOKEN | id_tokens:",
                "circleci | CIRCLE_OIDC_TOKEN_V2 is not set; the environment variable CIRCLE_OIDC_TOKEN | context",
                "buildkite | BUILDKITE_AGENT_ACCESS_TOKEN is not set | mount-buildkite-agent",
                "bitbucket | BITBUCKET_STEP_OIDC_TOKEN is not set | oidc: true",
                "azure | SYSTEM_OIDCREQUESTURI is not set; the environment variable SYSTEM_ACCESSTOKEN | $(System.AccessToken)",
                "jenkins | AWS_WEB_IDENTITY_TOKEN_FILE is not set | withCredentials",
                "eks | AWS_WEB_IDENTITY_TOKEN_FILE is not set | AWS_WEB_IDENTITY_TOKEN_FILE",
                "command | identity.webIdentity.command is not set | AWS_WEB_IDENTITY_TOKEN_FILE",
                "http | identity.webIdentity.url is not set | AWS_WEB_IDENTITY_TOKEN_FILE",
                "env | identity.webIdentity.variable is not set | AWS_WEB_IDENTITY_TOKEN_FILE"
            })
    void aProviderThatIsNamedAndHasNothingSaysWhatItLookedForAndItsCure(String provider, String missing, String cure) {
        assertThatThrownBy(() -> sources("NOTHING").choose(new WebIdentitySettings(provider, null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No web identity token was found")
                .hasMessageContaining(missing)
                .hasMessageContaining(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAVIS_OIDC_TOKEN", "TRAVIS_ID_TOKEN", "TRAVIS_JWT", "CI_JOB_JWT_V2"})
    void noVariableIsInventedForTravis(String variable) {
        assertThatThrownBy(() -> sources("TRAVIS CI " + variable).choose(auto()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The job runs on Travis CI.")
                .hasMessageContaining("Travis CI issues no OIDC token")
                .hasMessageContaining("from a program (command) or from a URL (url)")
                .hasMessageNotContaining(variable);
    }

    @Test
    void travisIsNoProvider() {
        assertThatThrownBy(() -> sources("TRAVIS").choose(new WebIdentitySettings("travis", null, null, null)))
                .hasMessageContaining("Travis CI issues no OIDC token");
    }

    @Test
    void aFileThatAHelperRenewsCanGiveALaterToken() {
        WebIdentityTokenSource source =
                sources("NOTHING").choose(new WebIdentitySettings("spiffe", null, "svid", null));

        assertThat(source.description()).isEqualTo("file /base/svid");
        assertThat(source.canMintAgain()).isTrue();
    }

    private static String chosen(String variables) {
        return sources(variables).choose(auto()).description();
    }

    private static WebIdentitySettings auto() {
        return new WebIdentitySettings("auto", null, null, null);
    }

    private static WebIdentitySettings named(
            @Nullable String file, @Nullable String variable, List<String> command, @Nullable String url) {
        return new WebIdentitySettings("auto", null, null, file, variable, command, url, Map.of(), null, null);
    }

    /** @param text names, of value {@code true} where none is given */
    private static TokenSources sources(String text) {
        Map<String, String> variables = new TreeMap<>();
        Stream.of(text.split(" ")).forEach(each -> {
            String[] parts = each.split("=", 2);
            variables.put(parts[0], parts.length == 1 ? "true" : parts[1]);
        });
        return new TokenSources(new Environment(variables::get), Path.of("/base"), CLOCK, time -> {});
    }
}

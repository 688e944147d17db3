package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSourcesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
    private static final TokenExpectation EXPECTED = new TokenExpectation(null, null, CLOCK);
    private static final String TOKEN = Tokens.expiring(2000);

    @TempDir
    Path directory;

    @Test
    void aTokenFileIsReadAndItsLineBreakRemoved() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");

        WebIdentityTokenSource source = new TokenFile(file, "AWS_WEB_IDENTITY_TOKEN_FILE", EXPECTED);

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.token().toString()).doesNotContain(TOKEN);
        assertThat(source.description()).isEqualTo("file " + file);
        assertThat(source.canMintAgain()).isFalse();
    }

    @Test
    void aSymbolicLinkIsFollowedAndTheFileReadAnewEachTime() throws IOException {
        Path first = Files.writeString(directory.resolve("first"), TOKEN);
        Path second = Files.writeString(directory.resolve("second"), Tokens.expiring(3000));
        Path link = Files.createSymbolicLink(directory.resolve("token"), first);
        WebIdentityTokenSource source = new TokenFile(link, "AWS_WEB_IDENTITY_TOKEN_FILE", EXPECTED);
        assertThat(source.token().reveal()).isEqualTo(TOKEN);

        Files.delete(link);
        Files.createSymbolicLink(link, second);

        assertThat(source.token().reveal()).isEqualTo(Tokens.expiring(3000));
    }

    @Test
    void aFileThatTheKubeletRenewsCanGiveALaterToken() {
        Path projected = Path.of("/var/run/secrets/eks.amazonaws.com/serviceaccount/token");

        assertThat(new TokenFile(projected, "AWS_WEB_IDENTITY_TOKEN_FILE", EXPECTED).canMintAgain())
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | it is empty",
                "`\n` | it is empty",
                "`abc` | it has 3 characters",
                "`{\"value\":\"x.y.z\"}` | a JSON document",
                "`not a token at all` | in 1 part",
                "`a.b.c` | holds no JSON Web Token",
                "`one\ntwo` | text of 2 lines"
            })
    void aFileWithoutATokenSaysWhatItHolds(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), content);

        assertThatThrownBy(() -> new TokenFile(file, "identity.webIdentity.file", EXPECTED).token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anExpiredTokenSaysSinceWhen() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), Tokens.expiring(400));

        assertThatThrownBy(() -> new TokenFile(file, "identity.webIdentity.file", EXPECTED).token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has expired")
                .hasMessageContaining("1970-01-01T00:06:40Z, 10 min ago")
                .hasMessageContaining(Tokens.ISSUER)
                .hasMessageNotContaining(Tokens.expiring(400));
    }

    @Test
    void aMissingFileADirectoryAndAHugeFileAreToldApart() throws IOException {
        Path huge = Files.writeString(directory.resolve("huge"), "x".repeat(200_000));
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertUnreadable(directory.resolve("none"), "does not exist");
        assertUnreadable(directory, "is no file");
        assertUnreadable(huge, "has 200000 bytes");
        assertUnreadable(binary, "holds no text");
    }

    @Test
    void aVariableHoldsAToken() {
        WebIdentityTokenSource source =
                sources(Map.of("MY_TOKEN", TOKEN)).choose(new WebIdentitySettings("env", null, null, "MY_TOKEN"));

        assertThat(source.token().reveal()).isEqualTo(TOKEN);
        assertThat(source.description()).isEqualTo("environment variable MY_TOKEN");
        assertThat(source.canMintAgain()).isFalse();
    }

    @Test
    void aVariableThatIsNotSetIsNamedWithWhatTheCiNeeds() {
        WebIdentityTokenSource source =
                sources(Map.of("GITLAB_CI", "true")).choose(new WebIdentitySettings("env", "my-aud", null, "MY_TOKEN"));

        assertThatThrownBy(source::token)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("MY_TOKEN")
                .hasMessageContaining("id_tokens: { AWS_ID_TOKEN: { aud: my-aud } }");
    }

    @ParameterizedTest(name = "file={0} variable={1} environment={2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "token, MY_TOKEN, /env/token, file /base/token",
                "/abs/token, -, -, file /abs/token",
                "-, MY_TOKEN, /env/token, file /env/token",
                "-, SET, /env/token, environment variable SET"
            })
    void whatTheDescriptorNamesComesBeforeTheVariableOfTheSdks(
            @Nullable String file, @Nullable String variable, @Nullable String environment, String chosen) {
        TokenSources sources = new TokenSources(
                new Environment(name -> switch (name) {
                    case "AWS_WEB_IDENTITY_TOKEN_FILE" -> environment;
                    case "SET" -> TOKEN;
                    default -> null;
                }),
                Path.of("/base"),
                CLOCK,
                time -> {});

        assertThat(sources.choose(new WebIdentitySettings("auto", "aud", file, variable))
                        .description())
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRAVIS | Travis CI issues no OIDC token",
                "GITHUB_ACTIONS | id-token: write",
                "GITLAB_CI | id_tokens",
                "CIRCLECI | CIRCLE_OIDC_TOKEN_V2",
                "BUILDKITE | buildkite-agent oidc request-token --audience sts.amazonaws.com",
                "BITBUCKET_BUILD_NUMBER | oidc: true",
                "TF_BUILD | SYSTEM_OIDCREQUESTURI",
                "JENKINS_URL | withCredentials",
                "CI | AWS_WEB_IDENTITY_TOKEN_FILE",
                "NOTHING | The job runs on no CI"
            })
    void withoutATokenTheMessageSaysWhatWasLookedForAndWhatTheCiNeeds(String mark, String hint) {
        Map<String, String> variables = Map.of(mark, "true", "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");

        assertThatThrownBy(() -> sources(variables).choose(new WebIdentitySettings("auto", null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("identity.webIdentity.file is not set")
                .hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE is not set")
                .hasMessageContaining("identity.webIdentity.variable is not set")
                .hasMessageContaining("AWS_ACCESS_KEY_ID is set and not used")
                .hasMessageContaining("Only -Decs.allowStaticKeys=true lets them assume the role")
                .hasMessageContaining(hint)
                .hasMessageNotContaining("AKIDEXAMPLE");
    }

    @Test
    void onAPersonsMachineNoCiIsRecognised() {
        assertThatThrownBy(
                        () -> sources(Map.of("CI", "false")).choose(new WebIdentitySettings("file", "aud", null, null)))
                .hasMessageContaining("The job runs on no CI");
    }

    @Test
    void anUnknownProviderIsRefused() {
        assertThatThrownBy(() -> sources(Map.of()).choose(new WebIdentitySettings("magic", "aud", null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("\"magic\"")
                .hasMessageContaining("auto, file, env, command");
    }

    @Test
    void staticKeysAreNoticedAndNeverUsed() {
        assertThat(sources(Map.of()).unusedStaticKeys()).isEmpty();
        assertThat(sources(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"))
                        .unusedStaticKeys())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set and not used"));
    }

    private static TokenSources sources(Map<String, String> variables) {
        return new TokenSources(new Environment(variables::get), Path.of("/base"), CLOCK, time -> {});
    }

    private static void assertUnreadable(Path path, String message) {
        assertThatThrownBy(() -> new TokenFile(path, "identity.webIdentity.file", EXPECTED).token())
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("from identity.webIdentity.file");
    }
}

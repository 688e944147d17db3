package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.identity.OriginChoice.StaticKeys;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sessions are made from, by what was asked for and what is there. */
class SessionOriginsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final WebIdentitySettings AUTO = new WebIdentitySettings("auto", null, null, null);
    private static final String KEYS = "AWS_ACCESS_KEY_ID=AKIACANARY AWS_SECRET_ACCESS_KEY=canary";
    private static final String TOKEN = "AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "profile {0}, keys {1}, with {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,    REFUSED, " + TOKEN + "," + "file /tmp/token",
                "-,    ALLOWED, " + TOKEN + "," + "file /tmp/token",
                "-,    ALLOWED, " + TOKEN + " " + KEYS + ", file /tmp/token",
                "-,    ALLOWED, " + KEYS + ", keys of AWS_ACCESS_KEY_ID",
                "-,    ALLOWED, TRAVIS=true " + KEYS + ", keys of AWS_ACCESS_KEY_ID",
                "work, REFUSED, HOME=/nowhere, AWS profile work",
                "work, REFUSED, AWS_PROFILE=other, AWS profile work",
                "work, REFUSED, " + TOKEN + " " + KEYS + ", AWS profile work",
                "work, REFUSED, CI=false, AWS profile work"
            })
    void whatIsNamedComesFirstThenATokenThenKeys(
            @Nullable String profile, StaticKeys keys, String variables, String expected) {
        assertThat(choose(profile, keys, variables).description()).isEqualTo(expected);
    }

    @Test
    void aSourceOfTokensThatTheDescriptorNamesWinsOverKeysThoughItMayFailLater() {
        SessionOrigin origin = origins(null, StaticKeys.ALLOWED, KEYS)
                .choose(new WebIdentitySettings("auto", null, "missing-token", null));

        assertThat(origin.description()).startsWith("file ").endsWith("missing-token");
    }

    /** A stray profile or key must never decide who deploys. */
    @ParameterizedTest
    @CsvSource({
        "AWS_PROFILE=work, AWS_PROFILE is work and not used: a profile is used where it is named",
        "AWS_PROFILE=work, -Decs.profile=work",
        "HOME=FOLDER, name one of your AWS profiles: -Decs.profile=NAME",
        KEYS + ", AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set and not used"
    })
    void nothingIsTakenThatNobodyAskedFor(String variables, String message) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(".aws"));
        for (String name : new String[] {"credentials", "config"}) {
            Files.writeString(
                    folder.resolve(name),
                    "[default]\naws_access_key_id = AKIACANARY\naws_secret_access_key = canary\n"
                            + (name.equals("config") ? "[profile work]\n" : "[work]\n")
                            + "aws_access_key_id = AKIACANARY\naws_secret_access_key = canary\n");
        }

        assertThatThrownBy(() -> choose(
                        null,
                        StaticKeys.REFUSED,
                        variables.replace("FOLDER", directory.toString()) + " AWS_CONFIG_FILE="
                                + folder.resolve("config") + " AWS_SHARED_CREDENTIALS_FILE="
                                + folder.resolve("credentials")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("No web identity token was found")
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("canary", "CANARY");
    }

    @ParameterizedTest
    @CsvSource({
        "TRAVIS=true, a job of Travis CI, the variable TRAVIS is set",
        "GITHUB_ACTIONS=true, a job of GitHub Actions, the variable GITHUB_ACTIONS is set",
        "CI=1, a job of this CI, the variable CI is set"
    })
    void aProfileInACiIsRefusedBeforeAnyFileIsRead(String variables, String what, String where) {
        assertThatThrownBy(() -> choose("work", StaticKeys.REFUSED, variables + " AWS_CONFIG_FILE=/"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("An AWS profile is for people at their desks, and this is " + what)
                .hasMessageContaining("ecs.profile=work, and " + where)
                .hasMessageContaining("Leave ecs.profile out, also in the POM");
    }

    @Test
    void aProfileAndKeysTogetherAreAnError() {
        assertThatThrownBy(() -> choose("work", StaticKeys.ALLOWED, KEYS))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("ecs.profile and ecs.allowStaticKeys are both set.");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ACCESS_KEY_ID=AKIACANARY, AWS_SECRET_ACCESS_KEY is not set",
        "AWS_SECRET_ACCESS_KEY=canary AWS_SESSION_TOKEN=canary, AWS_ACCESS_KEY_ID is not set",
        "NOTHING=1, neither AWS_ACCESS_KEY_ID nor AWS_SECRET_ACCESS_KEY is"
    })
    void ofKeysThatAreNotCompleteTheMissingOneIsNamed(String variables, String message) {
        assertThatThrownBy(() -> choose(null, StaticKeys.ALLOWED, variables))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("canary", "CANARY");
    }

    @Test
    void keysThatAreUsedAreWarnedOfByWhatTheyAre() {
        assertThat(notices(null, StaticKeys.ALLOWED, KEYS))
                .containsExactly("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are used to assume the role, because"
                        + " ecs.allowStaticKeys is set: long-lived keys, which work for everybody who gets to see them."
                        + " Let the job have an OIDC token instead; docs/identity/desk.md says more.");
        assertThat(notices(null, StaticKeys.ALLOWED, KEYS + " AWS_SESSION_TOKEN=canary"))
                .singleElement()
                .asString()
                .contains("AWS_SESSION_TOKEN are used", "a session, which ends at a time that is not known here")
                .doesNotContain("long-lived");
    }

    @Test
    void keysThatAreNotUsedAreNoticedWhateverIs() {
        String unused = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set and not used";

        assertThat(notices("work", StaticKeys.REFUSED, KEYS))
                .singleElement()
                .asString()
                .startsWith(unused);
        assertThat(notices(null, StaticKeys.ALLOWED, KEYS + " " + TOKEN))
                .singleElement()
                .asString()
                .startsWith(unused);
        assertThat(notices("work", StaticKeys.REFUSED, "HOME=/nowhere")).isEmpty();
    }

    @Test
    void keysOfASessionCannotBeFollowedByOthers() {
        assertThat(choose(null, StaticKeys.ALLOWED, KEYS).canRenew()).isTrue();
        assertThat(choose(null, StaticKeys.ALLOWED, KEYS + " AWS_SESSION_TOKEN=canary")
                        .canRenew())
                .isFalse();
    }

    @Test
    void nothingPrintsAKey() {
        SessionOrigin origin = choose(null, StaticKeys.ALLOWED, KEYS + " AWS_SESSION_TOKEN=canary");

        assertThat(origin + " " + ((CredentialsOrigin) origin).base() + origin.remark())
                .doesNotContainIgnoringCase("canary");
    }

    private static SessionOrigin choose(@Nullable String profile, StaticKeys keys, String variables) {
        return origins(profile, keys, variables).choose(AUTO);
    }

    private static List<String> notices(@Nullable String profile, StaticKeys keys, String variables) {
        SessionOrigins origins = origins(profile, keys, variables);
        return origins.notices(origins.choose(AUTO), AUTO);
    }

    /** @param variables {@code NAME=value NAME=value} */
    private static SessionOrigins origins(@Nullable String profile, StaticKeys keys, String variables) {
        Map<String, String> all = new HashMap<>();
        for (String each : variables.strip().split(" ")) {
            all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        Environment environment = new Environment(all::get);
        return new SessionOrigins(
                new TokenSources(environment, Path.of("/base"), CLOCK, time -> {}),
                environment,
                new OriginChoice(profile, keys),
                CLOCK);
    }
}

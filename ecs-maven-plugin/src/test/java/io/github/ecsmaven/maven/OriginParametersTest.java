package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session can be asked to be made from. */
class OriginParametersTest {
    private static final Map<String, Object> LIVE =
            Map.of("service", "shop", "region", "eu-west-1", "roleArn", "arn:aws:iam::000000000000:role/deployer");

    @TempDir
    private Path directory;

    @Test
    void aBlankProfileIsNoProfile() {
        assertFails("The parameter ecs.profile is blank", "profile", " ");
    }

    @Test
    void aProfileAndATokenFileAreNotTakenTogether() {
        assertFails(
                "ecs.profile and ecs.webIdentityTokenFile are both given",
                "profile",
                "work",
                "webIdentityTokenFile",
                "token");
    }

    private void assertFails(String message, String... parameters) {
        Map<String, Object> all = new HashMap<>(LIVE);
        for (int index = 0; index < parameters.length; index += 2) {
            all.put(parameters[index], parameters[index + 1]);
        }
        assertThatThrownBy(() ->
                        new TestModule(directory).typed(new ImportMojo(), all).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
    }
}

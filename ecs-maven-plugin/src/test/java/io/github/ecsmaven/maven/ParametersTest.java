package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.UserException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final Path BASE = Path.of("module").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankValueIsNamedWithTheWaysToGiveOne(String blank) {
        assertThatThrownBy(() -> Parameters.requireNotBlank("ecs.region", blank))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The parameter ecs.region is blank")
                .hasMessageContaining("-Decs.region= on the command line");
        assertThatThrownBy(() -> Parameters.url("ecs.endpoint", blank)).hasMessageContaining("ecs.endpoint is blank");
        assertThatThrownBy(() -> Parameters.file("ecs.file", blank, BASE)).hasMessageContaining("ecs.file is blank");
    }

    @Test
    void whatIsNotGivenIsNotMissed() {
        Parameters.requireNotBlank("ecs.region", null);

        assertThat(Parameters.url("ecs.endpoint", null)).isNull();
        assertThat(Parameters.file("ecs.file", null, BASE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "https://ecs.example", " http://localhost:1 "})
    void aUrlWithSchemeAndHostIsTaken(String url) {
        assertThat(Parameters.url("ecs.endpoint", url)).isEqualTo(URI.create(url.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4566", "localhost", "ftp://127.0.0.1", "http://", "http:// x", "file:/tmp"})
    void anythingElseIsNoUrl(String text) {
        assertThatThrownBy(() -> Parameters.url("ecs.endpoint", text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The parameter ecs.endpoint is not a URL: \"" + text + "\"")
                .hasMessageContaining("-Decs.endpoint=http://127.0.0.1:4566");
    }

    @Test
    void aRelativeFileIsTheModules() {
        assertThat(Parameters.file("ecs.file", "ci/token", BASE)).isEqualTo(BASE.resolve("ci/token"));
        assertThat(Parameters.file("ecs.file", BASE.resolve("t").toString(), Path.of("/elsewhere")))
                .isEqualTo(BASE.resolve("t"));
    }
}

package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MavenErrorsTest {
    private static final Explanation TOLD = new Explanation("It is so", "here", "because", "do that");
    private static final IllegalStateException BARE = new IllegalStateException("bare words of the SDK");

    static Stream<RuntimeException> whatTheUserCanMend() {
        return Stream.of(
                new UserException(TOLD),
                new UserException(TOLD, BARE),
                new InvalidDescriptorException(List.of(new Problem(
                        ProblemId.NO_DESCRIPTOR, null, KeyedPath.root(), "There is none", "Write one", null))));
    }

    @ParameterizedTest
    @MethodSource("whatTheUserCanMend")
    void whatTheUserCanMendIsAFailure(RuntimeException error) {
        assertThatThrownBy(() -> MavenErrors.translate(error))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(error.getMessage());
    }

    @Test
    void whatTheWorldDidIsAnError() throws MojoFailureException {
        assertThat(MavenErrors.translate(new EnvironmentException(TOLD, BARE))).hasMessage(TOLD.toString());
    }

    @Test
    void mavenPrintsWhatWasToldOnceAndNoCause() throws MojoFailureException {
        MojoExecutionException error = MavenErrors.translate(new EnvironmentException(TOLD, BARE));

        assertThat(new DefaultExceptionHandler().handleException(error).getMessage())
                .isEqualTo(TOLD.toString());
    }

    @Test
    void theTraceIsKeptForThoseWhoAskForIt() throws MojoFailureException {
        EnvironmentException told = new EnvironmentException(TOLD, BARE);

        assertThat(MavenErrors.translate(told).getSuppressed()).containsExactly(told);
    }

    @Test
    void anythingElseIsADefectOfThePluginAndSaysSo() throws MojoFailureException {
        MojoExecutionException defect = MavenErrors.translate(new IllegalStateException("no way"));

        assertThat(defect)
                .hasMessage("This is a defect of the plugin: java.lang.IllegalStateException: no way."
                        + " Run again with -e and report what it prints.")
                .hasRootCauseMessage("no way");
    }
}

package io.github.ecsmaven.deployer.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscretionTest {
    private static final Secrecy SECRECY = new Secrecy(Set.of(KeyedPath.of("a")), Set.of("hunter2"));

    @Test
    void aFailureThatTellsNoSecretIsLeftAsItIs() {
        RuntimeException failure = new IllegalStateException("nothing", new IllegalStateException("here"));

        assertThat(Discretion.masked(failure, SECRECY)).isSameAs(failure);
        assertThat(Discretion.masked(new IllegalStateException("hunter2"), Secrecy.none()))
                .hasMessage("hunter2");
    }

    @Test
    void anExplanationIsMaskedAndLosesTheCausesThatTell() {
        UserException failure = new UserException(
                new Explanation("what", "where", "AWS says: hunter2 is odd", "cure"),
                new IllegalStateException("hunter2"));

        assertThat(Discretion.masked(failure, SECRECY))
                .isInstanceOf(UserException.class)
                .hasNoCause()
                .hasMessageContaining("AWS says: (sensitive) is odd")
                .message()
                .doesNotContain("hunter2");
        assertThat(Discretion.masked(
                        new EnvironmentException(failure.explanation(), new IllegalStateException("x")), SECRECY))
                .isInstanceOf(EnvironmentException.class);
    }

    @Test
    void whatIsSuppressedOrADefectTellsNeither() {
        RuntimeException failure = new IllegalStateException("outside");
        failure.addSuppressed(new IllegalStateException("inside hunter2"));

        assertThat(Discretion.masked(failure, SECRECY))
                .hasNoSuppressedExceptions()
                .hasMessageContaining("outside");
        assertThat(Discretion.masked(new IllegalArgumentException("hunter2"), SECRECY))
                .hasMessageContaining("(sensitive)");
    }
}

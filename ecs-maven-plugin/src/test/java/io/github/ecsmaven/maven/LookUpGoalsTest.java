package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals of a module whose descriptor looks values up. */
class LookUpGoalsTest {
    private static final String CANARY = "c4n4ry-of-the-parameter-store";
    private static final String DATA = """
            { "parameters": [ { "Name": "/shop/key", "Type": "SecureString", "Value": "%s" } ] }
            """.formatted(CANARY);
    private static final String DESCRIPTOR = TestModule.DESCRIPTOR.replace(
            "memory: 128", "memory: 128, environment: [{ name: DSN, value: \"jdbc://${ssm:/shop/key}@db\" }]");

    @TempDir
    private Path directory;

    private TestModule module;
    private TestAccount account;

    @BeforeEach
    void start() throws Exception {
        module = new TestModule(directory);
        account = new TestAccount(directory, DATA);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void validateLooksNothingUp() throws Exception {
        module.descriptor("shop.yaml", DESCRIPTOR);

        module.bound(new ValidateMojo(), account.parameters()).execute();

        assertThat(module.log.infos).containsExactly("shop is valid");
        assertThat(account.calls()).isEmpty();
    }

    @Test
    void diffLooksUpAndShowsNoSecret() throws Exception {
        module.descriptor("shop.yaml", DESCRIPTOR);

        module.typed(new DiffMojo(), account.parameters()).execute();

        assertThat(account.calls()).contains("GetParameters");
        assertThat(module.log.infos)
                .anyMatch(line -> line.contains("environment[DSN]    (sensitive)"))
                .noneMatch(line -> line.contains(CANARY));
    }

    @Test
    void aFailureShowsNoSecretEitherAlsoWithItsTrace() throws Exception {
        module.descriptor("shop.yaml", DESCRIPTOR.replace("cluster: demo", "cluster: \"${ssm:/shop/key}\""));

        Throwable failure = catchThrowable(
                () -> module.typed(new DiffMojo(), account.parameters()).execute());

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("There is no cluster (sensitive)").doesNotContain(CANARY);
    }
}

package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.state.OwnerOnlyFile;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Starts ecs-local, AWS on loopback, for the goals that follow in this module's build: sets {@code ecs.endpoint} and
 * {@code ecs.webIdentityTokenFile}, and mints the token that a CI would. Continues from the state that an earlier run left.
 * It ends with the build.
 */
@Mojo(name = "start", threadSafe = true)
public class StartMojo extends AbstractEcsLocalMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    /**
     * Names the folder that keeps the state, the keys and the record of calls.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.directory", defaultValue = "${project.build.directory}/ecs-local", required = true)
    private File directory;

    /**
     * Listens on this port; 0 takes the one of the last run, or any free one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.port", defaultValue = "0")
    private int port;

    /**
     * Names clusters that exist from the start.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.clusters", defaultValue = "default")
    private List<String> clusters = List.of();

    /**
     * Lists the roles that exist, each with the file of its trust policy.
     *
     * @since 0.1.0
     */
    @Parameter
    private List<LocalRole> roles = List.of();

    /**
     * Sets the subject of the token that is minted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.subject", defaultValue = "ecs-local:job")
    private String subject;

    /**
     * Sets the audience of the token that is minted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.audience", defaultValue = "sts.amazonaws.com")
    private String audience;

    /**
     * Sets how many seconds the token lives.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.tokenSeconds", defaultValue = "3600")
    private int tokenSeconds;

    /**
     * Sets how many milliseconds a task is in each phase: PROVISIONING, PENDING, and draining.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.taskMillis", defaultValue = "400")
    private int taskMillis;

    @Override
    void run() throws MojoFailureException {
        Optional<EcsLocal> running = running();
        if (running.isPresent()) {
            getLog().info("ecs-local is running at " + running.get().endpoint());
            return;
        }
        EcsLocal server = EcsLocal.start(settings());
        remember(server);
        Path token = directory.toPath().resolve("token");
        String text = server.mint(new TokenRequest(subject, audience, Duration.ofSeconds(tokenSeconds), Map.of()));
        try {
            OwnerOnlyFile.replace(token, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EcsLocalException(
                    "the token cannot be written to " + token + ": " + e + "; give another ecs-local.directory", e);
        }
        project.getProperties().setProperty("ecs.endpoint", server.endpoint().toString());
        project.getProperties().setProperty("ecs.webIdentityTokenFile", token.toString());
        getLog().info("ecs-local (not AWS) at " + server.endpoint() + ", state in " + directory);
        getLog().info("token minted for " + subject + ", as a CI would");
    }

    /** The values are the user's, so what they cannot be is told as theirs to mend. */
    private EcsLocalSettings settings() throws MojoFailureException {
        try {
            return checkedSettings();
        } catch (IllegalArgumentException wrong) {
            throw failure(wrong);
        }
    }

    private EcsLocalSettings checkedSettings() {
        requireAtLeast(0, "ecs-local.taskMillis", taskMillis);
        requireAtLeast(1, "ecs-local.tokenSeconds", tokenSeconds);
        Duration phase = Duration.ofMillis(taskMillis);
        List<Role> known = new ArrayList<>();
        for (LocalRole role : roles) {
            known.add(role(role));
        }
        return EcsLocalSettings.defaults(directory.toPath())
                .withPort(port)
                .withRoles(known)
                .withEcs(EcsSettings.defaults()
                        .withClusters(Set.copyOf(clusters))
                        .withTaskPhases(phase, phase, phase))
                .withLog(line -> getLog().debug(line));
    }

    private static void requireAtLeast(int least, String property, int value) {
        if (value < least) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be at least " + least);
        }
    }

    private Role role(LocalRole role) {
        String name = role.getRoleName();
        File policy = role.getTrustPolicy();
        if (name == null || name.isBlank() || policy == null) {
            throw new EcsLocalException(
                    "a <role> of ecs-local needs <roleName> and <trustPolicy>, the path of a JSON file", null);
        }
        try {
            return new Role(name, Files.readString(policy.toPath()), Duration.ofHours(1));
        } catch (IOException e) {
            throw new EcsLocalException(
                    "the trust policy of the role " + name + " cannot be read: " + e
                            + "; <trustPolicy> is the path of a JSON file",
                    e);
        }
    }
}

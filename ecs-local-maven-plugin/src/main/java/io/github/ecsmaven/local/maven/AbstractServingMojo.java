package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.problem.PortTakenException;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that start an ecs-local: how it shall be. */
abstract class AbstractServingMojo extends AbstractEcsLocalMojo {
    /** Where there is no POM, Maven 3.8 names the folder that it stands for so, below the folder that it is. */
    private static final String UNRESOLVED = "${project.basedir}" + File.separator;

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
     * Names a JSON file with stacks, parameters, secrets, repositories, images and access keys that are in the account from
     * the beginning.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.data")
    private @Nullable File data;

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

    /** Where the state is. */
    final Path directory() {
        return Path.of(directory.getPath().replace(UNRESOLVED, ""));
    }

    /** The clusters that exist from the start. */
    final List<String> clusters() {
        return clusters;
    }

    /** The roles that are configured. */
    final List<LocalRole> roles() {
        return roles;
    }

    /** The token that a CI would mint. */
    final TokenRequest token() {
        return new TokenRequest(subject, audience, Duration.ofSeconds(tokenSeconds), Map.of());
    }

    /**
     * Starts an ecs-local as it is configured. The values are the user's, so what they cannot be is told as theirs to
     * mend.
     *
     * @param more what the goal has to add to the configuration
     */
    final EcsLocal start(UnaryOperator<EcsLocalSettings> more) throws MojoFailureException {
        try {
            return EcsLocal.start(more.apply(settings()));
        } catch (PortTakenException taken) {
            throw failure(new EcsLocalException(
                    "port " + taken.port() + " of 127.0.0.1 is taken by another process; stop that process, or give "
                            + "another port with -Decs-local.port=N (<port> in the POM), 0 for any free one",
                    taken));
        } catch (IllegalArgumentException wrong) {
            throw failure(wrong);
        }
    }

    private EcsLocalSettings settings() {
        requireAtLeast(0, "ecs-local.taskMillis", taskMillis);
        requireAtLeast(1, "ecs-local.tokenSeconds", tokenSeconds);
        Duration phase = Duration.ofMillis(taskMillis);
        List<Role> known = new ArrayList<>();
        for (LocalRole role : roles) {
            known.add(role(role));
        }
        EcsLocalSettings settings = EcsLocalSettings.defaults(directory())
                .withPort(port)
                .withRoles(known)
                .withEcs(EcsSettings.defaults()
                        .withClusters(Set.copyOf(clusters))
                        .withTaskPhases(phase, phase, phase));
        return data == null ? settings : settings.withData(data.toPath());
    }

    private static void requireAtLeast(int least, String property, int value) {
        if (value < least) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be at least " + least);
        }
    }

    private static Role role(LocalRole role) {
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

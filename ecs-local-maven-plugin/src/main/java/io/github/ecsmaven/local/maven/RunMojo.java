package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.sts.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs ecs-local, AWS on loopback, until Ctrl-C or SIGTERM: prints what clients must be told to use it, then a line for
 * each call. Works without a POM too. Continues from the state that an earlier run left.
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public class RunMojo extends AbstractServingMojo {
    /** A call that is refused is in ecs-local's own log, with the reason. */
    private static final int FIRST_REFUSAL = 400;

    /**
     * Names the role that is there where none is configured. It trusts the token that is minted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.role", defaultValue = "deployer")
    private String role;

    @Override
    void run() throws MojoFailureException {
        EcsLocal server = start(this::settings);
        AtomicBoolean ended = new AtomicBoolean();
        Thread onSignal = new Thread(() -> end(server, ended), "ecs-local end");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            serve(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(server, ended);
            forget(onSignal);
        }
    }

    private EcsLocalSettings settings(EcsLocalSettings configured) {
        EcsLocalSettings logging = configured.withLog(line -> getLog().info(line));
        return roles().isEmpty() ? logging.withRoleThatTrusts(token(), role) : logging;
    }

    private void serve(EcsLocal server) throws InterruptedException {
        Path home = directory().toAbsolutePath();
        TokenFile token = new TokenFile(home.resolve("token"), server, token());
        token.renew();
        say("clusters: " + String.join(", ", clusters()));
        String first = sayRoles(server, home);
        say("token of " + token().subject() + " in " + token.path() + ", renewed while this runs");
        ClientEnvironment clients = new ClientEnvironment(server.endpoint(), first, token.path());
        Path environment = write(home.resolve("environment"), String.join("\n", clients.exports()) + "\n");
        say("for the AWS CLI and SDKs, also in " + environment + ":");
        clients.exports().forEach(export -> say("  " + export));
        say("for Maven:");
        say("  mvn ecs:diff " + clients.mavenOptions());
        say("Ctrl-C ends it; the state stays");
        server.onCall(this::sayCall);
        untilInterrupted(token::renew);
    }

    /** Says which roles there are, and returns the first one's ARN. */
    private String sayRoles(EcsLocal server, Path home) {
        List<Role> known = server.settings().roles();
        String account = server.settings().account();
        for (int i = 0; i < known.size(); i++) {
            Role each = known.get(i);
            Path policy = roles().isEmpty()
                    ? write(home.resolve(each.name() + ".trust.json"), each.trustPolicyJson() + "\n")
                    : path(roles().get(i));
            say("role " + each.arn(account) + ", trust policy " + policy);
        }
        return known.get(0).arn(account);
    }

    private static Path path(LocalRole configured) {
        File policy = configured.getTrustPolicy();
        if (policy == null) {
            throw new IllegalStateException("a role without a trust policy does not get here");
        }
        return policy.toPath();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new EcsLocalException(
                    file + " cannot be written: " + e + "; give another folder with -Decs-local.directory=FOLDER", e);
        }
    }

    private void sayCall(RecordedCall call) {
        if (call.status() < FIRST_REFUSAL) {
            say(call.service() + " " + call.operation() + " answered with " + call.status());
        }
    }

    /** A signal does not come back from here: the process ends while this waits. */
    private static void untilInterrupted(Runnable eachSecond) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(1, TimeUnit.SECONDS)) {
            eachSecond.run();
        }
    }

    private void end(EcsLocal server, AtomicBoolean ended) {
        if (ended.compareAndSet(false, true)) {
            server.close();
            say("ended; the state stays in " + directory());
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException itRunsAlready) {
            // It finds that nothing is left to do.
            return;
        }
    }

    private void say(String line) {
        getLog().info("ecs-local (not AWS): " + line);
    }
}

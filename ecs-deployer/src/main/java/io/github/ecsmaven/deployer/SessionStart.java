package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.identity.SessionOrigin;
import io.github.ecsmaven.deployer.identity.SessionOrigins;
import io.github.ecsmaven.deployer.identity.TokenSources;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.EarlySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What sessions begin with: clients, and what the sessions are made from, got ahead where it was prepared. */
final class SessionStart implements AutoCloseable {
    private final BuildSettings build;
    private final Clock clock;
    private final SessionOrigins origins;
    private final AtomicReference<@Nullable HeadStart> headStart = new AtomicReference<>();

    SessionStart(BuildSettings build, Clock clock, Pacer pacer) {
        this.build = build;
        this.clock = clock;
        this.origins = new SessionOrigins(
                new TokenSources(build.environment(), build.baseDirectory(), clock, pacer),
                build.environment(),
                build.origin(),
                clock);
    }

    /**
     * Requests a token for a descriptor that is still being read, and makes a client of STS. Only for the first one: the
     * tokens of others would grow old while it is being deployed.
     */
    void prepare(EarlySettings settings) {
        if (headStart.get() == null) {
            headStart.set(HeadStart.of(
                    settings,
                    clients(settings.region()),
                    () -> origin(settings.identity().webIdentity())));
        }
    }

    /**
     * What was prepared for the descriptor, or else what is got now.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where there is nothing to make a session from
     */
    Begun begin(DeploymentDescriptor descriptor) {
        Optional<HeadStart> prepared = prepared(descriptor);
        AwsClients clients = prepared.map(HeadStart::clients).orElseGet(() -> clients(descriptor.region()));
        try {
            SessionOrigin origin = prepared.flatMap(HeadStart::origin)
                    .orElseGet(() -> origin(descriptor.identity().webIdentity()));
            return new Begun(clients, origin);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    /**
     * @param clients to be closed by whom they are given to
     * @param origin what sessions are made from
     */
    record Begun(AwsClients clients, SessionOrigin origin) {}

    /** Clients of that Region. */
    AwsClients clients(String region) {
        return new AwsClients(AwsEndpoint.of(region, build.endpoint()), new CallJournal(clock));
    }

    /**
     * What sessions are made from.
     *
     * @param settings those that hold where the build names no token file
     * @throws io.github.ecsmaven.deployer.problem.UserException where there is nothing
     */
    SessionOrigin origin(WebIdentitySettings settings) {
        return origins.choose(effective(settings));
    }

    /** Lines for the report about what is used, and what is there and is not. */
    List<String> notices(SessionOrigin origin, WebIdentitySettings settings) {
        return origins.notices(origin, effective(settings));
    }

    @Override
    public void close() {
        HeadStart unused = headStart.getAndSet(null);
        if (unused != null) {
            unused.close();
        }
    }

    private Optional<HeadStart> prepared(DeploymentDescriptor descriptor) {
        HeadStart begun = headStart.get();
        return begun != null && begun.isOf(descriptor) && headStart.compareAndSet(begun, null)
                ? Optional.of(begun)
                : Optional.empty();
    }

    private WebIdentitySettings effective(WebIdentitySettings settings) {
        Path file = build.tokenFile();
        return file == null ? settings : settings.inFile(file.toString());
    }
}

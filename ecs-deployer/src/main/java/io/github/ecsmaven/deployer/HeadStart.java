package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.identity.RequestedToken;
import io.github.ecsmaven.deployer.identity.SessionOrigin;
import io.github.ecsmaven.deployer.identity.WebIdentityTokenSource;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.EarlySettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What the first session needs, got while the rest of the descriptor is being read: a client of STS and a token. The session
 * itself is narrowed to what the whole descriptor reads, and so has to wait for it.
 */
final class HeadStart implements AutoCloseable {
    private final EarlySettings settings;
    private final AwsClients clients;
    private final CompletableFuture<Optional<SessionOrigin>> origin;
    private final CompletableFuture<StsClient> sts;

    private HeadStart(EarlySettings settings, AwsClients clients, CompletableFuture<Optional<SessionOrigin>> origin) {
        this.settings = settings;
        this.clients = clients;
        this.origin = origin;
        this.sts = SideBySide.begun(clients::sts);
    }

    /**
     * Begins, and does not wait.
     *
     * @param chosen what sessions are made from; what it throws is thrown again when it is asked next
     */
    static HeadStart of(EarlySettings settings, AwsClients clients, Supplier<SessionOrigin> chosen) {
        CompletableFuture<Optional<SessionOrigin>> begun = SideBySide.begun(() -> {
            try {
                SessionOrigin origin = chosen.get();
                return Optional.of(
                        origin instanceof WebIdentityTokenSource tokens ? RequestedToken.of(tokens) : origin);
            } catch (DeployerException e) {
                return Optional.empty();
            }
        });
        return new HeadStart(settings, clients, begun);
    }

    /** Whether it was begun for this descriptor. */
    boolean isOf(DeploymentDescriptor descriptor) {
        return settings.equals(EarlySettings.of(descriptor));
    }

    /** The clients, that of STS among them. */
    AwsClients clients() {
        return clients;
    }

    /** The origin, its first token on its way where it is a source of them; empty where none could be chosen. */
    Optional<SessionOrigin> origin() {
        return SideBySide.joined(origin);
    }

    /** To be called where it turned out that nothing is deployed: waits until the client is there to be closed. */
    @Override
    public void close() {
        sts.handle((client, failure) -> client).join();
        clients.close();
    }
}

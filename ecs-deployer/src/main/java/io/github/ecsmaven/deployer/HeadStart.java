package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.identity.RequestedToken;
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
    private final CompletableFuture<Optional<WebIdentityTokenSource>> source;
    private final CompletableFuture<StsClient> sts;

    private HeadStart(
            EarlySettings settings, AwsClients clients, CompletableFuture<Optional<WebIdentityTokenSource>> source) {
        this.settings = settings;
        this.clients = clients;
        this.source = source;
        this.sts = SideBySide.begun(clients::sts);
    }

    /**
     * Begins, and does not wait.
     *
     * @param chosen where tokens come from; what it throws is thrown again when it is asked next
     */
    static HeadStart of(EarlySettings settings, AwsClients clients, Supplier<WebIdentityTokenSource> chosen) {
        CompletableFuture<Optional<WebIdentityTokenSource>> source = SideBySide.begun(() -> {
            try {
                return Optional.of(RequestedToken.of(chosen.get()));
            } catch (DeployerException e) {
                return Optional.empty();
            }
        });
        return new HeadStart(settings, clients, source);
    }

    /** Whether it was begun for this descriptor. */
    boolean isOf(DeploymentDescriptor descriptor) {
        return settings.equals(EarlySettings.of(descriptor));
    }

    /** The clients, that of STS among them. */
    AwsClients clients() {
        return clients;
    }

    /** The source whose first token is on its way; empty where none could be chosen. */
    Optional<WebIdentityTokenSource> source() {
        return SideBySide.joined(source);
    }

    /** To be called where it turned out that nothing is deployed: waits until the client is there to be closed. */
    @Override
    public void close() {
        sts.handle((client, failure) -> client).join();
        clients.close();
    }
}

package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.SideBySide;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source whose first token was requested ahead. Those that follow are requested when they are asked for. */
public final class RequestedToken implements WebIdentityTokenSource {
    private final WebIdentityTokenSource source;
    private @Nullable CompletableFuture<WebIdentityToken> first;

    private RequestedToken(WebIdentityTokenSource source, CompletableFuture<WebIdentityToken> first) {
        this.source = source;
        this.first = first;
    }

    /** Requests the first token, and does not wait for it. */
    public static RequestedToken of(WebIdentityTokenSource source) {
        return new RequestedToken(source, SideBySide.begun(source::token));
    }

    @Override
    public synchronized WebIdentityToken token() {
        CompletableFuture<WebIdentityToken> requested = first;
        first = null;
        return requested == null ? source.token() : SideBySide.joined(requested);
    }

    @Override
    public boolean canMintAgain() {
        return source.canMintAgain();
    }

    @Override
    public String description() {
        return source.description();
    }
}

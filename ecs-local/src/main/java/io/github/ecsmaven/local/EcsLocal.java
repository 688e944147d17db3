package io.github.ecsmaven.local;

import io.github.ecsmaven.local.control.StateSummary;
import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.sts.PolicyTrustEvaluator;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.sts.TrustEvaluator;
import io.github.ecsmaven.local.time.AdvanceableClock;
import io.github.ecsmaven.local.token.IssuerHealth;
import io.github.ecsmaven.local.token.TokenRequest;
import io.github.ecsmaven.local.wire.AwsService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * AWS on loopback, with an OIDC issuer. Not AWS: for trying out and for tests. Its state stays in a directory; started
 * again on it, it goes on where it was.
 */
public final class EcsLocal implements AutoCloseable {
    private final EcsLocalServer server;

    private EcsLocal(EcsLocalServer server) {
        this.server = server;
    }

    /**
     * Starts.
     *
     * @throws EcsLocalException when the port is taken, the state directory is in use or damaged, or the data file wrong
     */
    public static EcsLocal start(EcsLocalSettings settings) {
        return start(settings, PlayedServices.of(settings), new PolicyTrustEvaluator());
    }

    /**
     * Starts with those services besides STS, and that judge of trust policies.
     *
     * @throws EcsLocalException when the port is taken, or the state directory is in use or damaged
     */
    static EcsLocal start(EcsLocalSettings settings, List<AwsService> services, TrustEvaluator trust) {
        return new EcsLocal(new EcsLocalServer(settings, services, trust));
    }

    /** Where every service answers: {@code http://127.0.0.1:4566}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** How it was told to be. */
    public EcsLocalSettings settings() {
        return server.settings();
    }

    /** What its tokens say in {@code iss}. Without the scheme it is the provider's name in ARNs and condition keys. */
    public String issuer() {
        return server.issuer().issuer();
    }

    /** A signed token of its issuer, or of any other, which it plays too; with faults, one that is to be refused. */
    public String mint(TokenRequest request) {
        return server.issuer().mint(request);
    }

    /** Lets STS find the issuer so from now on; it is not kept over a restart. */
    public void issuerHealth(IssuerHealth health) {
        server.issuer().health(health);
    }

    /** Gives the issuer a new key: tokens that it minted before are refused. */
    public void rotateIssuerKey() {
        server.issuer().rotateKey();
    }

    /**
     * Ends role sessions that are made from now on after that time at the latest, whatever was asked for: to try out what
     * becomes of work that outlives them. AWS gives what was asked for. It is not kept over a restart.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public void endSessionsAfter(Duration most) {
        server.endSessionsAfter(most);
    }

    /**
     * Adds a role, or puts it in the place of the one of that name: with other policies, for instance. Its sessions can do from
     * then on what the new one allows. It is kept like everything else that is created.
     */
    public void putRole(Role role) {
        server.put(role);
    }

    /**
     * Its time, of tokens, sessions, tasks and deployments. Tests advance it, users speed it up. How far it is ahead is
     * kept over restarts; its speed is not.
     */
    public AdvanceableClock clock() {
        return server.clock();
    }

    /** What it is and how much it holds. */
    public StateSummary summary() {
        return server.summary();
    }

    /**
     * Forgets everything that was created, and the calls. Sessions, keys and port stay, so that clients go on; so does
     * the time.
     */
    public void reset() {
        server.reset();
    }

    /** The calls since the start or the last reset, in the order they were answered. */
    public List<RecordedCall> calls() {
        return server.callRecord().calls();
    }

    /**
     * Tells of each call from now on, after it is recorded and before its answer leaves. Calls wait meanwhile, so a
     * listener should be quick; it must not throw.
     *
     * @param listener takes the place of the one before
     */
    public void onCall(Consumer<RecordedCall> listener) {
        server.callRecord().listener(listener);
    }

    /** How many calls since the start or the last reset were of operations that change something, whatever they were answered. */
    public long writes() {
        return server.callRecord().writes();
    }

    /** Stops answering and lets go of port and directory. Everything that was answered is already kept. */
    @Override
    public void close() {
        server.close();
    }
}

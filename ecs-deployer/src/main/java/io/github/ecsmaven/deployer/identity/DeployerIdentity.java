package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Who deploys: two sessions of one role, both made from tokens of the CI; where somebody asks for that, from an AWS profile or
 * from keys. The read session can only look; the write session is asked for when there is something to write, and can do only
 * that. Both are renewed ahead of their end, each time from what the origin gives then. Nothing but these sessions ever calls ECS,
 * and no credentials are taken that the origin does not name, whatever the environment holds. Thread-safe.
 */
public final class DeployerIdentity {
    /** Every role gives an hour: its MaxSessionDuration cannot be set to less. */
    private static final Duration USUAL = Duration.ofHours(1);
    /** What STS takes, and the steps down where a role gives less. Its own limit cannot be asked for. */
    private static final List<Duration> LENGTHS =
            Stream.of(12, 8, 4, 2).map(Duration::ofHours).toList();

    private final SessionOrigin origin;
    private final IdentitySettings settings;
    private final Occasion occasion;
    private final SessionPolicy reads;
    private final SessionIssuer issuer;
    private volatile Duration length = USUAL;
    private @Nullable Renewed read;

    /** One whose read session can only describe and list what is in ECS. */
    public DeployerIdentity(AwsClients clients, SessionOrigin origin, IdentitySettings settings, Occasion occasion) {
        this(clients, origin, settings, occasion, SessionPolicy.READ_ONLY);
    }

    /**
     * @param clients its STS is asked for when the first session is
     * @param reads what the read session can do
     */
    public DeployerIdentity(
            AwsClients clients,
            SessionOrigin origin,
            IdentitySettings settings,
            Occasion occasion,
            SessionPolicy reads) {
        this(clients, origin, settings, occasion, reads, new SplittableRandom());
    }

    DeployerIdentity(
            AwsClients clients,
            SessionOrigin origin,
            IdentitySettings settings,
            Occasion occasion,
            SessionPolicy reads,
            RandomGenerator random) {
        this.origin = origin;
        this.settings = settings;
        this.occasion = occasion;
        this.reads = reads;
        this.issuer = new SessionIssuer(clients, origin, settings, occasion, random);
    }

    /**
     * The session that reads: one token and one call of STS (from a profile, one for each role of it), then always the same one.
     *
     * @throws UserException where there is no role, no token or credentials, no trust, or the account is not an allowed one
     * @throws EnvironmentException where STS cannot be reached
     */
    public RoleSession readSession() {
        return read().session();
    }

    private synchronized Renewed read() {
        if (read == null) {
            read = renewed(reads.json());
        }
        return read;
    }

    /**
     * A new session that writes, from a new token or the credentials of now.
     *
     * @param policy what the plan needs; where STS cannot take it the session has the whole role's permissions, and says
     *     so in its notice
     * @throws UserException as for {@link #readSession()}
     * @throws EnvironmentException where STS cannot be reached
     */
    public WriteSession writeSession(SessionPolicy policy) {
        if (!policy.fits()) {
            return new WriteSession(renewed(null).session(), policy.notice().orElseThrow());
        }
        try {
            return new WriteSession(renewed(policy.json()).session(), null);
        } catch (DeployerException e) {
            if (e.getCause() instanceof SdkException refused && StsErrors.isPolicyTooLarge(refused)) {
                return new WriteSession(
                        renewed(null).session(),
                        "The write session is not narrowed to this plan: with the tags of the token the policy for it is"
                                + " larger than STS takes. It holds the permissions of the whole role.");
            }
            throw e;
        }
    }

    /** Whether a session can be followed by another, for ever. */
    public boolean canRenew() {
        return origin.canRenew();
    }

    /**
     * Makes sure that the read session, with those that can follow it, is there as long as that from now on. Where the
     * origin gives new tokens or credentials it is. Where not, a longer session is asked for if need be; the role says how long that can
     * be only by refusing.
     *
     * @throws UserException where it ends earlier, with the numbers
     */
    public synchronized void requireLasting(Duration time) {
        if (origin.canRenew()) {
            return;
        }
        RenewingCredentials credentials = read().credentials();
        Instant wanted = occasion.clock().instant().plus(time);
        Instant tokenEnds = tokenEnds();
        Lifetime lifetime = new Lifetime(credentials.ends(), tokenEnds, shorter(length, credentials.length()));
        boolean askable =
                !issuer.isChained() && tokenEnds.isAfter(occasion.clock().instant());
        if (!lifetime.reaches(wanted) && askable) {
            lifetime = longest(credentials, tokenEnds, time).orElse(lifetime);
        }
        if (!lifetime.reaches(wanted)) {
            throw tooShort(time, lifetime, wanted);
        }
    }

    /** Takes the longest session that the role gives, up to what is needed. */
    private Optional<Lifetime> longest(RenewingCredentials credentials, Instant tokenEnds, Duration time) {
        Duration most = LENGTHS.get(0);
        Duration needed = Duration.ofMinutes(time.plusSeconds(119).toMinutes());
        Duration first = needed.compareTo(most) > 0 ? most : needed;
        List<Duration> lengths = Stream.concat(
                        Stream.of(first), LENGTHS.stream().filter(step -> step.compareTo(first) < 0))
                .filter(step -> step.compareTo(USUAL) > 0)
                .toList();
        for (Duration each : lengths) {
            try {
                credentials.replace(issuer.issue(reads.json(), each));
                length = each;
                return Optional.of(new Lifetime(credentials.ends(), tokenEnds, shorter(each, credentials.length())));
            } catch (UserException e) {
                if (!(e.getCause() instanceof SdkException refused) || !StsErrors.isTooLong(refused)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /** What STS gave may be less than what it was asked for: the sessions that follow are as long. */
    private static Duration shorter(Duration asked, Duration given) {
        return given.compareTo(asked) < 0 ? given : asked;
    }

    /** When what sessions are made from ends; long ago where that is not known. */
    private Instant tokenEnds() {
        if (!(origin instanceof WebIdentityTokenSource source)) {
            return Instant.EPOCH;
        }
        try {
            return TokenClaims.decode(source.token())
                    .flatMap(TokenClaims::findExpiry)
                    .orElse(Instant.EPOCH);
        } catch (UserException e) {
            // It has expired since the session was made with it: the session alone counts.
            return Instant.EPOCH;
        }
    }

    private UserException tooShort(Duration needed, Lifetime lifetime, Instant wanted) {
        Instant now = occasion.clock().instant();
        String session = issuer.isChained()
                ? "A session of a role that another role assumes lasts 1 h at most."
                : "The longest session that the role gives is one of " + Lifetime.text(lifetime.length())
                        + (lifetime.length().equals(LENGTHS.get(0))
                                ? ", and no role gives more."
                                : ", as far as was tried.");
        boolean ofToken = origin instanceof WebIdentityTokenSource;
        String where = ofToken ? "identity.webIdentity (" + origin.description() + ")" : origin.description();
        String ending = ofToken
                ? ": the token of " + origin.description() + " cannot be requested again"
                        + (lifetime.tokenEnds().isAfter(now)
                                ? " and ends at " + lifetime.tokenEnds()
                                : " and has ended")
                : ": the " + origin.description() + " is a session itself, and nothing tells how long that lasts";
        String cure = ofToken
                ? "Let the token come from a source that gives a new one each time; or raise the role's MaxSessionDuration"
                        + (issuer.isChained() ? " and deploy with a role that no other has to assume" : "")
                : "Let the sessions be made from what gives new credentials each time: an OIDC token, or a profile with a"
                        + " credential_process";
        return new UserException(new Explanation(
                "The deployment may take longer than its identity lasts; nothing was written.",
                where + ", role " + settings.roleArn(),
                "It may take " + Lifetime.text(needed) + ", rollout.timeout included. The identity lasts "
                        + Lifetime.text(Duration.between(now, lifetime.lastEnd(wanted))) + ending + ". " + session,
                cure + "; or shorten rollout.timeout; or do not wait for the end (-Decs.wait=false) and look later"
                        + " with ecs:wait."));
    }

    private record Renewed(RoleSession session, RenewingCredentials credentials) {}

    private Renewed renewed(@Nullable String policy) {
        IssuedSession first = issuer.issue(policy, USUAL);
        RenewingCredentials credentials = new RenewingCredentials(
                first, () -> issuer.issue(policy, lengthOf(policy)), occasion.clock(), occasion.notices());
        return new Renewed(new RoleSession(credentials, first.arn(), first.account(), first.expiration()), credentials);
    }

    /** The read session alone is there for long waits. */
    private Duration lengthOf(@Nullable String policy) {
        return reads.json().equals(policy) ? length : USUAL;
    }
}

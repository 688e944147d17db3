package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Who deploys: two sessions of one role, both made from a token of the CI. The read session can only look;
 * the write session is asked for when there is something to write, and can do only that. No other credentials are ever
 * used, whatever the environment holds. Thread-safe.
 */
public final class DeployerIdentity {
    private static final Duration DURATION = Duration.ofHours(1);
    private static final Duration TOO_SHORT = Duration.ofMinutes(1);
    private static final int REPETITIONS = 3;

    private final Supplier<StsClient> sts;
    private final WebIdentityTokenSource source;
    private final IdentitySettings settings;
    private final CiJob job;
    private final AwsEndpoint endpoint;
    private final Clock clock;
    private final Pacer pacer;
    private final SessionPolicy reads;
    private @Nullable RoleSession readSession;

    /** One whose read session can only describe and list what is in ECS. */
    public DeployerIdentity(
            Supplier<StsClient> sts,
            WebIdentityTokenSource source,
            IdentitySettings settings,
            CiJob job,
            AwsEndpoint endpoint,
            Clock clock,
            Pacer pacer) {
        this(sts, source, settings, job, endpoint, clock, pacer, SessionPolicy.READ_ONLY);
    }

    /**
     * @param sts a client without credentials; asked for when the first session is
     * @param reads what the read session can do
     */
    public DeployerIdentity(
            Supplier<StsClient> sts,
            WebIdentityTokenSource source,
            IdentitySettings settings,
            CiJob job,
            AwsEndpoint endpoint,
            Clock clock,
            Pacer pacer,
            SessionPolicy reads) {
        this.sts = sts;
        this.source = source;
        this.settings = settings;
        this.job = job;
        this.endpoint = endpoint;
        this.clock = clock;
        this.pacer = pacer;
        this.reads = reads;
    }

    /**
     * The session that reads: one token and one call of STS, then the same one until its last minute.
     *
     * @throws UserException where there is no role, no token, no trust, or the account is not an allowed one
     * @throws EnvironmentException where STS cannot be reached
     */
    public synchronized RoleSession readSession() {
        if (readSession == null || clock.instant().plus(TOO_SHORT).isAfter(readSession.expiration())) {
            readSession = assume(reads.json());
        }
        return readSession;
    }

    /**
     * A new session that writes, from a new token.
     *
     * @param policy what the plan needs; where STS cannot take it the session has the whole role's permissions, and says
     *     so in its notice
     * @throws UserException as for {@link #readSession()}
     * @throws EnvironmentException where STS cannot be reached
     */
    public synchronized WriteSession writeSession(SessionPolicy policy) {
        if (!policy.fits()) {
            return new WriteSession(assume(null), policy.notice().orElseThrow());
        }
        try {
            return new WriteSession(assume(policy.json()), null);
        } catch (UserException e) {
            if (e.getCause() instanceof SdkException refused && StsErrors.isPolicyTooLarge(refused)) {
                return new WriteSession(
                        assume(null),
                        "The write session is not narrowed to this plan: with the tags of the token the policy for it is"
                                + " larger than STS takes. It holds the permissions of the whole role.");
            }
            throw e;
        }
    }

    /** Whether a session can be followed by another that lives longer. */
    public boolean canRenew() {
        return source.canMintAgain();
    }

    private RoleSession assume(@Nullable String policy) {
        RoleArn role = RoleArn.of(settings.roleArn());
        StsErrors errors = new StsErrors(endpoint, source, role, clock);
        WebIdentityToken token = source.token();
        boolean renewed = false;
        int repetitions = 0;
        while (true) {
            try {
                return session(sts.get().assumeRoleWithWebIdentity(request(role, token, policy)));
            } catch (SdkException e) {
                if (StsErrors.isPassing(e) && repetitions < REPETITIONS) {
                    pacer.pause(Duration.ofSeconds(1L << repetitions));
                    repetitions++;
                } else if (StsErrors.isExpired(e) && !renewed) {
                    WebIdentityToken other = source.token();
                    if (other.reveal().equals(token.reveal())) {
                        throw errors.translate(e, token);
                    }
                    token = other;
                    renewed = true;
                } else {
                    throw errors.translate(e, token);
                }
            }
        }
    }

    private AssumeRoleWithWebIdentityRequest request(RoleArn role, WebIdentityToken token, @Nullable String policy) {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(role.text())
                .roleSessionName(SessionNames.of(job, clock.instant()))
                .webIdentityToken(token.reveal())
                .durationSeconds((int) DURATION.toSeconds())
                .policy(policy)
                .build();
    }

    private RoleSession session(AssumeRoleWithWebIdentityResponse answer) {
        Credentials credentials = answer.credentials();
        if (credentials == null
                || credentials.accessKeyId() == null
                || credentials.secretAccessKey() == null
                || credentials.sessionToken() == null
                || credentials.expiration() == null
                || answer.assumedRoleUser() == null
                || answer.assumedRoleUser().arn() == null) {
            throw incomplete("The answer lacks credentials, their expiry, or the role.");
        }
        String arn = answer.assumedRoleUser().arn();
        String[] parts = arn.split(":", -1);
        if (parts.length < 6 || !parts[4].matches("\\d{12}")) {
            throw incomplete("\"" + arn + "\" is not the ARN of a role session.");
        }
        String account = parts[4];
        if (!settings.allowedAccounts().isEmpty() && !settings.allowedAccounts().contains(account)) {
            throw new UserException(new Explanation(
                    "The role session is in account " + account + ", which this descriptor does not allow.",
                    "identity.allowedAccounts: " + String.join(", ", settings.allowedAccounts()),
                    "STS gave " + arn + ". Nothing was read and nothing was changed.",
                    "Correct identity.roleArn, or add " + account + " to identity.allowedAccounts."));
        }
        return new RoleSession(
                StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())),
                arn,
                account,
                credentials.expiration());
    }

    private EnvironmentException incomplete(String why) {
        return new EnvironmentException(new Explanation(
                "What answers at " + endpoint.url("sts") + " is not STS.",
                "sts:AssumeRoleWithWebIdentity",
                why,
                "Check ecs.endpoint and the proxy between this machine and AWS."));
    }
}

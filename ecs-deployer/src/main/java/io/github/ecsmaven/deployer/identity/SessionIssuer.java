package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Makes one session: a token, AssumeRoleWithWebIdentity, and AssumeRole for each role behind it. A session on the way can do
 * nothing but take the next step.
 */
final class SessionIssuer {
    /** What AWS gives a role that another role assumes. */
    static final Duration LONGEST_CHAINED = Duration.ofHours(1);
    /** The shortest that STS has: a session on the way is used once, at once. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(15);

    private final AwsClients clients;
    private final WebIdentityTokenSource source;
    private final IdentitySettings settings;
    private final Occasion occasion;
    private final RandomGenerator random;
    private volatile boolean hasIssued;

    SessionIssuer(
            AwsClients clients,
            WebIdentityTokenSource source,
            IdentitySettings settings,
            Occasion occasion,
            RandomGenerator random) {
        this.clients = clients;
        this.source = source;
        this.settings = settings;
        this.occasion = occasion;
        this.random = random;
    }

    /** Whether the role that deploys is assumed by another role. */
    boolean isChained() {
        return !settings.assume().isEmpty();
    }

    /**
     * A new session from a new token.
     *
     * @param policy narrows it; null: it has the whole role's permissions
     * @param duration how long it is to be; of a role behind another one at most an hour
     * @throws UserException where there is no role, no token, no trust, or the account is not an allowed one
     * @throws EnvironmentException where STS cannot be reached
     */
    IssuedSession issue(@Nullable String policy, Duration duration) {
        List<RoleArn> roles = roles();
        Wanted first = wanted(roles, 0, policy, duration);
        IssuedSession session = withToken(first);
        for (int index = 1; index < roles.size(); index++) {
            ChainErrors.Step step = new ChainErrors.Step(roles.get(index - 1), roles.get(index), index - 1);
            session = withRole(session, wanted(roles, index, policy, duration), step);
        }
        requireAllowed(session);
        hasIssued = true;
        return session;
    }

    private record Wanted(RoleArn role, @Nullable String policy, Duration duration) {}

    private List<RoleArn> roles() {
        List<RoleArn> roles = new ArrayList<>();
        roles.add(RoleArn.of(settings.roleArn()));
        for (int index = 0; index < settings.assume().size(); index++) {
            roles.add(RoleArn.of(settings.assume().get(index), "identity.assume[" + index + "]"));
        }
        return roles;
    }

    private static Wanted wanted(List<RoleArn> roles, int index, @Nullable String policy, Duration duration) {
        RoleArn role = roles.get(index);
        if (index < roles.size() - 1) {
            return new Wanted(
                    role, SessionPolicy.assuming(roles.get(index + 1).text()).json(), ON_THE_WAY);
        }
        boolean tooLong = index > 0 && duration.compareTo(LONGEST_CHAINED) > 0;
        return new Wanted(role, policy, tooLong ? LONGEST_CHAINED : duration);
    }

    private IssuedSession withToken(Wanted wanted) {
        StsErrors errors = new StsErrors(clients.endpoint(), source, wanted.role(), occasion.clock());
        WebIdentityToken token = source.token();
        StsPatience patience = patience();
        boolean renewed = false;
        while (true) {
            Instant asked = occasion.clock().instant();
            try {
                AssumeRoleWithWebIdentityResponse answer =
                        clients.sts().assumeRoleWithWebIdentity(request(wanted, token));
                return session(answer.credentials(), answer.assumedRoleUser(), asked, wanted);
            } catch (SdkException e) {
                if (patience.hasWaitedAfter(e, wanted.role())) {
                    if (StsErrors.isKeyMissing(e) && source.canMintAgain()) {
                        // The issuer may have changed its keys: what it signs now is signed with one that it publishes.
                        token = source.token();
                    }
                    continue;
                }
                if (!AwsErrors.isExpired(e) || renewed) {
                    throw errors.translate(e, token);
                }
                WebIdentityToken other = source.token();
                if (other.reveal().equals(token.reveal())) {
                    throw errors.translate(e, token);
                }
                token = other;
                renewed = true;
            }
        }
    }

    private AssumeRoleWithWebIdentityRequest request(Wanted wanted, WebIdentityToken token) {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(wanted.role().text())
                .roleSessionName(sessionName())
                .webIdentityToken(token.reveal())
                .durationSeconds((int) wanted.duration().toSeconds())
                .policy(wanted.policy())
                .build();
    }

    private IssuedSession withRole(IssuedSession from, Wanted wanted, ChainErrors.Step step) {
        StsPatience patience = patience();
        while (true) {
            Instant asked = occasion.clock().instant();
            try {
                AssumeRoleResponse answer = clients.sts().assumeRole(request(from, wanted));
                return session(answer.credentials(), answer.assumedRoleUser(), asked, wanted);
            } catch (SdkException e) {
                if (!patience.hasWaitedAfter(e, wanted.role())) {
                    throw new ChainErrors(clients.endpoint(), from.arn(), step).translate(e);
                }
            }
        }
    }

    private AssumeRoleRequest request(IssuedSession from, Wanted wanted) {
        return AssumeRoleRequest.builder()
                .roleArn(wanted.role().text())
                .roleSessionName(sessionName())
                .durationSeconds((int) wanted.duration().toSeconds())
                .policy(wanted.policy())
                .overrideConfiguration(
                        signed -> signed.credentialsProvider(StaticCredentialsProvider.create(from.credentials())))
                .build();
    }

    private StsPatience patience() {
        return hasIssued
                ? StsPatience.withKnownRole(occasion.pacer(), random, occasion.notices())
                : StsPatience.withNewRole(occasion.pacer(), random, occasion.notices());
    }

    private String sessionName() {
        return SessionNames.of(occasion.job(), occasion.clock().instant());
    }

    private IssuedSession session(
            @Nullable Credentials credentials, @Nullable AssumedRoleUser user, Instant asked, Wanted wanted) {
        if (credentials == null
                || credentials.accessKeyId() == null
                || credentials.secretAccessKey() == null
                || credentials.sessionToken() == null
                || credentials.expiration() == null
                || user == null
                || user.arn() == null) {
            throw incomplete("The answer lacks credentials, their expiry, or the role.");
        }
        String[] parts = user.arn().split(":", -1);
        if (parts.length < 6 || !parts[4].matches("\\d{12}")) {
            throw incomplete("\"" + user.arn() + "\" is not the ARN of a role session.");
        }
        return new IssuedSession(
                AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
                user.arn(),
                parts[4],
                credentials.expiration(),
                IssuedSession.ends(asked, wanted.duration(), credentials.expiration()));
    }

    private void requireAllowed(IssuedSession session) {
        List<String> allowed = settings.allowedAccounts();
        if (!allowed.isEmpty() && !allowed.contains(session.account())) {
            throw new UserException(new Explanation(
                    "The role session is in account " + session.account() + ", which this descriptor does not allow.",
                    "identity.allowedAccounts: " + String.join(", ", allowed),
                    "STS gave " + session.arn() + ". Nothing was read and nothing was changed.",
                    "Correct " + (isChained() ? "identity.assume" : "identity.roleArn") + ", or add "
                            + session.account() + " to identity.allowedAccounts."));
        }
    }

    private EnvironmentException incomplete(String why) {
        return new EnvironmentException(new Explanation(
                "What answers at " + clients.endpoint().url("sts") + " is not STS.",
                "sts:AssumeRole, sts:AssumeRoleWithWebIdentity",
                why,
                "Check ecs.endpoint and the proxy between this machine and AWS."));
    }
}

package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
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
 * Makes one session: a token and AssumeRoleWithWebIdentity, or credentials and AssumeRole, then AssumeRole for each role behind
 * it. A session on the way can do nothing but take the next step.
 */
final class SessionIssuer {
    /** What AWS gives a role that another role assumes. Whether credentials are of one is not always known. */
    static final Duration LONGEST_CHAINED = Duration.ofHours(1);
    /** The shortest that STS has: a session on the way is used once, at once. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(15);

    private final AwsClients clients;
    private final SessionOrigin origin;
    private final IdentitySettings settings;
    private final Occasion occasion;
    private final RandomGenerator random;
    private volatile boolean hasIssued;

    SessionIssuer(
            AwsClients clients,
            SessionOrigin origin,
            IdentitySettings settings,
            Occasion occasion,
            RandomGenerator random) {
        this.clients = clients;
        this.origin = origin;
        this.settings = settings;
        this.occasion = occasion;
        this.random = random;
    }

    /** Whether a session lasts an hour at most, whatever the role gives: a role assumes the role, or may. */
    boolean isChained() {
        return !settings.assume().isEmpty() || origin instanceof CredentialsOrigin;
    }

    /**
     * A new session from a new token, or from the credentials of now.
     *
     * @param policy narrows it; null: it has the whole role's permissions
     * @param duration how long it is to be; of a role that another one assumes at most an hour
     * @throws UserException where there is no role, no token, no trust, or the account is not an allowed one
     * @throws EnvironmentException where STS cannot be reached
     */
    IssuedSession issue(@Nullable String policy, Duration duration) {
        IssuedSession session;
        if (origin instanceof WebIdentityTokenSource source) {
            List<Wanted> steps = narrowed(steps(), policy, duration);
            session = along(steps, withToken(source, steps.get(0)));
        } else if (origin instanceof CredentialsOrigin credentials) {
            BaseCredentials base = credentials.base();
            List<Wanted> steps = narrowed(stepsFrom(base), policy, duration);
            session = along(steps, withCredentials(credentials, base, steps.get(0)));
        } else {
            throw new IllegalStateException("no origin: " + origin);
        }
        requireAllowed(session);
        hasIssued = true;
        return session;
    }

    /**
     * A role on the way, or the last one.
     *
     * @param externalId for its trust policy; null: none
     * @param sessionName as somebody wants it; null: that of the deployment
     * @param place what names the role, for messages
     */
    private record Step(
            RoleArn role,
            @Nullable String externalId,
            @Nullable String sessionName,
            String place) {}

    private record Wanted(Step step, @Nullable String policy, Duration duration) {
        RoleArn role() {
            return step.role();
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(RoleArn.of(settings.roleArn()), null, null, "identity.roleArn"));
        for (int index = 0; index < settings.assume().size(); index++) {
            String place = "identity.assume[" + index + "]";
            steps.add(new Step(RoleArn.of(settings.assume().get(index), place), null, null, place));
        }
        return steps;
    }

    /** The roles of a profile come first. Where the last of them is the deployer role itself, it is assumed once. */
    private List<Step> stepsFrom(BaseCredentials base) {
        List<Step> steps = new ArrayList<>();
        for (BaseCredentials.ProfileRole each : base.roles()) {
            steps.add(new Step(each.role(), each.externalId(), each.sessionName(), each.place()));
        }
        List<Step> own = steps();
        boolean there = !steps.isEmpty()
                && steps.get(steps.size() - 1).role().equals(own.get(0).role());
        steps.addAll(there ? own.subList(1, own.size()) : own);
        return steps;
    }

    private List<Wanted> narrowed(List<Step> steps, @Nullable String policy, Duration duration) {
        boolean tooLong = (steps.size() > 1 || isChained()) && duration.compareTo(LONGEST_CHAINED) > 0;
        List<Wanted> wanted = new ArrayList<>();
        for (int index = 0; index < steps.size() - 1; index++) {
            String next =
                    SessionPolicy.assuming(steps.get(index + 1).role().text()).json();
            wanted.add(new Wanted(steps.get(index), next, ON_THE_WAY));
        }
        wanted.add(new Wanted(steps.get(steps.size() - 1), policy, tooLong ? LONGEST_CHAINED : duration));
        return wanted;
    }

    private IssuedSession along(List<Wanted> steps, IssuedSession first) {
        IssuedSession session = first;
        for (int index = 1; index < steps.size(); index++) {
            session = withRole(session, steps.get(index - 1).role(), steps.get(index));
        }
        return session;
    }

    private IssuedSession withToken(WebIdentityTokenSource source, Wanted wanted) {
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

    private IssuedSession withCredentials(CredentialsOrigin from, BaseCredentials base, Wanted wanted) {
        OriginErrors errors = new OriginErrors(clients.endpoint(), from, wanted.role());
        try {
            return assumed(base.credentials(), wanted, errors::translate);
        } catch (UserException e) {
            if (!(e.getCause() instanceof SdkException refused) || !AwsErrors.isExpired(refused)) {
                throw e;
            }
            BaseCredentials other = from.baseAfterEnd();
            if (other.credentials().equals(base.credentials())) {
                throw e;
            }
            return assumed(other.credentials(), wanted, errors::translate);
        }
    }

    private IssuedSession withRole(IssuedSession from, RoleArn before, Wanted wanted) {
        ChainErrors errors = new ChainErrors(
                clients.endpoint(),
                from.arn(),
                new ChainErrors.Step(before, wanted.role(), wanted.step().place()));
        return assumed(from.credentials(), wanted, errors::translate);
    }

    private IssuedSession assumed(
            AwsCredentials from, Wanted wanted, Function<SdkException, DeployerException> errors) {
        StsPatience patience = patience();
        while (true) {
            Instant asked = occasion.clock().instant();
            try {
                AssumeRoleResponse answer = clients.sts().assumeRole(request(from, wanted));
                return session(answer.credentials(), answer.assumedRoleUser(), asked, wanted);
            } catch (SdkException e) {
                if (!patience.hasWaitedAfter(e, wanted.role())) {
                    throw errors.apply(e);
                }
            }
        }
    }

    private AssumeRoleRequest request(AwsCredentials from, Wanted wanted) {
        String name = wanted.step().sessionName();
        return AssumeRoleRequest.builder()
                .roleArn(wanted.role().text())
                .roleSessionName(name == null ? sessionName() : name)
                .externalId(wanted.step().externalId())
                .durationSeconds((int) wanted.duration().toSeconds())
                .policy(wanted.policy())
                .overrideConfiguration(signed -> signed.credentialsProvider(StaticCredentialsProvider.create(from)))
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
                    "Correct " + (settings.assume().isEmpty() ? "identity.roleArn" : "identity.assume") + ", or add "
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

package io.github.ecsmaven.local;

import io.github.ecsmaven.facts.IamFacts;
import io.github.ecsmaven.local.authorization.PolicyAuthorizer;
import io.github.ecsmaven.local.control.ControlEndpoint;
import io.github.ecsmaven.local.control.Controlled;
import io.github.ecsmaven.local.control.StateSummary;
import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.iam.IamRole;
import io.github.ecsmaven.local.iam.IamService;
import io.github.ecsmaven.local.iam.IamState;
import io.github.ecsmaven.local.iam.OpenIdProvider;
import io.github.ecsmaven.local.record.CallRecord;
import io.github.ecsmaven.local.resource.AccountResources;
import io.github.ecsmaven.local.resource.ScalableTargets;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.resource.TaskRoles;
import io.github.ecsmaven.local.state.StateFile;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.sts.RoleSessions;
import io.github.ecsmaven.local.sts.SessionPermissions;
import io.github.ecsmaven.local.sts.StsService;
import io.github.ecsmaven.local.sts.TrustEvaluator;
import io.github.ecsmaven.local.sts.UserKeys;
import io.github.ecsmaven.local.time.AdvanceableClock;
import io.github.ecsmaven.local.time.ClockSection;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.token.OidcIssuer;
import io.github.ecsmaven.local.wire.AwsEndpoint;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallAuthorizer;
import io.github.ecsmaven.local.wire.HttpAnswer;
import io.github.ecsmaven.local.wire.HttpEndpoint;
import io.github.ecsmaven.local.wire.LoopbackServer;
import io.github.ecsmaven.local.wire.SignatureVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts ecs-local together from its parts, for any services. */
final class EcsLocalServer implements AutoCloseable, Controlled {
    private static final String ISSUER_PATH = "/oidc";

    private final EcsLocalSettings settings;
    private final Consumer<String> log;
    private final AdvanceableClock clock;
    private final IamState iam;
    private final RoleSessions sessions;
    private final Resettable resettable;
    private final StateFile state;
    private final LoopbackServer server;
    private final OidcIssuer issuer;
    private final CallRecord calls;
    private final AwsEndpoint endpoint;

    /**
     * Starts. STS and IAM are always there.
     *
     * @param services besides these; one that is a {@link StateSection} too has its state kept
     */
    EcsLocalServer(EcsLocalSettings settings, List<AwsService> services, TrustEvaluator trust) {
        this.settings = settings;
        log = line -> settings.log().accept("ecs-local (not AWS): " + line);
        clock = new AdvanceableClock(settings.clock(), this::timeHasMoved);
        PortSection port = new PortSection();
        sessions = new RoleSessions(settings.account(), clock);
        iam = new IamState(settings.account());
        if (settings.issuer() != null) {
            configure(settings.issuer());
        }
        resettable = new Resettable(Stream.concat(
                        Stream.of(iam),
                        services.stream().filter(StateSection.class::isInstance).map(StateSection.class::cast))
                .toList());
        List<StateSection> sections = new ArrayList<>(List.of(port, new ClockSection(clock), sessions));
        sections.addAll(resettable.sections());
        Path directory = settings.stateDirectory();
        state = StateFile.open(directory, sections, log);
        try {
            server = port.bind(settings.port(), log);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
        try {
            URI servedAt = server.endpoint().resolve(ISSUER_PATH);
            String name = settings.issuer();
            issuer = OidcIssuer.in(directory, name == null ? servedAt.toString() : name, servedAt, clock);
            configure(issuer.issuer());
            calls = CallRecord.start(directory, UUID.randomUUID().toString(), clock.instant());
            IamFacts facts = IamFacts.load();
            UserKeys keys = new UserKeys(AccountData.of(settings.data()).accessKeys(), settings.account());
            SessionPermissions permissions = new SessionPermissions(iam, sessions, keys);
            List<AwsService> all = Stream.concat(
                            Stream.of(sts(sessions, permissions, trust, facts), new IamService(iam)), services.stream())
                    .toList();
            CallAuthorizer authorizer = new PolicyAuthorizer(facts, permissions, resources(services), log);
            SignatureVerifier signatures =
                    new SignatureVerifier(id -> sessions.find(id).or(() -> keys.find(id)), clock, Clock.systemUTC());
            endpoint = new AwsEndpoint(
                    all,
                    signatures,
                    new AwsEndpoint.Setting(settings.account(), clock, authorizer, calls, state::keep, log));
            sessions.forgetOld();
            state.keep();
            server.serve(pages(), endpoint);
            log.accept("answers at " + server.endpoint() + ", issuer " + issuer.issuer() + ", state in " + directory);
        } catch (RuntimeException e) {
            server.close();
            state.close();
            throw e;
        }
    }

    EcsLocalSettings settings() {
        return settings;
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public OidcIssuer issuer() {
        return issuer;
    }

    /** Ends sessions that are made from now on after that time at the latest. */
    void endSessionsAfter(Duration most) {
        if (most.isNegative() || most.isZero()) {
            throw new IllegalArgumentException("sessions cannot end after " + most);
        }
        sessions.endAfter(most);
    }

    /** Adds a role, or puts it in the place of the one of that name. */
    void put(Role role) {
        whileNoCallRuns(() -> {
            Instant now = clock.instant();
            role.boundaryInIam(settings.account(), now).ifPresent(iam::put);
            // What the settings said of it stays known, so that the next start leaves it as it is.
            String configured =
                    iam.role(role.name()).map(IamRole::configuration).orElse(null);
            iam.put(role.inIam(settings.account(), now).withConfiguration(configured));
            state.keep();
        });
    }

    CallRecord callRecord() {
        return calls;
    }

    @Override
    public byte[] calls() {
        return calls.json();
    }

    @Override
    public AdvanceableClock clock() {
        return clock;
    }

    @Override
    public StateSummary summary() {
        return endpoint.whileNoCallRuns(() -> new StateSummary(
                server.endpoint(),
                issuer.issuer(),
                settings.account(),
                settings.stateDirectory(),
                clock.instant(),
                calls.reads(),
                calls.writes(),
                resettable.counts()));
    }

    @Override
    public void reset() {
        whileNoCallRuns(() -> {
            resettable.reset();
            configure(issuer.issuer());
            state.save();
            calls.beginAnew(UUID.randomUUID().toString(), clock.instant());
            log.accept("reset: everything that was created is forgotten");
        });
    }

    /** A call that runs comes to its end first: what it changes is kept, though its client is gone. */
    @Override
    public void close() {
        server.close();
        whileNoCallRuns(state::close);
    }

    private void timeHasMoved() {
        whileNoCallRuns(() -> {
            state.keep();
            log.accept("the clock shows " + clock.instant() + " and runs at speed " + clock.speed());
        });
    }

    private void whileNoCallRuns(Runnable action) {
        endpoint.whileNoCallRuns(() -> {
            action.run();
            return action;
        });
    }

    /** What the settings say is there from the beginning. */
    private void configure(String issuerName) {
        Instant now = clock.instant();
        String account = settings.account();
        iam.configure(
                settings.roles().stream().map(role -> role.inIam(account, now)).toList(),
                settings.roles().stream()
                        .flatMap(role -> role.boundaryInIam(account, now).stream())
                        .toList(),
                new OpenIdProvider(
                        issuerName,
                        settings.clientIds().stream().sorted().toList(),
                        List.of(),
                        now,
                        OpenIdProvider.Origin.SETTINGS));
    }

    private StsService sts(
            RoleSessions sessions, SessionPermissions permissions, TrustEvaluator trust, IamFacts facts) {
        JwtVerifier tokens = new JwtVerifier(new PlayedIssuers(iam, issuer), clock);
        return new StsService(
                new StsService.Setting(iam, permissions, tokens, trust, facts, state::keep, log), sessions);
    }

    private static Map<String, TaggedResources> tagged(List<AwsService> services) {
        Map<String, TaggedResources> tagged = new HashMap<>();
        for (AwsService service : services) {
            if (service instanceof TaggedResources resources) {
                tagged.put(service.name(), resources);
            }
        }
        return tagged;
    }

    private static AccountResources resources(List<AwsService> services) {
        return new AccountResources(
                tagged(services),
                first(services, TaskRoles.class).orElse((reference, call) -> Optional.empty()),
                first(services, ScalableTargets.class)
                        .orElse((namespace, resourceId, dimension, call) -> Optional.empty()));
    }

    private static <T> Optional<T> first(List<AwsService> services, Class<T> type) {
        return services.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Map<String, HttpEndpoint> pages() {
        return Map.of(
                ISSUER_PATH + OidcIssuer.DISCOVERY,
                call -> HttpAnswer.json(issuer.discovery()),
                ISSUER_PATH + OidcIssuer.KEYS,
                call -> HttpAnswer.json(issuer.keys()),
                ControlEndpoint.FOLDER,
                new ControlEndpoint(this));
    }
}

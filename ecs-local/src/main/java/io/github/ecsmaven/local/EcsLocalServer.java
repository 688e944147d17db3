package io.github.ecsmaven.local;

import io.github.ecsmaven.local.record.CallRecord;
import io.github.ecsmaven.local.state.StateFile;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.sts.OidcProvider;
import io.github.ecsmaven.local.sts.RoleSessions;
import io.github.ecsmaven.local.sts.StsService;
import io.github.ecsmaven.local.sts.TrustEvaluator;
import io.github.ecsmaven.local.token.JsonWebKeySet;
import io.github.ecsmaven.local.token.JwtVerifier;
import io.github.ecsmaven.local.token.OidcIssuer;
import io.github.ecsmaven.local.wire.AwsEndpoint;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.HttpAnswer;
import io.github.ecsmaven.local.wire.HttpEndpoint;
import io.github.ecsmaven.local.wire.LoopbackServer;
import io.github.ecsmaven.local.wire.SignatureVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts ecs-local together from its parts, for any services. */
final class EcsLocalServer implements AutoCloseable {
    private static final String ISSUER_PATH = "/oidc";
    private static final String CALLS_PATH = "/_ecs-local/calls";

    private final StateFile state;
    private final LoopbackServer server;
    private final OidcIssuer issuer;
    private final CallRecord calls;

    /**
     * Starts. STS is always there.
     *
     * @param services besides STS; one that is a {@link StateSection} too has its state kept
     */
    EcsLocalServer(EcsLocalSettings settings, List<AwsService> services, TrustEvaluator trust) {
        Consumer<String> log = line -> settings.log().accept("ecs-local (not AWS): " + line);
        PortSection port = new PortSection();
        RoleSessions sessions = new RoleSessions(settings.account(), settings.clock());
        List<StateSection> sections = new ArrayList<>(List.of(port, sessions));
        services.stream()
                .filter(StateSection.class::isInstance)
                .map(StateSection.class::cast)
                .forEach(sections::add);
        Path directory = settings.stateDirectory();
        state = StateFile.open(directory, sections);
        try {
            server = port.bind(settings.port(), log);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
        try {
            URI servedAt = server.endpoint().resolve(ISSUER_PATH);
            String name = settings.issuer();
            issuer = OidcIssuer.in(directory, name == null ? servedAt.toString() : name, servedAt, settings.clock());
            calls = CallRecord.start(
                    directory, UUID.randomUUID().toString(), settings.clock().instant());
            StsService sts = sts(settings, sessions, trust, log);
            List<AwsService> all =
                    Stream.concat(Stream.of(sts), services.stream()).toList();
            SignatureVerifier signatures = new SignatureVerifier(sessions, settings.clock(), Clock.systemUTC());
            AwsEndpoint.Setting setting =
                    new AwsEndpoint.Setting(settings.account(), settings.clock(), calls, state::save, log);
            state.save();
            server.serve(pages(), new AwsEndpoint(all, signatures, setting));
            log.accept("answers at " + server.endpoint() + ", issuer " + issuer.issuer() + ", state in " + directory);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    URI endpoint() {
        return server.endpoint();
    }

    OidcIssuer issuer() {
        return issuer;
    }

    CallRecord calls() {
        return calls;
    }

    @Override
    public void close() {
        server.close();
        state.close();
    }

    private StsService sts(
            EcsLocalSettings settings, RoleSessions sessions, TrustEvaluator trust, Consumer<String> log) {
        OidcProvider provider = new OidcProvider(issuer.issuer(), settings.clientIds());
        JwtVerifier tokens = new JwtVerifier(
                JsonWebKeySet.parse(issuer.keys()), provider.issuer(), provider.clientIds(), settings.clock());
        return new StsService(
                new StsService.Setting(settings.roles(), provider, tokens, trust, state::save, log), sessions);
    }

    private Map<String, HttpEndpoint> pages() {
        return Map.of(
                ISSUER_PATH + OidcIssuer.DISCOVERY,
                call -> HttpAnswer.json(issuer.discovery()),
                ISSUER_PATH + OidcIssuer.KEYS,
                call -> HttpAnswer.json(issuer.keys()),
                CALLS_PATH,
                call -> HttpAnswer.json(calls.json()));
    }
}

package io.github.ecsmaven.maven;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An account on ecs-local with one role and one cluster, and a token for it. */
final class TestAccount implements AutoCloseable {
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid"},
            "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{
            "oidc.ecs-local.invalid:sub":"repo:example/shop","oidc.ecs-local.invalid:aud":"sts.amazonaws.com"}}}]}
            """;

    final Path tokenFile;
    private final EcsLocal server;

    TestAccount(Path directory) throws IOException {
        this(directory, "{}");
    }

    /** @param data stacks, parameters and secrets, as ecs-local reads them */
    TestAccount(Path directory, String data) throws IOException {
        Path file = Files.writeString(directory.resolve("data.json"), data);
        server = EcsLocal.start(EcsLocalSettings.defaults(directory.resolve("aws"))
                .withData(file)
                .withRoles(List.of(new Role("deployer", TRUST, Duration.ofHours(1))))
                .withEcs(EcsSettings.defaults()
                        .withClusters(Set.of("demo"))
                        .withScheduling(Duration.ZERO)
                        .withTaskPhases(Duration.ZERO, Duration.ZERO, Duration.ZERO)));
        tokenFile = directory.resolve("token");
        Files.writeString(tokenFile, token(Duration.ofHours(1)));
    }

    String token(Duration lifetime) {
        return server.mint(new TokenRequest("repo:example/shop", "sts.amazonaws.com", lifetime, Map.of()));
    }

    /** The parameters that lead a goal here. */
    Map<String, ?> parameters() {
        return Map.of("endpoint", server.endpoint().toString(), "webIdentityTokenFile", tokenFile.toString());
    }

    List<String> calls() {
        return server.calls().stream().map(RecordedCall::operation).toList();
    }

    long writes() {
        return server.writes();
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.github.ecsmaven.deployer.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The launcher itself: a server comes up, answers, forgets and goes away. */
@Tag("moto")
class MotoServerTest {
    private final Path folder = Path.of(System.getProperty("moto.directory", "target"));

    @Test
    void itAnswersOnLoopbackUntilItIsClosed() throws IOException, InterruptedException {
        URI endpoint;
        try (MotoServer server = started()) {
            endpoint = server.endpoint();
            assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
            server.reset();
            assertThat(status(endpoint)).isEqualTo(200);
        }
        assertThatThrownBy(() -> status(endpoint)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aVirtualEnvironmentCanStandInForAProgramOnThePath() throws IOException, InterruptedException {
        MotoInstallation installation = new MotoInstallation(folder);
        if (!installation.onPath().isEmpty()) {
            abort("moto_server is on PATH");
        }
        assertThat(installation.install()).isInstanceOf(MotoInstallation.Installed.class);
    }

    private MotoServer started() throws IOException, InterruptedException {
        MotoServer.Attempt attempt = MotoServer.start(folder);
        if (attempt instanceof MotoServer.Running running) {
            return running.server();
        }
        String reason = ((MotoServer.Unavailable) attempt).reason();
        assertThat(MotoServer.isRequired()).as(reason).isFalse();
        return abort(reason);
    }

    private static int status(URI endpoint) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

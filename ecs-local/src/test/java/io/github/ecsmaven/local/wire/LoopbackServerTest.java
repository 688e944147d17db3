package io.github.ecsmaven.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = LoopbackServer.bind(0, log::add);
        HttpEndpoint page = call -> HttpAnswer.json("{}".getBytes(StandardCharsets.UTF_8));
        HttpEndpoint broken = call -> {
            throw new IllegalStateException("a defect");
        };
        HttpEndpoint echo = call -> HttpAnswer.text(
                200,
                call.query() + " " + call.header("X-Word").orElse("nothing") + " "
                        + call.body().asUtf8String());
        server.serve(Map.of("/page", page, "/broken", broken), echo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itListensOnLoopbackAlone() {
        assertThat(server.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(server.endpoint()).hasToString("http://127.0.0.1:" + server.port());
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> LoopbackServer.bind(server.port(), log::add))
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("port " + server.port() + " of 127.0.0.1 is taken");
        assertThat(LoopbackServer.tryBind(server.port(), log::add)).isEmpty();
    }

    @Test
    void aCallReachesItsEndpointWhole() throws Exception {
        HttpResponse<String> answer =
                send(request("/?a=%20b").header("x-WORD", "word").POST(HttpRequest.BodyPublishers.ofString("body é")));

        assertThat(answer.body()).isEqualTo("a=%20b word body é\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /page, 200, {}",
        "POST, /page, 405, 'ecs-local: /page is only there for GET'",
        "GET, /, 404, 'ecs-local, not AWS: nothing is at GET /'",
        "GET, /pages, 404, 'ecs-local, not AWS: nothing is at GET /pages'",
        "PUT, /elsewhere, 404, 'ecs-local, not AWS: nothing is at PUT /elsewhere'",
        "GET, /broken, 500, 'ecs-local: failed; its log says more'"
    })
    void everyAnswerSaysThatItIsNotFromAws(String method, String path, int status, String body) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, HttpRequest.BodyPublishers.ofString("")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body().strip()).isEqualTo(body);
        assertThat(answer.headers().firstValue("Server")).hasValue("ecs-local");
        assertThat(answer.headers().firstValue("x-ecs-local")).hasValue("not-aws");
    }

    @Test
    void aDefectIsLogged() throws Exception {
        send(request("/broken"));

        assertThat(log).containsExactly("failed at GET /broken: java.lang.IllegalStateException: a defect");
    }

    @Test
    void aRequestThatIsTooLongIsRefused() throws Exception {
        byte[] body = new byte[LoopbackServer.MOST_BODY_BYTES + 1];

        HttpResponse<String> answer = send(request("/").POST(HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

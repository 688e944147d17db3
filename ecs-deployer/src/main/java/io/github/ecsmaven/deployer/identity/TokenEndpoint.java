package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.ConnectionFailure;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * Asks services for tokens over HTTP. A try ends after a fixed time, however slowly the answer drips; what may pass (no
 * connection, no answer, 429, 5xx) is tried three times; a redirect is never followed, because the request holds a
 * credential.
 */
final class TokenEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final int TRIES = 3;
    private static final int LARGEST = 200_000;

    private final Pacer pacer;
    private final Duration timeout;

    TokenEndpoint(Pacer pacer) {
        this(pacer, TIMEOUT);
    }

    /** @param timeout of one try */
    TokenEndpoint(Pacer pacer, Duration timeout) {
        this.pacer = pacer;
        this.timeout = timeout;
    }

    /**
     * The text where the token is to be.
     *
     * @throws UserException where the service refuses
     * @throws EnvironmentException where it does not answer, or with something else
     */
    String fetch(TokenCall call) {
        HttpClient client = client(call.route());
        HttpRequest request = request(call);
        int attempt = 1;
        while (true) {
            String failure;
            Optional<Duration> asked = Optional.empty();
            try {
                HttpResponse<byte[]> answer = send(client, request, call);
                if (!isPassing(answer.statusCode())) {
                    return text(call, answer);
                }
                failure = "It answered " + told(call, answer) + ".";
                asked = retryAfter(answer);
            } catch (TimeoutException e) {
                failure = "There was no answer within " + timeout.toMillis() + " ms.";
            } catch (IOException e) {
                failure = new SecretMask(call.secrets())
                        .masked(ConnectionFailure.reason(e).orElse("The connection was lost."));
            }
            if (attempt == TRIES) {
                throw environment(
                        call,
                        call.service() + " gave no token in " + TRIES + " tries.",
                        failure,
                        "Check that this machine reaches it, its proxy settings included, and start the job again.");
            }
            pacer.pause(asked.orElse(Duration.ofSeconds(attempt)));
            attempt++;
        }
    }

    private HttpClient client(TokenCall.Route route) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        return route == TokenCall.Route.DIRECT
                ? builder.proxy(HttpClient.Builder.NO_PROXY).build()
                : builder.build();
    }

    private HttpRequest request(TokenCall call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.url()).timeout(timeout).method(call.method(), BodyPublishers.noBody());
        call.headers().forEach((name, value) -> {
            try {
                request.setHeader(name, value);
            } catch (IllegalArgumentException e) {
                // The exception repeats the value, so it is not kept as the cause.
                throw new UserException(new Explanation(
                        "The header " + name + " cannot be sent to " + call.service() + ".",
                        call.place(),
                        "HTTP does not allow that name, or its value: a line break in it for example.",
                        "Correct the header, or the environment variable that it takes its value from."));
            }
        });
        return request.build();
    }

    /** The request's own time-out ends with the headers; this one with the last byte. */
    private HttpResponse<byte[]> send(HttpClient client, HttpRequest request, TokenCall call)
            throws IOException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new LimitedBody(LARGEST));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
                throw new TimeoutException();
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw environment(
                    call, "The build was interrupted while it waited for a token.", "", "Run the goal again.");
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
    }

    private static String text(TokenCall call, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 300 && status < 400) {
            throw environment(
                    call,
                    call.service() + " gave no token: it answered " + status + ", a redirect to another place.",
                    "The request holds a credential, which is not sent there.",
                    "Check the URL, and the proxy between this machine and it: the usual target is a sign-in page.");
        }
        if (status >= 400) {
            throw new UserException(new Explanation(
                    call.service() + " refuses the token: it answered " + status + ".",
                    call.place(),
                    "It says: " + told(call, answer),
                    call.refusal()));
        }
        if (answer.body().length > LARGEST) {
            throw noToken(call, "more than " + LARGEST + " bytes");
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return call.findPointer().isEmpty()
                ? body
                : member(call, call.findPointer().get(), body);
    }

    private static String member(TokenCall call, JsonPointer pointer, String body) {
        // The parser gives null for a text without a value.
        @Nullable JsonNode document;
        try {
            document = JsonNodeParser.create().parse(body);
        } catch (UncheckedIOException e) {
            document = null;
        }
        if (document == null) {
            throw noToken(
                    call, body.isBlank() ? "nothing" : "text of " + body.length() + " characters that is no JSON");
        }
        return pointer.in(document)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElseThrow(() -> noToken(call, "JSON without a text at " + pointer.text()));
    }

    private static EnvironmentException noToken(TokenCall call, String what) {
        return environment(
                call,
                call.service() + " gave no token: it answered with " + what + ".",
                "",
                "Check that the URL is that of the service, and that no proxy answers in its place.");
    }

    private static String told(TokenCall call, HttpResponse<byte[]> answer) {
        String said = new SecretMask(call.secrets()).masked(new String(answer.body(), StandardCharsets.UTF_8));
        return answer.statusCode() + (said.isEmpty() ? "" : ", \"" + said + "\"");
    }

    private static EnvironmentException environment(TokenCall call, String what, String why, String cure) {
        return new EnvironmentException(new Explanation(what, call.place(), why, cure));
    }
}

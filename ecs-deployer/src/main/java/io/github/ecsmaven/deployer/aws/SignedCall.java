package io.github.ecsmaven.deployer.aws;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Calls of services whose client would be far larger than what is used of it: one request, signed by the SDK's signer, sent
 * by its HTTP client. Fails with the SDK's own exceptions, as a client would. Thread-safe.
 */
public final class SignedCall {
    private final SdkHttpClient http;
    private final AwsEndpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final Repetition repetition;
    private final CallJournal journal;
    private final Clock clock;
    private final Pacer pacer;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    /** How far AWS's clock is ahead of this machine's, once that has mattered. */
    private volatile Duration ahead = Duration.ZERO;

    SignedCall(
            SdkHttpClient http,
            AwsEndpoint endpoint,
            AwsCredentialsProvider credentials,
            Repetition repetition,
            CallJournal journal,
            Clock clock,
            Pacer pacer) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.repetition = repetition;
        this.journal = journal;
        this.clock = clock;
        this.pacer = pacer;
    }

    /**
     * A read of a service that speaks AWS JSON 1.1.
     *
     * @param service as it is signed and as its endpoint begins: {@code ssm}
     * @param target {@code AmazonSSM.GetParameters}
     * @param body a JSON object
     * @throws SdkException where it is refused or not answered, after repetitions where these can help
     */
    public JsonNode json(String service, String target, String body) {
        return call(jsonRequest(service, target, body), SignedCall::readJson, SignedCall::jsonError);
    }

    /**
     * A call whose answer says nothing but that it was done, perhaps without a body.
     *
     * @throws SdkException as for {@link #json}
     */
    public void jsonWithoutAnswer(String service, String target, String body) {
        call(jsonRequest(service, target, body), SignedCall::readNothing, SignedCall::jsonError);
    }

    private static Request jsonRequest(String service, String target, String body) {
        return new Request(
                service,
                target.substring(target.indexOf('.') + 1),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A read of a service that speaks the query protocol.
     *
     * @param service as it is signed and as its endpoint begins: {@code cloudformation}
     * @param version of its API: {@code 2010-05-15}
     * @return the answer's root element
     * @throws SdkException where it is refused or not answered, after repetitions where these can help
     */
    public XmlElement query(String service, String version, String operation, Map<String, String> parameters) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", operation);
        form.put("Version", version);
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Request request = new Request(
                service,
                operation,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
        return call(request, answer -> readXml(answer, operation), SignedCall::xmlError);
    }

    private static final class Request {
        private final String service;
        private final String operation;
        private final Map<String, String> headers;
        private final byte[] body;

        Request(String service, String operation, Map<String, String> headers, byte[] body) {
            this.service = service;
            this.operation = operation;
            this.headers = headers;
            this.body = body;
        }
    }

    private static final class Answer {
        private final SdkHttpResponse head;
        private final byte[] body;

        Answer(SdkHttpResponse head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String requestId() {
            return head.firstMatchingHeader("x-amzn-RequestId")
                    .or(() -> head.firstMatchingHeader("x-amz-request-id"))
                    .orElse("");
        }
    }

    private record ErrorText(String code, String message) {}

    private <T> T call(Request request, Function<Answer, T> format, Function<Answer, ErrorText> errors) {
        Instant start = clock.instant();
        boolean renewed = false;
        boolean adjusted = false;
        for (int attempt = 1; ; attempt++) {
            AwsCredentials used = credentials.resolveCredentials();
            try {
                Answer answer = send(request, used);
                if (!answer.head.isSuccessful()) {
                    throw refused(request, answer, errors.apply(answer));
                }
                T read = format.apply(answer);
                record(request, attempt, start, JournalEntry.OK, answer.head.statusCode(), answer.requestId());
                return read;
            } catch (SdkException e) {
                if (!renewed && AwsErrors.isExpired(e) && credentials instanceof RenewableCredentials renewable) {
                    renewable.expired(used);
                    renewed = true;
                    continue;
                }
                Optional<Duration> other = adjusted ? Optional.empty() : ClockSkew.of(e, clock.instant());
                if (other.isPresent()) {
                    ahead = other.get();
                    adjusted = true;
                    continue;
                }
                if (attempt >= endpoint.attempts() || !repetition.helps(e)) {
                    int status = e instanceof AwsServiceException answered ? answered.statusCode() : 0;
                    record(request, attempt, start, CallJournal.kindOf(e), status, AwsErrors.requestIdOf(e));
                    throw e;
                }
                pacer.pause(Repetition.pause(e, attempt));
            }
        }
    }

    private Answer send(Request request, AwsCredentials identity) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(endpoint.url(request.service)))
                .putHeader("User-Agent", "ecs-maven-plugin")
                .putHeader("Content-Length", Integer.toString(request.body.length));
        request.headers.forEach(unsigned::putHeader);
        SignedRequest signed = signer.sign(sign -> sign.identity(identity)
                .request(unsigned.build())
                .payload(ContentStreamProvider.fromByteArray(request.body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, request.service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.offset(clock, ahead)));
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(null))
                            .build())
                    .call();
            byte[] body = new byte[0];
            if (response.responseBody().isPresent()) {
                try (var stream = response.responseBody().get()) {
                    body = stream.readAllBytes();
                }
            }
            return new Answer(response.httpResponse(), body);
        } catch (IOException e) {
            throw SdkClientException.create("The call could not be made: " + e.getMessage(), e);
        }
    }

    private static AwsServiceException refused(Request request, Answer answer, ErrorText error) {
        AwsErrorDetails.Builder details =
                AwsErrorDetails.builder().serviceName(request.service).sdkHttpResponse(answer.head);
        if (!error.code().isEmpty()) {
            details.errorCode(error.code()).errorMessage(error.message());
        }
        return AwsServiceException.builder()
                .awsErrorDetails(details.build())
                .statusCode(answer.head.statusCode())
                .requestId(answer.requestId())
                .message(error.message())
                .build();
    }

    private void record(Request request, int attempts, Instant start, String result, int status, String requestId) {
        journal.add(new JournalEntry(
                request.service,
                request.operation,
                endpoint.hostAndPort(request.service),
                attempts,
                Duration.between(start, clock.instant()),
                status,
                result,
                requestId));
    }

    /** AWS gives every answer a number; a stranger in its place does not. */
    private static Answer readNothing(Answer answer) {
        if (!answer.text().isBlank() || answer.requestId().isEmpty()) {
            readJson(answer);
        }
        return answer;
    }

    private static JsonNode readJson(Answer answer) {
        String text = answer.text();
        if (!text.stripLeading().startsWith("{")) {
            throw ForeignAnswerException.of(text.isBlank() ? "is empty" : "is no JSON of the service");
        }
        try {
            return JsonNode.parser().parse(text);
        } catch (RuntimeException e) {
            // The parser's own words repeat what it read, which may be a secret.
            throw SdkClientException.create("Unable to unmarshall the answer");
        }
    }

    private static XmlElement readXml(Answer answer, String operation) {
        if (answer.body.length == 0) {
            throw ForeignAnswerException.of("is empty");
        }
        try {
            XmlElement root = XmlElement.parse(answer.body);
            if (root.name().equals(operation + "Response")) {
                return root;
            }
        } catch (XMLStreamException e) {
            throw SdkClientException.create("Unable to unmarshall the answer");
        }
        throw ForeignAnswerException.of("is no XML of the service");
    }

    private static ErrorText jsonError(Answer answer) {
        try {
            JsonNode error = JsonNode.parser().parse(answer.text());
            String code = answer.head
                    .firstMatchingHeader("x-amzn-ErrorType")
                    .or(() -> text(error, "__type"))
                    .or(() -> text(error, "code"))
                    .orElse("");
            String bare = code.substring(code.indexOf('#') + 1).split(":", 2)[0];
            return new ErrorText(
                    bare,
                    text(error, "message").or(() -> text(error, "Message")).orElse(""));
        } catch (RuntimeException e) {
            return new ErrorText("", "");
        }
    }

    private static Optional<String> text(JsonNode object, String member) {
        return object.isObject()
                ? object.field(member).filter(JsonNode::isString).map(JsonNode::asString)
                : Optional.empty();
    }

    private static ErrorText xmlError(Answer answer) {
        try {
            XmlElement error = XmlElement.parse(answer.body);
            return new ErrorText(
                    error.find("Error", "Code").orElse("").strip(),
                    error.find("Error", "Message").orElse(""));
        } catch (XMLStreamException e) {
            return new ErrorText("", "");
        }
    }
}

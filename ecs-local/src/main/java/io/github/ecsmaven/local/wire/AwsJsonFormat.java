package io.github.ecsmaven.local.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;

/** awsJson 1.1: {@code X-Amz-Target: PREFIX.OPERATION}, JSON both ways. */
final class AwsJsonFormat implements WireFormat {
    private static final String MEDIA_TYPE = "application/x-amz-json-1.1";
    private static final Pattern TAKEN_MEDIA_TYPES = Pattern.compile("(?i)application/x-amz-json-1\\.[01] *(;.*)?");

    private final List<AwsService> services;

    AwsJsonFormat(List<AwsService> services) {
        this.services = services.stream()
                .filter(service -> service.protocol() instanceof Protocol.AwsJson)
                .toList();
    }

    @Override
    public Name name(HttpCall call) {
        String target = target(call);
        String operation = target.substring(target.lastIndexOf('.') + 1);
        return services.stream()
                .filter(service -> target.startsWith(prefix(service)))
                .findFirst()
                .map(service -> new Name(service.name(), operation))
                .orElseGet(() -> new Name("unknown", operation));
    }

    @Override
    public Addressee addressee(HttpCall call) {
        String target = target(call);
        String mediaType = call.header("Content-Type").orElse("");
        if (!TAKEN_MEDIA_TYPES.matcher(mediaType).matches()) {
            throw new ApiException(
                    "UnknownOperationException",
                    400,
                    "ecs-local has no operation for the Content-Type \"" + mediaType + "\"; known are " + MEDIA_TYPE
                            + " and application/x-www-form-urlencoded");
        }
        for (AwsService service : services) {
            for (Operation<?, ?> operation : service.operations()) {
                if (target.equals(prefix(service) + operation.name())) {
                    return new Addressee(service.name(), operation);
                }
            }
        }
        throw new ApiException(
                "UnknownOperationException", 400, "ecs-local does not have the operation \"" + target + "\"");
    }

    @Override
    public SdkPojo read(HttpCall call, SdkPojo builder) {
        return ShapeJson.read(json(call.body().asByteArray()), builder);
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) {
            return JsonNode.emptyObjectNode();
        }
        try {
            requireOneValue(body);
            return JsonNode.parser().parse(body);
        } catch (IOException | RuntimeException | StackOverflowError malformed) {
            throw new ApiException("SerializationException", 400, "The request body is not valid JSON");
        }
    }

    /** The SDK's parser stops after the first value, whatever comes then. */
    private static void requireOneValue(byte[] body) throws IOException {
        try (JsonParser tokens = JsonNodeParser.DEFAULT_JSON_FACTORY.createParser(body)) {
            tokens.nextToken();
            tokens.skipChildren();
            if (tokens.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
    }

    @Override
    public HttpAnswer success(Addressee addressee, SdkPojo answer, String requestId) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(answer, json);
        return new HttpAnswer(200, MEDIA_TYPE, Map.of("x-amzn-RequestId", requestId), bytes(json));
    }

    @Override
    public HttpAnswer error(ApiException error, String requestId) {
        JsonWriter json = JsonWriter.create()
                .writeStartObject()
                .writeFieldName("__type")
                .writeValue(error.code())
                .writeFieldName("message")
                .writeValue(error.getMessage())
                .writeEndObject();
        return new HttpAnswer(
                error.status(),
                MEDIA_TYPE,
                Map.of("x-amzn-RequestId", requestId, "x-amzn-ErrorType", error.code()),
                bytes(json));
    }

    @Override
    public ApiException unauthenticated(AuthenticationException refusal) {
        return refusal.failure().asJson(refusal.reason());
    }

    @Override
    public ApiException unauthorized(String message) {
        return new ApiException("AccessDeniedException", 400, message);
    }

    static boolean speaks(HttpCall call) {
        return call.header("X-Amz-Target").isPresent();
    }

    private static String target(HttpCall call) {
        return call.header("X-Amz-Target").orElse("");
    }

    private static String prefix(AwsService service) {
        return service.protocol() instanceof Protocol.AwsJson json ? json.targetPrefix() + "." : "";
    }

    private static SdkBytes bytes(JsonWriter json) {
        return SdkBytes.fromByteArray(json.getBytes());
    }
}

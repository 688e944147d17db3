package io.github.ecsmaven.local.wire;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** awsQuery: a form with {@code Action} and {@code Version} in, XML out. */
final class AwsQueryFormat implements WireFormat {
    private final List<AwsService> services;

    AwsQueryFormat(List<AwsService> services) {
        this.services = services.stream()
                .filter(service -> service.protocol() instanceof Protocol.AwsQuery)
                .toList();
    }

    static boolean speaks(HttpCall call) {
        return isForm(call) || call.query().contains("Action=");
    }

    private static boolean isForm(HttpCall call) {
        return call.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public Name name(HttpCall call) {
        Map<String, String> parameters = lenientParameters(call);
        String version = parameters.getOrDefault("Version", "");
        String service = services.stream()
                .filter(candidate -> protocol(candidate).version().equals(version))
                .findFirst()
                .map(AwsService::name)
                .orElse("unknown");
        return new Name(service, parameters.getOrDefault("Action", ""));
    }

    @Override
    public Addressee addressee(HttpCall call) {
        Map<String, String> parameters = parameters(call);
        String action = parameters.getOrDefault("Action", "");
        String version = parameters.getOrDefault("Version", "");
        if (action.isEmpty()) {
            throw new ApiException("MissingAction", 400, "Missing Action");
        }
        for (AwsService service : services) {
            if (protocol(service).version().equals(version)) {
                for (Operation<?, ?> operation : service.operations()) {
                    if (operation.name().equals(action)) {
                        return new Addressee(service.name(), operation);
                    }
                }
            }
        }
        throw new ApiException("InvalidAction", 400, "Could not find operation " + action + " for version " + version);
    }

    @Override
    public SdkPojo read(HttpCall call, SdkPojo builder) {
        return ShapeQuery.read(parameters(call), builder);
    }

    @Override
    public HttpAnswer success(Addressee addressee, SdkPojo answer, String requestId) {
        String action = addressee.operation().name();
        byte[] body = xml(xml -> {
            xml.writeStartElement(action + "Response");
            xml.writeDefaultNamespace(namespace(addressee.service()));
            xml.writeStartElement(action + "Result");
            ShapeXml.write(answer, xml);
            xml.writeEndElement();
            xml.writeStartElement("ResponseMetadata");
            element(xml, "RequestId", requestId);
            xml.writeEndElement();
            xml.writeEndElement();
        });
        return answer(200, body, requestId);
    }

    @Override
    public HttpAnswer error(ApiException error, String requestId) {
        byte[] body = xml(xml -> {
            xml.writeStartElement("ErrorResponse");
            xml.writeStartElement("Error");
            element(xml, "Type", error.status() < 500 ? "Sender" : "Receiver");
            element(xml, "Code", error.code());
            element(xml, "Message", Objects.requireNonNullElse(error.getMessage(), ""));
            xml.writeEndElement();
            element(xml, "RequestId", requestId);
            xml.writeEndElement();
        });
        return answer(error.status(), body, requestId);
    }

    @Override
    public ApiException unauthenticated(AuthenticationException refusal) {
        return refusal.failure().asQuery(refusal.reason());
    }

    @Override
    public ApiException unauthorized(String message) {
        return new ApiException("AccessDenied", 403, message);
    }

    private static HttpAnswer answer(int status, byte[] body, String requestId) {
        return new HttpAnswer(status, "text/xml", Map.of("x-amzn-RequestId", requestId), SdkBytes.fromByteArray(body));
    }

    private static Map<String, String> parameters(HttpCall call) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String form = isForm(call) ? call.query() + "&" + text(call.body()) : call.query();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String text(SdkBytes body) {
        try {
            return body.asUtf8String();
        } catch (UncheckedIOException malformed) {
            throw new ApiException("MalformedInput", 400, "The request body is not valid UTF-8");
        }
    }

    private static Map<String, String> lenientParameters(HttpCall call) {
        try {
            return parameters(call);
        } catch (ApiException malformed) {
            return Map.of();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ApiException("MalformedInput", 400, "The request body is not a valid form");
        }
    }

    private static Protocol.AwsQuery protocol(AwsService service) {
        if (service.protocol() instanceof Protocol.AwsQuery query) {
            return query;
        }
        throw new IllegalStateException(service.name() + " does not speak awsQuery");
    }

    private String namespace(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(service -> protocol(service).namespace())
                .orElseThrow();
    }

    /** What is written between the start and the end of a document. */
    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] xml(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            content.write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML into memory cannot fail: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}

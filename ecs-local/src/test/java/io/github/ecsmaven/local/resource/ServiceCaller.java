package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.time.Instant;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Calls the operations of a service without the wire, in account 123456789012. */
public final class ServiceCaller {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AwsService service;
    private final String region;

    public ServiceCaller(AwsService service) {
        this(service, "eu-west-1");
    }

    private ServiceCaller(AwsService service, String region) {
        this.service = service;
        this.region = region;
    }

    public ServiceCaller in(String otherRegion) {
        return new ServiceCaller(service, otherRegion);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test knows the answer's type
    public <A> A call(SdkPojo request) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>) service.operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return (A) operation.answer().apply(request, new CallContext("", region, "123456789012", NOW));
    }

    /** What the state file would hold of it, given to another service of its kind. */
    public void moveTo(StateSection other) {
        JsonWriter json = JsonWriter.create();
        ((StateSection) service).write(json);
        other.read(JsonNode.parser().parse(json.getBytes()));
    }
}

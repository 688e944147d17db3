package io.github.ecsmaven.local.data;

import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Systems Manager as ecs-local plays it: the parameters that were given, to be read. */
public final class SsmService implements AwsService {
    private static final int MOST = 10;

    private final List<Parameter> parameters;

    /** An account with these parameters in each of its Regions. */
    public SsmService(AccountData data) {
        this.parameters = data.parameters();
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("AmazonSSM");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(Operation.read("GetParameters", GetParametersRequest::builder, this::get));
    }

    private GetParametersResponse get(GetParametersRequest request, CallContext call) {
        List<String> names = request.names();
        if (names.isEmpty() || names.size() > MOST) {
            throw invalid(
                    "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have "
                            + "length between 1 and " + MOST);
        }
        Set<String> distinct = new HashSet<>(names);
        if (distinct.size() < names.size()) {
            throw invalid("Duplicate parameter names are not allowed.");
        }
        boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
        List<Parameter> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            find(name, call)
                    .map(parameter -> decrypted ? parameter : encrypted(parameter))
                    .ifPresentOrElse(found::add, () -> unknown.add(name));
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(unknown)
                .build();
    }

    /** By name or ARN; a name may be followed by {@code :VERSION}, which must be the one that there is. */
    private Optional<Parameter> find(String asked, CallContext call) {
        return parameters.stream()
                .map(parameter -> filled(parameter, call))
                .flatMap(parameter -> named(parameter, asked).stream())
                .findFirst();
    }

    private static Optional<Parameter> named(Parameter parameter, String asked) {
        if (asked.equals(parameter.name()) || asked.equals(parameter.arn())) {
            return Optional.of(parameter);
        }
        String selector = ":" + parameter.version();
        return asked.equals(parameter.name() + selector) || asked.equals(parameter.arn() + selector)
                ? Optional.of(parameter.toBuilder().selector(selector).build())
                : Optional.empty();
    }

    private static Parameter filled(Parameter given, CallContext call) {
        String path = given.name().startsWith("/") ? given.name() : "/" + given.name();
        Parameter.Builder parameter = given.toBuilder()
                .version(given.version() == null ? 1L : given.version())
                .dataType(given.dataType() == null ? "text" : given.dataType())
                .lastModifiedDate(given.lastModifiedDate() == null ? Instant.EPOCH : given.lastModifiedDate())
                .arn(given.arn() == null ? ResourceArn.of(call, "ssm", "parameter" + path) : given.arn());
        if (given.typeAsString() == null) {
            parameter.type(ParameterType.STRING);
        }
        return parameter.build();
    }

    /** Something in the place of the ciphertext that AWS answers where decryption is not asked for. */
    private static Parameter encrypted(Parameter parameter) {
        if (parameter.type() != ParameterType.SECURE_STRING) {
            return parameter;
        }
        UUID id = UUID.nameUUIDFromBytes(parameter.name().getBytes(StandardCharsets.UTF_8));
        String text = Base64.getEncoder().encodeToString(("encrypted " + id).getBytes(StandardCharsets.UTF_8));
        return parameter.toBuilder().value(text).build();
    }

    private static ApiException invalid(String message) {
        return new ApiException("ValidationException", 400, message);
    }
}

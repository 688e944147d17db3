package io.github.ecsmaven.local.data;

import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Secrets Manager as ecs-local plays it: descriptions of the secrets that were given. There are no values. */
public final class SecretsManagerService implements AwsService {
    private static final int SUFFIX_LENGTH = 6;

    private final List<DescribeSecretResponse> secrets;

    /** An account with these secrets in each of its Regions. */
    public SecretsManagerService(AccountData data) {
        this.secrets = data.secrets();
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("secretsmanager");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(Operation.read("DescribeSecret", DescribeSecretRequest::builder, this::describe));
    }

    private DescribeSecretResponse describe(DescribeSecretRequest request, CallContext call) {
        String wanted = request.secretId();
        if (wanted == null || wanted.isBlank()) {
            throw new ApiException("InvalidParameterException", 400, "You must provide a value for SecretId.");
        }
        return secrets.stream()
                .map(secret -> filled(secret, call))
                .filter(secret -> wanted.equals(secret.name())
                        || wanted.equals(secret.arn())
                        || wanted.equals(withoutSuffix(secret.arn())))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret."));
    }

    private static DescribeSecretResponse filled(DescribeSecretResponse given, CallContext call) {
        String id = UUID.nameUUIDFromBytes(given.name().getBytes(StandardCharsets.UTF_8))
                .toString();
        String suffix = id.substring(0, SUFFIX_LENGTH);
        Instant created = given.createdDate() == null ? Instant.EPOCH : given.createdDate();
        return given.toBuilder()
                .arn(
                        given.arn() == null
                                ? ResourceArn.of(call, "secretsmanager", "secret:" + given.name() + "-" + suffix)
                                : given.arn())
                .createdDate(created)
                .lastChangedDate(given.lastChangedDate() == null ? created : given.lastChangedDate())
                .versionIdsToStages(
                        given.hasVersionIdsToStages() ? given.versionIdsToStages() : Map.of(id, List.of("AWSCURRENT")))
                .build();
    }

    /** AWS also takes an ARN without the hyphen and the six characters that it adds to a secret's name. */
    private static String withoutSuffix(String arn) {
        int end = arn.length() - SUFFIX_LENGTH - 1;
        return end > 0 && arn.charAt(end) == '-' ? arn.substring(0, end) : arn;
    }
}

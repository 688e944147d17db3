package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** {@code secret-arn:NAME}: ARNs of Secrets Manager secrets, one call a secret. Values are never read. */
final class SecretArns implements LookupSource {
    private static final String ACTION = "secretsmanager:DescribeSecret";

    private final SignedCall calls;
    private final AwsErrors errors;
    private final Account account;

    SecretArns(SignedCall calls, AwsErrors errors, Account account) {
        this.calls = calls;
        this.errors = errors;
        this.account = account;
    }

    @Override
    public List<Supplier<Map<Reference, LookupAnswer>>> questions(List<Reference> references) {
        List<Supplier<Map<Reference, LookupAnswer>>> questions = new ArrayList<>();
        references.forEach(reference -> questions.add(() -> ask(reference)));
        return questions;
    }

    private Map<Reference, LookupAnswer> ask(Reference reference) {
        List<Reference> wanted = List.of(reference);
        try {
            JsonNode answer = calls.json("secretsmanager", "secretsmanager.DescribeSecret", request(reference.name()));
            return Answers.toAll(wanted, each -> answer(each, answer));
        } catch (SdkException e) {
            if (AwsErrors.codeOf(e).equals("ResourceNotFoundException")) {
                return Answers.toAll(wanted, this::missing);
            }
            return Answers.deniedToAll(wanted, e, errors, ACTION, "secret " + reference.name());
        }
    }

    private LookupAnswer answer(Reference reference, JsonNode answer) {
        if (answer.field("DeletedDate").isPresent()) {
            return new LookupAnswer.Unusable(
                    "`" + reference + "` cannot be used: the secret is being deleted",
                    "Restore it, or name another secret");
        }
        return answer.field("ARN")
                .filter(JsonNode::isString)
                .<LookupAnswer>map(arn -> new LookupAnswer.One(arn.asString(), Sensitivity.OPEN))
                .orElseGet(() -> missing(reference));
    }

    private LookupAnswer missing(Reference reference) {
        return new LookupAnswer.Missing(
                "`" + reference + "` is not found: there is no secret `" + reference.name() + "` in " + account,
                "Correct its name, or create the secret first");
    }

    private static String request(String name) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("SecretId").writeValue(name);
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }
}

package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * {@code ssm:NAME} and {@code ssm-arn:NAME}: values and ARNs of Systems Manager parameters, ten a call. Only a SecureString
 * whose value is asked for is decrypted, by a second call: who wants an ARN needs no permission for the key.
 */
final class Parameters implements LookupSource {
    static final String VALUE = "ssm";
    static final String ARN = "ssm-arn";

    private static final String ACTION = "ssm:GetParameters";
    private static final String SECURE = "SecureString";
    /** Source: GetParameters in the Systems Manager API reference. */
    private static final int MOST = 10;

    private final SignedCall calls;
    private final AwsErrors errors;
    private final Account account;

    Parameters(SignedCall calls, AwsErrors errors, Account account) {
        this.calls = calls;
        this.errors = errors;
        this.account = account;
    }

    /** Whether a SecureString is sent in clear. */
    private enum Decryption {
        NO,
        YES
    }

    /**
     * A parameter as SSM answers it. Not printed: it may hold a secret.
     *
     * @param asked the name that it was asked for by
     */
    private record Parameter(String asked, String type, String value, String arn) {
        boolean isSecure() {
            return SECURE.equals(type);
        }

        @Override
        public String toString() {
            return "Parameter[" + asked + "]";
        }
    }

    @Override
    public List<Supplier<Map<Reference, LookupAnswer>>> questions(List<Reference> references) {
        List<String> names = references.stream().map(Reference::name).distinct().toList();
        List<Supplier<Map<Reference, LookupAnswer>>> questions = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST) {
            List<String> batch = names.subList(from, Math.min(from + MOST, names.size()));
            List<Reference> wanted = references.stream()
                    .filter(reference -> batch.contains(reference.name()))
                    .toList();
            questions.add(() -> ask(batch, wanted));
        }
        return questions;
    }

    private Map<Reference, LookupAnswer> ask(List<String> names, List<Reference> wanted) {
        Map<String, Parameter> found;
        try {
            found = get(names, Decryption.NO);
        } catch (SdkException e) {
            return Answers.deniedToAll(wanted, e, errors, ACTION, String.join(", ", names));
        }
        List<Reference> secret = wanted.stream()
                .filter(reference -> reference.scheme().equals(VALUE))
                .filter(reference -> Optional.ofNullable(found.get(reference.name()))
                        .filter(Parameter::isSecure)
                        .isPresent())
                .toList();
        Map<Reference, LookupAnswer> answers =
                new LinkedHashMap<>(Answers.toAll(wanted, reference -> answer(reference, found)));
        if (!secret.isEmpty()) {
            answers.putAll(decrypted(secret));
        }
        return answers;
    }

    private Map<Reference, LookupAnswer> decrypted(List<Reference> secret) {
        List<String> names = secret.stream().map(Reference::name).toList();
        try {
            Map<String, Parameter> found = get(names, Decryption.YES);
            return Answers.toAll(secret, reference -> answer(reference, found));
        } catch (SdkException e) {
            return Answers.deniedToAll(secret, e, errors, ACTION, String.join(", ", names));
        }
    }

    private LookupAnswer answer(Reference reference, Map<String, Parameter> found) {
        Parameter parameter = found.get(reference.name());
        if (parameter == null) {
            return new LookupAnswer.Missing(
                    "`" + reference + "` is not found: there is no parameter `" + reference.name() + "` in " + account,
                    "Correct its name, or create the parameter first");
        }
        if (reference.scheme().equals(ARN)) {
            return new LookupAnswer.One(parameter.arn(), Sensitivity.OPEN);
        }
        return new LookupAnswer.One(parameter.value(), parameter.isSecure() ? Sensitivity.SECRET : Sensitivity.OPEN);
    }

    private Map<String, Parameter> get(List<String> names, Decryption decryption) {
        JsonNode answer = calls.json("ssm", "AmazonSSM.GetParameters", request(names, decryption));
        Map<String, Parameter> found = new LinkedHashMap<>();
        for (JsonNode each : answer.field("Parameters").map(JsonNode::asArray).orElse(List.of())) {
            String selector = text(each, "Selector");
            String arn = text(each, "ARN");
            for (String name : names) {
                // Asked for by ARN, a parameter may be named by either.
                if (name.equals(text(each, "Name") + selector) || name.equals(arn + selector)) {
                    found.put(name, new Parameter(name, text(each, "Type"), text(each, "Value"), arn + selector));
                }
            }
        }
        return found;
    }

    private static String request(List<String> names, Decryption decryption) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("Names").writeStartArray();
        names.forEach(json::writeValue);
        json.writeEndArray();
        json.writeFieldName("WithDecryption").writeValue(decryption == Decryption.YES);
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private static String text(JsonNode object, String member) {
        return object.field(member)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }
}

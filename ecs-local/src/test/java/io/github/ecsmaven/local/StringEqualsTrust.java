package io.github.ecsmaven.local;

import io.github.ecsmaven.local.sts.TrustDecision;
import io.github.ecsmaven.local.sts.TrustEvaluator;
import io.github.ecsmaven.local.sts.TrustRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Knows policies of one statement, which allows one action to one provider, with StringEquals. */
final class StringEqualsTrust implements TrustEvaluator {
    @Override
    public TrustDecision decide(String trustPolicyJson, TrustRequest request) {
        JsonNode statement = JsonNode.parser()
                .parse(trustPolicyJson)
                .field("Statement")
                .orElseThrow()
                .asArray()
                .get(0);
        if (!text(statement, "Action").equals(request.action())) {
            return new TrustDecision(false, "no statement allows " + request.action());
        }
        String federated = text(statement.field("Principal").orElseThrow(), "Federated");
        if (!federated.equals(request.federatedPrincipal())) {
            return new TrustDecision(false, "trusted is " + federated + ", not " + request.federatedPrincipal());
        }
        Map<String, JsonNode> wanted = statement
                .field("Condition")
                .orElseThrow()
                .field("StringEquals")
                .orElseThrow()
                .asObject();
        Optional<String> mismatch = wanted.entrySet().stream()
                .filter(entry -> !request.conditionKeys()
                        .getOrDefault(entry.getKey(), List.of())
                        .contains(entry.getValue().asString()))
                .map(entry -> entry.getKey() + " must be " + entry.getValue().asString())
                .findFirst();
        return new TrustDecision(mismatch.isEmpty(), mismatch.orElse("every condition holds"));
    }

    private static String text(JsonNode node, String member) {
        return node.field(member).orElseThrow().asString();
    }
}

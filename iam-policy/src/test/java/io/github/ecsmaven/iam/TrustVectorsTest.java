package io.github.ecsmaven.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Decides published trust-policy vectors: a token's claims against the condition of a role. Each vector's condition becomes a
 * trust policy in JSON form, which is parsed and evaluated as one that AWS would hold.
 */
class TrustVectorsTest {

    private static final String ISSUER = "issuer.example";

    private int checks;
    private final List<String> failures = new ArrayList<>();

    @Test
    @Tag("corpus")
    void everyVectorIsDecidedAsItsSuiteExpects() throws IOException {
        String corpus = System.getProperty("corpus", "");
        Assumptions.assumeFalse(corpus.isBlank(), "no corpus given");
        // Relative to where Maven was started, not to this module.
        Path folder =
                Path.of(System.getProperty("corpus.base", "")).resolve(corpus).resolve("trust-policy-vectors");
        List<Path> suites = Files.isDirectory(folder) ? suitesIn(folder) : List.of();

        suites.forEach(this::checkSuite);

        failures.forEach(failure -> System.out.println("corpus trust-vectors failed " + failure));
        System.out.printf(
                "corpus trust-vectors: files=%d checks=%d failures=%d excused=0%n",
                suites.size(), checks, failures.size());
        assertThat(failures).isEmpty();
    }

    private static List<Path> suitesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-aws.json"))
                    .sorted()
                    .toList();
        }
    }

    /** A file that cannot be read, or an exception, is a failure of its own. */
    private void checkSuite(Path suite) {
        int before = checks;
        try {
            JsonNode document = JsonNode.parser().parse(Files.readString(suite));
            for (JsonNode vector : document.field("vectors").orElseThrow().asArray()) {
                checks++;
                checkVector(suite, vector);
            }
        } catch (IOException | RuntimeException e) {
            failures.add(suite.getFileName() + " $: " + e);
        }
        checks = Math.max(checks, before + 1);
    }

    private void checkVector(Path suite, JsonNode vector) {
        String id = text(vector, "id");
        try {
            boolean expected = text(vector, "expect").equals("match");
            RequestContext request = request(vector);
            List<Decision> decisions = policies(vector.field("condition").orElseThrow()).stream()
                    .map(policy -> PolicyEvaluator.evaluate(policy, request))
                    .toList();
            if (decisions.stream().allMatch(Decision::allowed) != expected) {
                failures.add(suite.getFileName() + " " + id + ": expected " + text(vector, "expect") + ", but "
                        + decisions.stream().map(Decision::explanation).toList());
            }
        } catch (RuntimeException e) {
            failures.add(suite.getFileName() + " " + id + ": " + e);
        }
    }

    private static RequestContext request(JsonNode vector) {
        Map<String, List<String>> keys = new HashMap<>();
        vector.field("claims")
                .map(JsonNode::asObject)
                .orElse(Map.of())
                .forEach((claim, value) -> keys.put(ISSUER + ":" + claim, List.of(value.text())));
        keys.put(ISSUER + ":sub", List.of(text(vector, "subject")));
        return Requests.withKeys(keys);
    }

    /** One policy, or several that must all allow when the condition has two tests of one operator and key. */
    private static List<Policy> policies(JsonNode condition) {
        List<Map<String, Condition>> blocks = new ArrayList<>();
        for (Condition each : conditions(condition)) {
            String name = each.operator().text() + " " + each.key();
            Map<String, Condition> block = blocks.stream()
                    .filter(open -> !open.containsKey(name))
                    .findFirst()
                    .orElseGet(() -> {
                        blocks.add(new HashMap<>());
                        return blocks.get(blocks.size() - 1);
                    });
            block.put(name, each);
        }
        return blocks.stream()
                .map(block -> Statement.trust(
                        PrincipalSelector.matching(List.of(PrincipalPattern.federated(Requests.PROVIDER))),
                        List.of(Requests.ASSUME),
                        List.copyOf(block.values())))
                .map(statement -> Policy.parse(Policy.of(List.of(statement)).toJson()))
                .toList();
    }

    private static List<Condition> conditions(JsonNode condition) {
        String consumer = text(condition, "consumer");
        if (consumer.equals("aws-all")) {
            return condition.field("of").orElseThrow().asArray().stream()
                    .flatMap(each -> conditions(each).stream())
                    .toList();
        }
        String operator = switch (consumer) {
            case "aws-stringequals" -> "StringEquals";
            case "aws-stringlike" -> "StringLike";
            default -> throw new IllegalArgumentException("unknown consumer " + consumer);
        };
        String claim = condition.field("claim").map(JsonNode::text).orElse("sub");
        JsonNode pattern = condition.field("pattern").orElseThrow();
        List<JsonNode> patterns = pattern.isArray() ? pattern.asArray() : List.of(pattern);
        return List.of(Condition.of(
                operator,
                ISSUER + ":" + claim,
                patterns.stream().map(JsonNode::text).toArray(String[]::new)));
    }

    private static String text(JsonNode node, String field) {
        return node.field(field).orElseThrow().text();
    }
}

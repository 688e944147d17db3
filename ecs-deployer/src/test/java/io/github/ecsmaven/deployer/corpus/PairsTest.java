package io.github.ecsmaven.deployer.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Fixtures;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What people registered and what ECS then returned: one and the same to a diff. */
@Tag("corpus")
class PairsTest {
    private final Planner planner = new Planner(FieldRules.load());

    @Test
    void whatWasRegisteredDoesNotDifferFromWhatWasReturned() throws IOException {
        Optional<Path> corpus = CorpusFolder.given();
        Assumptions.assumeTrue(corpus.isPresent(), "no corpus is given");
        List<Path> pairs = pairs(corpus.get().resolve("pairs"));
        List<String> failures = new ArrayList<>();
        for (Path pair : pairs) {
            differences(pair).forEach(difference -> failures.add(pair.getFileName() + " " + difference));
        }
        failures.forEach(line -> System.out.println("corpus pairs FAILED " + line));
        System.out.println("corpus pairs: files=" + pairs.size() + " checks=" + pairs.size() + " failures="
                + failures.size() + " excused=0");
        assertThat(pairs).as("pairs").isNotEmpty();
        assertThat(failures).as("failures").isEmpty();
    }

    private List<String> differences(Path pair) {
        try {
            JsonNode document = JsonNode.parser().parse(Files.readString(pair));
            Value.Structure registered = side(pair, document, "registered");
            Value.Structure returned = side(pair, document, "returned");
            LiveState live = new LiveState(
                    new LiveState.LiveTaskDefinition(Fixtures.REVISION, returned, Canonical.tags(returned)), null);
            DeploymentPlan plan =
                    planner.plan(Fixtures.descriptor(registered, (Value.Structure) null), live, Fixtures.ACCOUNT);
            return plan.changes().stream()
                    .flatMap(change -> change.differences().leaves())
                    .map(leaf -> "differs at " + leaf.path())
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(e.toString().lines().findFirst().orElse(""));
        }
    }

    private static Value.Structure side(Path pair, JsonNode document, String name) {
        JsonNode side = document.field(name).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
        return Recorded.taskDefinition(pair, side).taskDefinition();
    }

    private static List<Path> pairs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("realworld__.*\\.json"))
                    .filter(PairsTest::isOfOneRevision)
                    .sorted()
                    .toList();
        }
    }

    /** A pair that cannot be read is checked, and fails there. */
    private static boolean isOfOneRevision(Path pair) {
        try {
            return JsonNode.parser()
                    .parse(Files.readString(pair))
                    .field("container_fields_differing")
                    .filter(JsonNode::isNumber)
                    .map(number -> number.asNumber().equals("0"))
                    .orElse(true);
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }
}

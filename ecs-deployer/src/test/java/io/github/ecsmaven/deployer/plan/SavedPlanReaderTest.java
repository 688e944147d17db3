package io.github.ecsmaven.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.schema.PrettyJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved plan comes from a folder that others can write to. */
@SuppressWarnings("unchecked") // The document is made of what PrettyJson takes.
class SavedPlanReaderTest {
    private final SavedPlanReader reader = new SavedPlanReader("plan.json");

    @Test
    void whatWasSealedIsRead() {
        SavedPlan plan = reader.read(SavedPlanReader.sealed(document()));

        assertThat(plan.target()).containsEntry("deployment", "orders").doesNotContainKey("role");
        assertThat(plan.promise().role()).isEqualTo("arn:aws:iam::111122223333:role/deployer");
        assertThat(plan.promise().expires()).isEqualTo(Instant.parse("2026-05-05T10:00:00Z"));
        assertThat(plan.promise().fingerprint()).containsEntry("descriptor", "ab");
        assertThat(plan.changes())
                .containsEntry("SERVICE service.desiredCount", "changed service.desiredCount  2 → 3")
                .containsEntry("SERVICE service.tags", "added service.tags  { \"a\": 1 }")
                .containsEntry("refused service.launchType", "refused service.launchType: no");
        assertThat(plan.isExpired(Instant.parse("2026-05-05T09:59:59Z"))).isFalse();
        assertThat(plan.isExpired(Instant.parse("2026-05-05T10:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it does not begin as a JSON document",
                "no plan | it does not begin as a JSON document",
                "[] | it does not begin as a JSON document",
                "'{' | has been truncated",
                "'{\"formatVersion\": 1, }' | it is not JSON",
                "'{}' | it has no formatVersion",
                "'{\"formatVersion\": 2}' | its formatVersion is 2",
                "'{\"formatVersion\": 1e9}' | its formatVersion is 1e9",
                "'{\"formatVersion\": \"1\"}' | its formatVersion is no number",
                "'{\"formatVersion\": 1}' | the digest at its end is missing",
                "'{\"formatVersion\": 1, \"digest\": 7}' | has been edited",
                "'{\"formatVersion\": 1, \"a\": 1e999999999999, \"digest\": \"x\"}' | has been edited",
                "'{\"formatVersion\": 1, \"digest\": null}' | has been edited"
            })
    void whatIsNoPlanIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nothing was written")
                .hasMessageContaining("plan.json")
                .hasMessageContaining(reason);
    }

    @Test
    void everyTruncationIsTold() {
        String text = SavedPlanReader.sealed(document());
        for (int length = 0; length < text.length(); length++) {
            Throwable refused = refusal(text.substring(0, length));
            assertThat(refused).as("of %d characters", length).isInstanceOf(UserException.class);
        }
    }

    @Test
    void everyEditOfACharacterIsTold() {
        String text = SavedPlanReader.sealed(document());
        Random random = new Random(20261122);
        for (int index = 0; index < text.length(); index++) {
            String edited = text.substring(0, index) + (char) (' ' + random.nextInt(90)) + text.substring(index + 1);
            if (!edited.equals(text)) {
                assertThat(refusal(edited)).as("at %d", index).isInstanceOf(UserException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "{}", "\u0000", "#"})
    void nothingMayFollow(String more) {
        assertThat(refusal(SavedPlanReader.sealed(document()) + more)).isInstanceOf(UserException.class);
    }

    @Test
    void aMemberThatIsThereTwiceIsAnEdit() {
        String text = SavedPlanReader.sealed(document())
                .replace("\"outcome\": \"changed\",", "\"outcome\": \"unchanged\",\n  \"outcome\": \"changed\",");

        assertThat(refusal(text)).hasMessageContaining("has been edited");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pluginVersion",
                "created",
                "expires",
                "target",
                "changes",
                "refusals",
                "promise",
                "promise.key",
                "promise.fingerprint",
                "promise.actions"
            })
    void aMemberOfTheWrongTypeIsNamedEvenWhereTheDigestIsRight(String member) {
        for (Object wrong :
                List.of(7, true, "no", List.of(List.of()), Map.of("a", Map.of()), List.of(Map.of("a", 1)))) {
            Map<String, Object> document = document();
            if (member.startsWith("promise.")) {
                Map<String, Object> promise = new LinkedHashMap<>((Map<String, Object>) document.get("promise"));
                promise.put(member.substring("promise.".length()), wrong);
                document.put("promise", promise);
            } else {
                document.put(member, wrong);
            }
            Throwable refused = refusal(SavedPlanReader.sealed(document));
            if (refused != null) {
                assertThat(refused)
                        .isInstanceOf(UserException.class)
                        .hasMessageContaining("is missing or of the wrong type");
            } else {
                assertThat(member + wrong).as("any text will do").isEqualTo("pluginVersionno");
            }
        }
    }

    @Test
    void deepAndLongOnesEndInAMessage() {
        for (String text : List.of(
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"formatVersion\": " + "9".repeat(5000) + "}",
                "{\"" + "a".repeat(1_000_000) + "\": 1}")) {
            assertThat(refusal(text)).isInstanceOf(UserException.class).hasMessageContaining("nothing was written");
            assertThat(refusal(text).getMessage().length()).isLessThan(500);
        }
    }

    @Test
    void randomBytesEndInAMessage() {
        Random random = new Random(20261122);
        String text = PrettyJson.of(document());
        for (int round = 0; round < 300; round++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int cut = 0; cut < 4; cut++) {
                int at = random.nextInt(damaged.length());
                damaged.replace(
                        at,
                        Math.min(damaged.length(), at + random.nextInt(9)),
                        "{}[],:\"\\\u0007é1eE-n".substring(random.nextInt(14)));
            }
            assertThat(refusal(damaged.toString())).isInstanceOf(UserException.class);
        }
    }

    @Test
    void twoPlansAreToldApartByWhatTheyAreForWhatTheyDoAndWhatHasMoved() {
        SavedPlan saved = reader.read(SavedPlanReader.sealed(document()));
        Map<String, Object> other = document();
        other.put(
                "target", new LinkedHashMap<>(Map.of("deployment", "orders", "account", "444455556666", "role", "r")));
        assertThat(saved.foreignTo(reader.read(SavedPlanReader.sealed(other))))
                .contains("account: 111122223333, here 444455556666", "region: eu-west-1, here none")
                .contains("role: arn:aws:iam::111122223333:role/deployer, here r");

        Map<String, Object> moved = document();
        moved.put("changes", List.of());
        Map<String, Object> promise = new LinkedHashMap<>((Map<String, Object>) moved.get("promise"));
        promise.put("fingerprint", new LinkedHashMap<>(Map.of("descriptor", "ab", "serviceDeployment", "arn:2")));
        moved.put("promise", promise);
        SavedPlan now = reader.read(SavedPlanReader.sealed(moved));

        assertThat(saved.foreignTo(now)).isEmpty();
        assertThat(saved.isSameAs(now)).isFalse();
        assertThat(saved.isSameAs(saved)).isTrue();
        assertThat(saved.wantsTheSameAs(now)).isTrue();
        assertThat(saved.movedUntil(now)).containsExactly("the service deployment: arn:1 → arn:2");
        assertThat(saved.comparedWith(now)).contains("saved:  changed service.desiredCount  2 → 3");
    }

    private Throwable refusal(String text) {
        return catchThrowable(() -> reader.read(text));
    }

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("formatVersion", 1);
        document.put("pluginVersion", "1.0");
        document.put("created", "2026-05-04T10:00:00Z");
        document.put("expires", "2026-05-05T10:00:00Z");
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("deployment", "orders");
        target.put("account", "111122223333");
        target.put("region", "eu-west-1");
        target.put("role", "arn:aws:iam::111122223333:role/deployer");
        document.put("target", target);
        document.put("outcome", "changed");
        List<Object> lines = new ArrayList<>();
        lines.add(line("service.desiredCount", "changed", 2, 3));
        Map<String, Object> tags = line("service.tags", "added", 0, Map.of("a", 1));
        tags.remove("before");
        lines.add(tags);
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("resource", "service orders");
        service.put("kind", "SERVICE");
        service.put("operation", "update");
        service.put("lines", lines);
        document.put("changes", List.of(service));
        document.put("refusals", List.of(new LinkedHashMap<>(Map.of("path", "service.launchType", "why", "no"))));
        Map<String, Object> promise = new LinkedHashMap<>();
        promise.put("key", new KeyedHash(new byte[KeyedHash.KEY_LENGTH]).encodedKey());
        Map<String, Object> fingerprint = new LinkedHashMap<>();
        fingerprint.put("descriptor", "ab");
        fingerprint.put("serviceDeployment", "arn:1");
        promise.put("fingerprint", fingerprint);
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("operation", "ecs:UpdateService");
        action.put("hash", "cd");
        promise.put("actions", List.of(action));
        document.put("promise", promise);
        return document;
    }

    private static Map<String, Object> line(String path, String change, Object before, Object after) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("path", path);
        line.put("change", change);
        line.put("before", before);
        line.put("after", after);
        return line;
    }
}

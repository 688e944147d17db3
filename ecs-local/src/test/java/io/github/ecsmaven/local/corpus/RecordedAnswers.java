package io.github.ecsmaven.local.corpus;

import io.github.ecsmaven.local.wire.ApiException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a server what a client could have sent to get each recorded answer, and compares what it then describes with what
 * was recorded: as sent in full, and without every member that the server is recorded to add.
 */
final class RecordedAnswers {
    private final Server server;
    private final List<String> failures = new ArrayList<>();
    private final List<String> excused = new ArrayList<>();
    private final Map<LaterMembers.Row, Integer> later = new LinkedHashMap<>();
    private final Map<Form, Set<String>> failed = new TreeMap<>();
    private int files;
    private int checks;

    enum Form {
        /** Only what is output was taken out. */
        IN_FULL,
        /** What the server is recorded to add was taken out too. */
        WITHOUT_DEFAULTS
    }

    RecordedAnswers(Server server) {
        this.server = server;
    }

    /** Checks every file of a folder of recorded answers, and the pairs whose containers do not differ. */
    void check(Path corpus) throws IOException {
        for (Path file : jsonFiles(corpus.resolve("live-task-definitions"))) {
            checkFile(file);
        }
        for (Path file : jsonFiles(corpus.resolve("live-services"))) {
            checkFile(file);
        }
        for (Path file : jsonFiles(corpus.resolve("pairs"))) {
            if (file.getFileName().toString().startsWith("realworld__") && isOfOneRevision(file)) {
                checkFile(file);
            }
        }
    }

    int files() {
        return files;
    }

    int checks() {
        return checks;
    }

    List<String> failures() {
        return failures;
    }

    List<String> excused() {
        return excused;
    }

    /** How many files failed in a form. */
    int failedFiles(Form form) {
        return failed.getOrDefault(form, Set.of()).size();
    }

    /** How often a member was left out because the answer is older than it. */
    Map<LaterMembers.Row, Integer> later() {
        return later;
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** A pair that cannot be read is checked, and fails there. */
    private static boolean isOfOneRevision(Path pair) {
        try {
            Object differing = Document.parse(Files.readString(pair)).get("container_fields_differing");
            return !(differing instanceof BigDecimal number) || number.signum() == 0;
        } catch (IOException | RuntimeException unreadable) {
            return true;
        }
    }

    private void checkFile(Path file) {
        files++;
        int before = checks;
        String name = file.getFileName().toString();
        try {
            for (Recording recording : Recording.in(Document.parse(Files.readString(file)))) {
                for (Form form : Form.values()) {
                    check(name, recording, form);
                }
            }
        } catch (IOException | RuntimeException e) {
            checks++;
            failures.add(name + " $: " + e);
            for (Form form : Form.values()) {
                failed.computeIfAbsent(form, key -> new TreeSet<>()).add(name);
            }
        }
        checks = Math.max(checks, before + 1);
    }

    private void check(String file, Recording recording, Form form) {
        Map<String, @Nullable Object> wish = Wish.of(recording.kind(), recording.resource());
        Map<String, Object> expected = Leaves.of(wish);
        Map<String, @Nullable Object> answer;
        try {
            answer = answer(recording, wish, form);
        } catch (ApiException refusal) {
            checks++;
            fail(file, form, "$", "refused: " + refusal.code() + ": " + refusal.getMessage(), Excuses.of(expected));
            return;
        }
        Map<String, Object> described = Leaves.of(Wish.of(recording.kind(), answer));
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(described.keySet());
        for (String path : paths) {
            compare(file, recording, form, path, expected.get(path), described.get(path));
        }
        if (recording.kind() == Recording.Kind.TASK_DEFINITION) {
            runsWhereItMust(file, form, answer);
        }
    }

    private Map<String, @Nullable Object> answer(Recording recording, Map<String, @Nullable Object> wish, Form form) {
        Map<String, @Nullable Object> request =
                form == Form.IN_FULL ? wish : AddedDefaults.without(recording.kind(), wish);
        Server.Place place = Server.Place.of(recording.resource());
        return recording.kind() == Recording.Kind.TASK_DEFINITION
                ? server.taskDefinition(request, place)
                : server.service(request, NamedContainers.of(wish), place);
    }

    private void compare(
            String file,
            Recording recording,
            Form form,
            String path,
            @Nullable Object expected,
            @Nullable Object described) {
        if (expected == null && described != null) {
            Optional<LaterMembers.Row> row = LaterMembers.find(path, described, recording.date());
            if (row.isPresent()) {
                later.merge(row.get(), 1, Integer::sum);
                return;
            }
        }
        checks++;
        if (expected == null || !expected.equals(described)) {
            fail(
                    file,
                    form,
                    path,
                    "recorded " + expected + ", described " + described,
                    expected == null ? Optional.empty() : Excuses.of(path, expected));
        }
    }

    private void runsWhereItMust(String file, Form form, Map<String, @Nullable Object> answer) {
        checks++;
        List<@Nullable Object> compatible = Document.elements(answer.get("compatibilities"));
        List<@Nullable Object> required = Document.elements(answer.get("requiresCompatibilities"));
        if (!compatible.containsAll(required)) {
            fail(file, form, "compatibilities", compatible + " lack some of " + required, Optional.empty());
        }
    }

    private void fail(String file, Form form, String path, String what, Optional<Excuses.Row> excuse) {
        if (excuse.isPresent()) {
            excused.add(file + " " + path + ": " + excuse.get().reason() + " ("
                    + excuse.get().source() + ")");
            return;
        }
        failures.add(file + " " + path + " (" + form + "): " + what);
        failed.computeIfAbsent(form, key -> new TreeSet<>()).add(file);
    }
}

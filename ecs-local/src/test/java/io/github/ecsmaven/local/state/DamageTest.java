package io.github.ecsmaven.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** What was done to the files is found, said, and never made worse. */
class DamageTest {
    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();

    /** What was kept after each write, the first being the whole state. */
    private final List<Map<String, String>> kept = new ArrayList<>();

    @BeforeEach
    void aWholeStateAndThreeEntries() throws IOException {
        Words words = new Words();
        StateFile state = StateFile.open(directory, List.of(words), log::add);
        words.words.put("a", "one");
        state.save();
        kept.add(words.now());
        for (String key : List.of("b", "a", "c")) {
            words.words.put(key, "entry é of " + key);
            state.keep();
            kept.add(words.now());
        }
        words.words.remove("b");
        state.keep();
        kept.add(words.now());
        // A kill: nothing is closed, only the directory is free again.
        Path copy = Files.createDirectory(directory.resolve("killed"));
        for (String file : List.of(StateFile.WHOLE, StateFile.JOURNAL)) {
            Files.copy(directory.resolve(file), copy.resolve(file));
        }
        state.close();
        directory = copy;
    }

    @Test
    void afterAKillEverythingIsThere() {
        assertThat(read()).isEqualTo(kept.get(4));
        assertThat(log).isEmpty();
    }

    @Test
    void aJournalThatIsCutOffAnywhereHasEverythingBefore() throws IOException {
        byte[] whole = Files.readAllBytes(journal());
        for (int length = 0; length < whole.length; length++) {
            log.clear();
            both(Files.readAllBytes(file()), Arrays.copyOf(whole, length));
            int entries = (int) entriesIn(whole, length);

            assertThat(scratch()).as("%d bytes", length).isEqualTo(kept.get(Math.max(0, entries - 1)));
            boolean atTheEndOfOne = length == 0 || whole[length - 1] == '\n';
            if (atTheEndOfOne) {
                assertThat(log).isEmpty();
            } else {
                assertThat(log).singleElement().asString().contains("was not written to its end", "at byte ");
            }
        }
    }

    private static long entriesIn(byte[] journal, int length) {
        int entries = 0;
        for (int i = 0; i < length; i++) {
            entries += journal[i] == '\n' ? 1 : 0;
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x20, 0x80, 0xff})
    void aByteOfTheJournalThatIsAnotherIsFoundWhereverItIs(int flipped) throws IOException {
        byte[] whole = Files.readAllBytes(journal());
        byte[] state = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) flipped;
            both(state, damaged);

            refused(at, "state.journal is damaged: the entry at byte ", "Put a copy of it back");
            assertThat(Files.readAllBytes(scratchDirectory().resolve(StateFile.JOURNAL)))
                    .isEqualTo(damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x20, 0x80, 0xff})
    void aByteOfTheStateThatIsAnotherIsFoundWhereverItIs(int flipped) throws IOException {
        byte[] whole = Files.readAllBytes(file());
        byte[] entries = Files.readAllBytes(journal());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) flipped;
            both(damaged, entries);

            refused(at, "state.json", "it was left as it is");
            assertThat(Files.readAllBytes(scratchDirectory().resolve(StateFile.WHOLE)))
                    .isEqualTo(damaged);
            assertThat(scratchDirectory().resolve(StateFile.JOURNAL)).hasBinaryContent(entries);
        }
    }

    @Test
    void aStateThatIsCutOffAnywhereIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            both(Arrays.copyOf(whole, length), Files.readAllBytes(journal()));

            refused(length, "state.json is damaged: ", "it was left as it is");
        }
    }

    private void refused(int at, String told, String cure) throws IOException {
        assertThatThrownBy(this::scratch)
                .as("byte %d", at)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining(scratchDirectory().toString())
                .hasMessageContaining(told)
                .hasMessageContaining(cure);
        assertThat(names(scratchDirectory())).containsExactlyInAnyOrder(StateFile.WHOLE, StateFile.JOURNAL, "lock");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"format":"ecs-local journal","version":3,"follows":"x"} | has version 3, and this ecs-local reads version 2
                    {"format":"ecs-local journal","follows":"x"}             | has no version
                    {"format":"other","version":2,"follows":"x"}             | does not say that it is ecs-local's
                    {"format":"ecs-local journal","version":2,"follows":"x"} | belongs to another state.json
                    """)
    void aJournalOfSomethingElseIsRefused(String header, String told) throws IOException {
        Files.write(journal(), JournalLine.of(header.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(this::read).isInstanceOf(EcsLocalException.class).hasMessageContaining(told);
    }

    @Test
    void anEntryOfAPartThatIsNotThereIsRefused() throws IOException {
        Files.write(
                journal(),
                JournalLine.of("{\"words\":{\"others\":{}}}".getBytes(StandardCharsets.UTF_8)),
                StandardOpenOption.APPEND);

        assertThatThrownBy(this::read)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining(
                        "cannot be done again (this ecs-local has no words others: use the one that wrote it)");
    }

    @Test
    void aJournalWithoutItsStateIsRefused() throws IOException {
        Files.delete(file());

        assertThatThrownBy(this::read)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("holds changes to a state.json that is not there");
        assertThat(journal()).exists();
    }

    @Test
    void withoutItsJournalAStateIsWhatItWasWhenItWasWritten() throws IOException {
        Files.delete(journal());

        assertThat(read()).isEqualTo(kept.get(0));
    }

    /** The end came after the whole state was swapped in, and before the journal that it has in it was taken away. */
    @Test
    void aJournalThatIsInTheStateAlreadyIsNotDoneAgain() throws IOException {
        byte[] entries = Files.readAllBytes(journal());
        Words words = new Words();
        try (StateFile state = StateFile.open(directory, List.of(words), log::add)) {
            words.words.put("a", "later");
            state.save();
        }
        Files.write(journal(), entries);

        assertThat(read()).containsEntry("a", "later");
        assertThat(journal()).doesNotExist();
    }

    @Test
    void whatComesAfterACutOffEntryIsKept() throws IOException {
        byte[] whole = Files.readAllBytes(journal());
        Files.write(journal(), Arrays.copyOf(whole, whole.length - 3));
        Words words = new Words();
        StateFile state = StateFile.open(directory, List.of(words), log::add);
        words.words.put("d", "new");
        state.keep();
        state.close();

        assertThat(read()).containsEntry("d", "new").containsAllEntriesOf(kept.get(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.json", "state.journal", "state.json state.journal"})
    void aFileThatIsTakenAwayMeanwhileIsWrittenAnew(String taken) throws IOException {
        Words words = new Words();
        try (StateFile state = StateFile.open(directory, List.of(words), log::add)) {
            words.words.put("d", "before");
            state.keep();
            for (String name : taken.split(" ")) {
                Files.delete(directory.resolve(name));
            }
            words.words.put("e", "after");
            state.keep();
        }

        assertThat(read()).containsEntry("d", "before").containsEntry("e", "after");
    }

    @Test
    void anEntryThatCannotBeWrittenIsWrittenWithTheNext() throws IOException {
        Files.delete(journal());
        Words words = new Words();
        try (StateFile state = StateFile.open(directory, List.of(words), log::add)) {
            Files.createDirectory(journal());
            words.words.put("d", "first");
            assertThatThrownBy(state::keep)
                    .isInstanceOf(EcsLocalException.class)
                    .hasMessageContaining("the state cannot be written to " + journal())
                    .hasMessageContaining("make room");
            Files.delete(journal());
            words.words.put("e", "second");
            state.keep();
        }

        assertThat(read()).containsEntry("d", "first").containsEntry("e", "second");
    }

    /** An interrupt closes the file that is written to. */
    @Test
    void aThreadThatIsInterruptedDoesNotStopTheNext() {
        Words words = new Words();
        try (StateFile state = StateFile.open(directory, List.of(words), log::add)) {
            words.words.put("d", "first");
            Thread.currentThread().interrupt();
            assertThatThrownBy(state::keep).isInstanceOf(EcsLocalException.class);
            assertThat(Thread.interrupted()).isTrue();
            words.words.put("e", "second");
            state.keep();
        }

        assertThat(read()).containsEntry("d", "first").containsEntry("e", "second");
    }

    @Test
    void aWholeStateThatCannotBeWrittenAtTheEndIsOnlyLogged() throws IOException {
        Words words = new Words();
        try (StateFile state = StateFile.open(directory, List.of(words), log::add)) {
            words.words.put("d", "kept");
            state.keep();
            Path obstacle = Files.createDirectory(directory.resolve("state.json.tmp"));
            Files.writeString(obstacle.resolve("file"), "");
        }
        assertThat(log).singleElement().asString().contains("everything is in " + journal());
        Files.delete(directory.resolve("state.json.tmp/file"));

        assertThat(read()).containsEntry("d", "kept");
    }

    @Test
    void aLongJournalEndsInAWholeState() throws IOException {
        Words words = new Words();
        StateFile state = StateFile.open(directory, List.of(words), log::add);
        long longest = 0;
        for (int i = 0; i < 40; i++) {
            words.words.put("k" + i % 3, "x".repeat(100_000 + i));
            state.keep();
            longest = Math.max(longest, Files.exists(journal()) ? Files.size(journal()) : 0);
        }
        assertThat(longest).isBetween(900_000L, 1_100_000L);
        Map<String, String> now = words.now();
        state.close();

        assertThat(read()).isEqualTo(now);
    }

    private Map<String, String> read() {
        return read(directory);
    }

    private Map<String, String> read(Path from) {
        Words words = new Words();
        StateFile.open(from, List.of(words), log::add).close();
        return words.now();
    }

    private Map<String, String> scratch() {
        return read(scratchDirectory());
    }

    private Path scratchDirectory() {
        return directory.resolve("scratch");
    }

    private void both(byte[] state, byte[] entries) throws IOException {
        Files.createDirectories(scratchDirectory());
        Files.write(scratchDirectory().resolve(StateFile.WHOLE), state);
        Files.write(scratchDirectory().resolve(StateFile.JOURNAL), entries);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path file() {
        return directory.resolve(StateFile.WHOLE);
    }

    private Path journal() {
        return directory.resolve(StateFile.JOURNAL);
    }

    private static final class Words implements StateSection {
        private final KeptMap<String> words =
                KeptMap.sorted("words", (word, json) -> json.writeValue(word), JsonNode::asString);

        Map<String, String> now() {
            return new TreeMap<>(words.entries());
        }

        @Override
        public String name() {
            return "words";
        }

        @Override
        public void write(JsonWriter json) {
            json.writeStartObject();
            words.entries().forEach((key, word) -> json.writeFieldName(key).writeValue(word));
            json.writeEndObject();
        }

        @Override
        public void read(JsonNode json) {
            words.clear();
            json.asObject().forEach((key, word) -> words.put(key, word.asString()));
        }

        @Override
        public List<StatePart> parts() {
            return List.of(words);
        }
    }
}

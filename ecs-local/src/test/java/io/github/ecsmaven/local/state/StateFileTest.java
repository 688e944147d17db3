package io.github.ecsmaven.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

class StateFileTest {
    @TempDir
    private Path directory;

    private final Word word = new Word();
    private final List<String> log = new ArrayList<>();

    @Test
    void whatIsSavedIsThereAtTheNextStart() {
        try (StateFile state = open()) {
            word.text = "kept";
            state.save();
        }
        word.text = "forgotten";
        open().close();

        assertThat(word.text).isEqualTo("kept");
    }

    @Test
    void theFileSaysWhatItIs() throws Exception {
        try (StateFile state = open()) {
            word.text = "kept";
            state.save();
        }

        assertThat(file())
                .content()
                .matches("\\{\"format\":\"ecs-local\",\"version\":2,\"id\":\"[-0-9a-f]{36}\",\"replaces\":\"\","
                        + "\"word\":\"kept\",\"checksum\":\"[0-9a-f]{8}\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftBesideTheFile() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("state.json.tmp"), "of a process that was killed while it wrote");
        try (StateFile state = open()) {
            state.save();
            state.save();
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("state.json", "lock");
        }
    }

    @Test
    void aDirectoryIsMade() {
        try (StateFile state = StateFile.open(directory.resolve("deep/down"), List.of(word), log::add)) {
            state.save();
        }

        assertThat(directory.resolve("deep/down/state.json")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                  | is damaged
                    {"format":"ecs-local","version":1,"wo               | is damaged: it is not JSON
                    []                                                  | is damaged: it is not a JSON object
                    {}                                                  | is damaged: it does not say that it is ecs-local's
                    {"format":"terraform","version":1}                  | is damaged: it does not say that it is ecs-local's
                    {"format":"ecs-local"}                              | is damaged: it has no version
                    {"format":"ecs-local","version":1,"word":7}         | is damaged: its section 'word' cannot be read (a word is text)
                    {"format":"ecs-local","version":3,"word":"x"}       | has version 3, and this ecs-local reads version 2 and older
                    {"format":"ecs-local","version":2,"word":"x"}       | is damaged: it does not end with its checksum, at byte
                    {"format":"ecs-local","version":1,"other":{}}       | holds [other], which this ecs-local does not have
                    """)
    void aFileThatCannotBeReadIsNamedAndLeftAsItIs(String content, String message) throws Exception {
        Files.writeString(file(), content);

        assertThatThrownBy(this::open)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining(message)
                .hasMessageContaining("elete");
        assertThat(file()).content().isEqualTo(content);
    }

    @Test
    void aFileOfTheVersionBeforeIsReadAndWrittenAnew() throws Exception {
        Files.writeString(file(), "{\"format\":\"ecs-local\",\"version\":1,\"word\":\"old\"}");

        open().close();

        assertThat(word.text).isEqualTo("old");
        assertThat(file()).content().contains("\"version\":2", "\"word\":\"old\"");
    }

    @Test
    void aRefusedFileDoesNotHoldTheDirectory() throws Exception {
        Files.writeString(file(), "damaged");
        assertThatThrownBy(this::open).isInstanceOf(EcsLocalException.class);
        Files.delete(file());

        open().close();
    }

    @Test
    void aDirectoryIsHeldByOneAtATime() {
        StateFile first = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("the state directory " + directory + " is in use by another ecs-local")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        first.close();

        open().close();
    }

    @RepeatedTest(3)
    void aProcessThatIsKilledWhileItSavesLeavesAWholeFileAndAFreeDirectory() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DirectoryHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("held");
            assertThatThrownBy(this::open)
                    .isInstanceOf(EcsLocalException.class)
                    .hasMessageContaining("(process " + holder.pid() + ")");
        } finally {
            holder.destroyForcibly().waitFor();
        }

        StateFile.open(directory, List.of(new DirectoryHolder.Long()), log::add).close();
    }

    @Test
    void aDirectoryThatCannotBeIsNamed() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> StateFile.open(inTheWay, List.of(), log::add))
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("the state directory " + inTheWay + " cannot be used");
    }

    @Test
    void aSaveThatFailsLeavesWhatWasThere() throws Exception {
        try (StateFile state = open()) {
            word.text = "first";
            state.save();
            Path obstacle = Files.createDirectory(directory.resolve("state.json.tmp"));
            Files.writeString(obstacle.resolve("file"), "");
            word.text = "second";

            assertThatThrownBy(state::save)
                    .isInstanceOf(EcsLocalException.class)
                    .hasMessageContaining("cannot be written to " + file());
            assertThat(file()).content().contains("first");
        }
    }

    private StateFile open() {
        return StateFile.open(directory, List.of(word), log::add);
    }

    private Path file() {
        return directory.resolve("state.json");
    }

    private static final class Word implements StateSection {
        private String text = "";

        @Override
        public String name() {
            return "word";
        }

        @Override
        public void write(JsonWriter json) {
            json.writeValue(text);
        }

        @Override
        public void read(JsonNode json) {
            if (!json.isString()) {
                throw new IllegalArgumentException("a word is text");
            }
            text = json.asString();
        }
    }
}

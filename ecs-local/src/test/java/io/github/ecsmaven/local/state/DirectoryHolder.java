package io.github.ecsmaven.local.state;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A process that holds a state directory and saves, over and over, until it is killed. */
final class DirectoryHolder {
    private DirectoryHolder() {}

    public static void main(String[] arguments) {
        try (StateFile state = StateFile.open(Path.of(arguments[0]), List.of(new Long()), line -> {})) {
            state.save();
            System.out.println("held");
            for (long saves = 0; saves < 1_000_000; saves++) {
                state.save();
            }
        }
    }

    /** Takes a while to write. */
    static final class Long implements StateSection {
        private static final int LENGTH = 2_000_000;

        @Override
        public String name() {
            return "long";
        }

        @Override
        public void write(JsonWriter json) {
            json.writeValue("x".repeat(LENGTH));
        }

        @Override
        public void read(JsonNode json) {
            if (json.asString().length() != LENGTH) {
                throw new IllegalArgumentException("cut off");
            }
        }
    }
}

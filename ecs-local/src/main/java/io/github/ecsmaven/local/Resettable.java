package io.github.ecsmaven.local;

import io.github.ecsmaven.local.control.StateSummary;
import io.github.ecsmaven.local.state.SlicedJson;
import io.github.ecsmaven.local.state.StateSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The sections that a reset puts back to what they were before anything was created or read. */
final class Resettable {
    private final Map<StateSection, byte[]> atFirst = new LinkedHashMap<>();

    /** Remembers how they are now. */
    Resettable(List<StateSection> sections) {
        sections.forEach(section -> atFirst.put(section, written(section)));
    }

    List<StateSection> sections() {
        return List.copyOf(atFirst.keySet());
    }

    void reset() {
        atFirst.forEach((section, json) -> section.read(JsonNode.parser().parse(json)));
    }

    /** By section and kind, how many there are. */
    Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        atFirst.keySet()
                .forEach(section -> counts.put(section.name(), StateSummary.count(SlicedJson.parse(written(section)))));
        return counts;
    }

    private static byte[] written(StateSection section) {
        JsonWriter json = JsonWriter.create();
        section.write(json);
        return json.getBytes();
    }
}

package io.github.ecsmaven.local.time;

import io.github.ecsmaven.local.state.StateSection;
import java.time.Duration;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Keeps how far the clock is ahead, so that after a restart nothing lies in the future that had already happened. The
 * speed is not kept: it is a wish of each run.
 */
public final class ClockSection implements StateSection {
    private final AdvanceableClock clock;

    /** Keeps that clock. */
    public ClockSection(AdvanceableClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("ahead").writeValue(clock.ahead().toString());
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        clock.goOnAhead(Duration.parse(json.field("ahead")
                .orElseThrow(() -> new IllegalArgumentException("a clock has a member 'ahead'"))
                .asString()));
    }
}

package io.github.ecsmaven.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

class AdvanceableClockTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Machine machine = new Machine();
    private final AtomicInteger changes = new AtomicInteger();
    private final AdvanceableClock clock = new AdvanceableClock(machine, changes::incrementAndGet);

    @Test
    void itFollowsTheMachinesUntilItIsMoved() {
        machine.pass(Duration.ofMillis(1500));

        assertThat(clock.instant()).isEqualTo(machine.instant());
        assertThat(clock.ahead()).isZero();
        assertThat(clock.speed()).isEqualTo(1);
        assertThat(changes).hasValue(0);
    }

    @Test
    void itIsAheadByWhatItWasAdvanced() {
        clock.advance(Duration.ofHours(1));
        machine.pass(Duration.ofSeconds(1));
        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofSeconds(3661)));
        assertThat(clock.ahead()).isEqualTo(Duration.ofSeconds(3660));
        assertThat(changes).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"60, PT10S, PT10M", "0.5, PT3S, PT1.5S", "0, PT1H, PT0S", "100000, PT0.001S, PT1M40S", "1, P365D, P365D"
    })
    void itRunsFasterOrSlower(double speed, Duration passed, Duration shown) {
        clock.speed(speed);
        machine.pass(passed);

        assertThat(clock.instant()).isEqualTo(START.plus(shown));
        assertThat(clock.speed()).isEqualTo(speed);
    }

    @Test
    void aChangeOfSpeedDoesNotJump() {
        clock.speed(60);
        machine.pass(Duration.ofSeconds(10));
        clock.speed(1);
        machine.pass(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(100), 2);
        machine.pass(Duration.ofSeconds(2));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(600 + 1 + 100 + 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itNeverGoesBack(long seed) {
        Random random = new Random(seed);
        Instant last = clock.instant();
        for (int i = 0; i < 500; i++) {
            machine.pass(Duration.ofNanos(random.nextInt(1_000_000_000)));
            switch (random.nextInt(4)) {
                case 0 -> clock.speed(random.nextInt(50) * random.nextDouble());
                case 1 -> clock.advance(Duration.ofMillis(random.nextInt(5000)));
                default -> assertThat(clock.ahead()).isNotNull();
            }
            assertThat(clock.instant()).isAfterOrEqualTo(last);
            last = clock.instant();
        }
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessageContaining("time goes forward only; PT-1S is negative");
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofDays(36_501)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)));
        for (double speed : new double[] {-1, 100_001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.advance(Duration.ofHours(1), speed))
                    .withMessageContaining("speed is");
        }
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(changes).hasValue(0);
    }

    @Test
    void anotherZoneShowsTheSameInstants() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Clock there = clock.withZone(zone);
        clock.advance(Duration.ofHours(1));

        assertThat(there.getZone()).isEqualTo(zone);
        assertThat(there.instant()).isEqualTo(clock.instant());
        assertThat(there.withZone(ZoneOffset.UTC).getZone()).isEqualTo(clock.getZone());
    }

    @Test
    void howFarItIsAheadOutlivesARestartAndTheSpeedDoesNot() {
        clock.advance(Duration.ofHours(1), 60);
        machine.pass(Duration.ofSeconds(1));
        JsonWriter json = JsonWriter.create();
        new ClockSection(clock).write(json);

        machine.pass(Duration.ofDays(1));
        AdvanceableClock next = new AdvanceableClock(machine, changes::incrementAndGet);
        new ClockSection(next).read(JsonNode.parser().parse(json.getBytes()));

        assertThat(next.ahead()).isEqualTo(Duration.ofSeconds(3600 + 59));
        assertThat(next.speed()).isEqualTo(1);
    }

    /** Stands until time is let pass. */
    private static final class Machine extends Clock {
        private Instant now = START;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

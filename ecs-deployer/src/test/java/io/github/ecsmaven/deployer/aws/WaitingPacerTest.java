package io.github.ecsmaven.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitingPacerTest {
    @Test
    void itReturnsAfterTheTimeAlsoWhenTheClockStands() {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        long start = System.nanoTime();

        new WaitingPacer(stopped).pause(Duration.ofMillis(20));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(19));
    }

    @Test
    void noTimeIsNoWait() {
        new WaitingPacer(Clock.systemUTC()).pause(Duration.ZERO);
        new WaitingPacer(Clock.systemUTC()).pause(Duration.ofSeconds(-5));
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new WaitingPacer(Clock.systemUTC()).pause(Duration.ofHours(1)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aMachineThatSleptMeanwhileDoesNotWaitAgain() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource jumping = () -> now.getAndUpdate(before -> before.plusSeconds(3600));
        long start = System.nanoTime();

        new WaitingPacer(jumping.withZone(ZoneOffset.UTC)).pause(Duration.ofHours(1));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }
}

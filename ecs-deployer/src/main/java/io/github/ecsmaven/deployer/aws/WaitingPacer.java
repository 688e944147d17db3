package io.github.ecsmaven.deployer.aws;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Really waits. The end is a time of the clock, so that a machine that slept meanwhile does not wait again; a clock that
 * is put back never makes the wait longer than asked for.
 */
public final class WaitingPacer implements Pacer {
    private static final long SLICE = Duration.ofMillis(250).toNanos();

    private final Clock clock;

    public WaitingPacer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void pause(Duration time) {
        Lock lock = new ReentrantLock();
        Condition never = lock.newCondition();
        Instant end = clock.instant().plus(time);
        long remaining = time.toNanos();
        lock.lock();
        try {
            while (remaining > 0) {
                // The JDK's timer stands still while the machine sleeps, the clock does not: look at both, often.
                long slice = Math.min(remaining, SLICE);
                long rest = remaining - slice + never.awaitNanos(slice);
                remaining =
                        Math.min(rest, Duration.between(clock.instant(), end).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    new Explanation(
                            "The build was interrupted while it waited.",
                            "",
                            "",
                            "Run the goal again: it continues with what it finds."),
                    e);
        } finally {
            lock.unlock();
        }
    }
}

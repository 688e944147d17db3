package io.github.ecsmaven.local.time;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that follows another one and can be put ahead of it: at once, by {@link #advance}, or by running faster. It
 * never goes back, since what has happened by now in ecs-local cannot be undone. Safe for use by several threads.
 */
public final class AdvanceableClock extends Clock {
    /** The fastest that {@link #speed(double)} takes: a day in less than a second. */
    public static final double FASTEST = 100_000;

    private static final Duration FARTHEST = Duration.ofDays(36_500);

    private final Clock base;
    private final Runnable changed;
    private volatile Course course;

    /**
     * From one instant on, and at one speed.
     *
     * @param baseStart the other clock's time at the start
     * @param start this clock's time at the start
     */
    private record Course(Instant baseStart, Instant start, BigDecimal speed) {
        Instant at(Instant baseNow) {
            Duration passed = Duration.between(baseStart, baseNow);
            if (speed.compareTo(BigDecimal.ONE) == 0) {
                return start.plus(passed);
            }
            BigDecimal nanos = BigDecimal.valueOf(passed.getSeconds())
                    .movePointRight(9)
                    .add(BigDecimal.valueOf(passed.getNano()))
                    .multiply(speed);
            BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
            return start.plus(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
        }
    }

    /**
     * At first the other clock's time.
     *
     * @param base what it follows
     * @param changed is told after each {@link #advance} and {@link #speed(double)}
     */
    public AdvanceableClock(Clock base, Runnable changed) {
        this.base = base;
        this.changed = changed;
        Instant now = base.instant();
        this.course = new Course(now, now, BigDecimal.ONE);
    }

    /**
     * Lets that much time pass at once.
     *
     * @throws IllegalArgumentException when it is negative, or takes the clock more than 100 years ahead
     */
    public void advance(Duration duration) {
        advance(duration, speed());
    }

    /**
     * Runs at that speed from now on.
     *
     * @param speed 1 is the other clock's, 0 stands still
     * @throws IllegalArgumentException when it is negative, not a number, or above {@link #FASTEST}
     */
    public void speed(double speed) {
        advance(Duration.ZERO, speed);
    }

    /**
     * Lets that much time pass at once and runs at that speed from then on; both or, with an exception, neither.
     *
     * @throws IllegalArgumentException where {@link #advance(Duration)} or {@link #speed(double)} has one
     */
    public void advance(Duration duration, double speed) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time goes forward only; " + duration + " is negative");
        }
        if (duration.compareTo(FARTHEST) > 0 || ahead().plus(duration).compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException(
                    duration + " is too much; the clock can be ahead by " + FARTHEST.toDays() + " days");
        }
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed is " + speed + "; it must be between 0 and " + (long) FASTEST);
        }
        synchronized (this) {
            Instant baseNow = base.instant();
            course = new Course(baseNow, course.at(baseNow).plus(duration), BigDecimal.valueOf(speed));
        }
        changed.run();
    }

    /** How fast it runs: 1 is the other clock's speed. */
    public double speed() {
        return course.speed().doubleValue();
    }

    /** How far it is ahead of the other clock; negative where it ran slower. */
    public Duration ahead() {
        Instant baseNow = base.instant();
        return Duration.between(baseNow, course.at(baseNow));
    }

    /** Goes on where another run was that far ahead. */
    synchronized void goOnAhead(Duration ahead) {
        Instant baseNow = base.instant();
        course = new Course(baseNow, baseNow.plus(ahead), course.speed());
    }

    @Override
    public Instant instant() {
        return course.at(base.instant());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A clock of another zone that shows this one's instants. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(zone);
    }

    private final class InZone extends Clock {
        private final ZoneId zone;

        InZone(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId another) {
            return AdvanceableClock.this.withZone(another);
        }

        @Override
        public Instant instant() {
            return AdvanceableClock.this.instant();
        }
    }
}

package io.github.ecsmaven.local;

import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A process that serves until it is killed, at a time that stands still: what it says may depend on nothing else. */
final class KilledEcsLocal {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private KilledEcsLocal() {}

    /** @param arguments the state directory */
    public static void main(String[] arguments) throws IOException {
        EcsLocalSettings settings = EcsLocalFixture.settings(Path.of(arguments[0]))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withLog(System.err::println);
        try (EcsLocal local = EcsLocal.start(
                EcsLocalFixture.withSharedKey(settings), PlayedServices.of(settings), new StringEqualsTrust())) {
            System.out.println(local.endpoint() + " " + local.mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT)));
            System.in.read();
        }
    }
}

package io.github.ecsmaven.deployer.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a program writes while it runs: one that fills a stream that is not read would wait for ever. Keeps the
 * beginning, in memory alone.
 */
final class OutputReader {
    private static final int LARGEST = 200_000;
    /** What an ended program wrote is there at once; only what another holds open has no end. */
    private static final long GRACE_MILLIS = 1000;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch end = new CountDownLatch(1);

    private OutputReader() {}

    /** Starts to read. */
    static OutputReader of(InputStream stream) {
        OutputReader reader = new OutputReader();
        Thread thread = new Thread(() -> reader.read(stream), "token program");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** What an ended program wrote, also where a program that it started holds the stream open. */
    String text() throws InterruptedException {
        boolean ignored = end.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        synchronized (received) {
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException closed) {
            // The program was ended; what came before is kept.
            return;
        } finally {
            end.countDown();
        }
    }

    private void keep(byte[] buffer, int count) {
        synchronized (received) {
            received.write(buffer, 0, Math.min(count, LARGEST - received.size()));
        }
    }
}

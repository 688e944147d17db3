package io.github.ecsmaven.deployer.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Calls that are made at the same time. The first failure, in the order given, is the one that is told. */
public final class SideBySide {
    private static final int MOST = 8;

    private SideBySide() {}

    /** The results, in the order of the calls. */
    public static <T> List<T> all(List<Supplier<T>> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST, calls.size()), SideBySide::thread);
        try {
            List<CompletableFuture<T>> begun = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, threads))
                    .toList();
            return begun.stream().map(SideBySide::joined).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What two calls come to together. */
    public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> together) {
        ExecutorService threads = Executors.newSingleThreadExecutor(SideBySide::thread);
        try {
            CompletableFuture<B> begun = CompletableFuture.supplyAsync(other, threads);
            return together.apply(one.get(), joined(begun));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Begins a call, to be {@link #joined} later or never. */
    public static <T> CompletableFuture<T> begun(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, work -> thread(work).start());
    }

    /** What a call comes to, or its failure as it was thrown. */
    public static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ecs-side-by-side");
        thread.setDaemon(true);
        return thread;
    }
}

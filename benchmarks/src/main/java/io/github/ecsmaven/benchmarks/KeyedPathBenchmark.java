package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Paths are made and looked up for each leaf of a document, on both sides of a comparison. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyedPathBenchmark {
    private final KeyedPath element = KeyedPath.of("taskDefinition", "containerDefinitions")
            .key("app")
            .member("environment")
            .key("LOG_LEVEL");

    /** One step down from an element that is there already. */
    @Benchmark
    public KeyedPath descend() {
        return element.member("value");
    }

    /** The name under which field rules are kept. */
    @Benchmark
    public String rulePath() {
        return element.rulePath();
    }
}

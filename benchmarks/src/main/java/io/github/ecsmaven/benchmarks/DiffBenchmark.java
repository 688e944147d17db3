package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The largest task definition, brought to canonical form on both sides and compared, in a JVM that is warm. For one that is
 * new see {@link ColdDiffBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DiffBenchmark {
    private final Planner planner = new Planner(FieldRules.load());
    private final LiveState live = DiffInput.live(DiffInput.returned(DiffInput.returnedJson("a")));
    private final DeploymentDescriptor same = DiffInput.descriptor(DiffInput.wantedJson("a"));
    private final DeploymentDescriptor other = DiffInput.descriptor(DiffInput.wantedJson("b"));

    /** Nothing differs but the order and what AWS fills in. */
    @Benchmark
    public DeploymentPlan unchanged() {
        return planner.plan(same, live, DiffInput.ACCOUNT);
    }

    /** All 500 variables have another value. */
    @Benchmark
    public DeploymentPlan everyVariableChanged() {
        return planner.plan(other, live, DiffInput.ACCOUNT);
    }
}

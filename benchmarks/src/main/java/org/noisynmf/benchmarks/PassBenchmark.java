package org.noisynmf.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one pass by algorithm, rank, missing fraction, precision and threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PassBenchmark {

    private static final int PASSES = 20;

    @Param({"NEARLY", "SHIFT", "HALS", "ACCELERATED"})
    private Algorithm m_algorithm;

    @Param({"2", "5", "10"})
    private int m_rank;

    @Param({"0.61", "0"})
    private double m_missing;

    @Param({"FLOAT64", "FLOAT32"})
    private Precision m_precision;

    @Param({"1", "2"})
    private int m_threads;

    private NmfProblem m_problem;

    private NmfSettings m_settings;

    /** Makes data with the shape of 750 quasars on 5700 pixels. */
    @Setup
    public void prepare() {
        m_problem = NmfProblem.of(Sample.windows(5700, 750, 5, m_missing, m_precision, UnaryOperator.identity()));
        m_settings = NmfSettings.builder().algorithm(m_algorithm).rank(m_rank).threads(m_threads)
            .stopping(new Stopping(PASSES, 0, 0, Double.POSITIVE_INFINITY)).build();
    }

    /** @return a fit of twenty passes, the closing measurement of the state included */
    @Benchmark
    @OperationsPerInvocation(PASSES)
    public NmfResult pass() {
        return Nmf.factorise(m_problem, m_settings, Observer.NONE);
    }
}

package org.noisynmf.spark.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;

import picocli.CommandLine.Option;

/** Options that say how to factorise, named as those of the command line on one machine. */
final class SearchOptions {

    @Option(names = "--rank", paramLabel = "q", order = 20,
        description = "Number of templates, ≥ 1. Not needed if templates are given.")
    @Nullable
    Integer rank;

    @Option(names = "--iterations", paramLabel = "N", order = 30,
        description = "Maximum number of iterations, including those before --resume. Default: 1000.")
    int iterations = Stopping.DEFAULT.iterations();

    @Option(names = "--tolerance", paramLabel = "t", order = 31,
        description = "Stop when χ² has fallen by less than t, relative, over the last 10 iterations; 0 = never. "
            + "Default: 1e-6.")
    double tolerance = Stopping.DEFAULT.tolerance();

    @Option(names = "--kkt-tolerance", paramLabel = "t", order = 32,
        description = "Stop when the relative norm of the projected gradient of the templates falls below t; 0 = never. "
            + "Default: 0.")
    double kktTolerance;

    @Option(names = "--time-limit", paramLabel = "s", order = 33,
        description = "Stop after this many seconds of iterations. Default: no limit.")
    double timeLimit = Double.POSITIVE_INFINITY;

    @Option(names = "--start", paramLabel = "ID", order = 40,
        description = "random, or sequential: one template after the other. Default: random, or the given templates.")
    @Nullable
    String start;

    @Option(names = "--templates", paramLabel = "URI", order = 41,
        description = "Start templates, ≥ 0: npy, CSV, or the Parquet that this command writes.")
    @Nullable
    String templates;

    @Option(names = "--freeze", paramLabel = "k", split = ",", order = 43,
        description = "Numbers, from 0, of given templates to hold as they are, such as 0,3. You can then give fewer "
            + "templates than --rank.")
    List<Integer> frozen = List.of();

    @Option(names = "--growth-passes", paramLabel = "N", order = 44,
        description = "Iterations after each template that sequential growth adds. Default: 50.")
    int growthPasses = 50;

    @Option(names = "--seed", paramLabel = "s", order = 45, description = "Seed of all random numbers. Default: 1.")
    long seed = 1;

    @Option(names = "--sweeps", paramLabel = "N", order = 46,
        description = "Coordinate sweeps of the templates per iteration. Default: 5.")
    int sweeps = 5;

    @Option(names = "--l1-templates", paramLabel = "λ", order = 50, description = "L1 penalty on templates.")
    double l1Templates;

    @Option(names = "--l2-templates", paramLabel = "λ", order = 51, description = "L2 penalty on templates.")
    double l2Templates;

    @Option(names = "--l1-coefficients", paramLabel = "λ", order = 53, description = "L1 penalty on coefficients.")
    double l1Coefficients;

    @Option(names = "--l2-coefficients", paramLabel = "λ", order = 54, description = "L2 penalty on coefficients.")
    double l2Coefficients;

    /** @return templates that stay as they are */
    int[] held() {
        if (!frozen.isEmpty() && templates == null) {
            throw new IllegalArgumentException("--freeze needs --templates, the file of the templates to hold");
        }
        return frozen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /**
     * @param given number of given templates; 0 = none
     * @return the engine's settings
     */
    NmfSettings settings(final int given) {
        if (rank == null && given == 0) {
            throw new IllegalArgumentException("--rank is missing; give it, or start templates");
        }
        final int q = rank == null ? given : rank;
        if (given > q || frozen.isEmpty() && given > 0 && given != q) {
            throw new IllegalArgumentException(templates + " holds " + given + " templates, but --rank is " + q);
        }
        final NmfSettings settings =
            NmfSettings.builder().algorithm(Algorithm.REDUCED).rank(q).seed(seed).sweeps(sweeps)
                .growthPasses(growthPasses).start(method(given, q))
                .stopping(new Stopping(iterations, tolerance, kktTolerance, timeLimit))
                .templatePenalty(new Penalty(l1Templates, l2Templates, 0))
                .coefficientPenalty(new Penalty(l1Coefficients, l2Coefficients, 0)).build();
        settings.check();
        return settings;
    }

    private StartMethod method(final int given, final int q) {
        if (start == null) {
            return given == q ? StartMethod.GIVEN : StartMethod.RANDOM;
        }
        return switch (start) {
            case "random" -> StartMethod.RANDOM;
            case "sequential" -> {
                if (given > 0) {
                    throw new IllegalArgumentException(
                        "--start sequential contradicts --templates, which is a given start; leave one of them out");
                }
                yield StartMethod.SEQUENTIAL;
            }
            default -> throw new IllegalArgumentException(
                "--start is " + start + ", but must be random or sequential: other starts need all data in one place");
        };
    }
}

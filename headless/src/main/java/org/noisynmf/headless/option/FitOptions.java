package org.noisynmf.headless.option;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.engine.settings.Stopping;

import picocli.CommandLine.Option;

/** Options that say how to factorise. Those not given keep the engine's defaults. */
public final class FitOptions {

    @Option(names = "--rank", paramLabel = "q", order = 20,
        description = "Number of templates, ≥ 1. Not needed if a start is given.")
    public @Nullable Integer rank;

    @Option(names = "--algorithm", paramLabel = "ID", order = 21, completionCandidates = Choices.Algorithms.class,
        description = "One of ${COMPLETION-CANDIDATES}. Default: accelerated.")
    @Nullable
    Algorithm algorithm;

    @Option(names = "--distance", paramLabel = "ID", order = 22, completionCandidates = Choices.Distances.class,
        description = "Measure of the misfit: ${COMPLETION-CANDIDATES}. Default: squared-error, which is χ².")
    @Nullable
    Distance distance;

    @Option(names = "--iterations", paramLabel = "N", order = 30,
        description = "Maximum number of iterations, ≥ 0. Default: 1000.")
    @Nullable
    Integer iterations;

    @Option(names = "--tolerance", paramLabel = "t", order = 31,
        description = "Stop when χ² has fallen by less than t, relative, over the last 10 iterations; 0 = never. "
            + "Default: 1e-6.")
    @Nullable
    Double tolerance;

    @Option(names = "--kkt-tolerance", paramLabel = "t", order = 32,
        description = "Stop when the relative norm of the projected gradient falls below t; 0 = never. Default: 0.")
    @Nullable
    Double kktTolerance;

    @Option(names = "--time-limit", paramLabel = "s", order = 33,
        description = "Stop after this many seconds. Default: no limit.")
    @Nullable
    Double timeLimit;

    @Option(names = "--start", paramLabel = "ID", order = 40, completionCandidates = Choices.Starts.class,
        description = "Start of the factors: ${COMPLETION-CANDIDATES}. Default: random, or given if there is a file.")
    @Nullable
    StartMethod start;

    @Option(names = "--templates", paramLabel = "FILE", order = 41, description = "Start templates, ≥ 0.")
    public @Nullable Path templates;

    @Option(names = "--coefficients", paramLabel = "FILE", order = 42,
        description = "Start coefficients, ≥ 0. If only one of the two files is given, the other factor is drawn as "
            + "by random.")
    public @Nullable Path coefficients;

    @Option(names = "--freeze", paramLabel = "k", split = ",", order = 43,
        description = "Numbers, from 0, of given templates to hold as they are, such as 0,3.")
    public @Nullable List<Integer> frozen;

    @Option(names = "--growth-passes", paramLabel = "N", order = 44,
        description = "Iterations after each template that sequential growth adds, not counted in --iterations. "
            + "Default: 50.")
    @Nullable
    Integer growthPasses;

    @Option(names = "--seed", paramLabel = "s", order = 45, description = "Seed of all random numbers. Default: 1.")
    @Nullable
    Long seed;

    @Option(names = "--restarts", paramLabel = "N", order = 46,
        description = "Number of starts, with seeds s, s + 1, …; the best result is kept. Default: 0, automatic: 5 if "
            + "observed entries × templates are at most 5,000,000, otherwise 1; also 1 if a start is given or follows "
            + "from the data.")
    @Nullable
    Integer restarts;

    @Option(names = "--l1-templates", paramLabel = "λ", order = 50, description = "L1 penalty on templates.")
    double l1Templates;

    @Option(names = "--l2-templates", paramLabel = "λ", order = 51, description = "L2 penalty on templates.")
    double l2Templates;

    @Option(names = "--orthogonality-templates", paramLabel = "γ", order = 52,
        description = "Penalty on the overlap of templates.")
    double orthogonalityTemplates;

    @Option(names = "--l1-coefficients", paramLabel = "λ", order = 53, description = "L1 penalty on coefficients.")
    double l1Coefficients;

    @Option(names = "--l2-coefficients", paramLabel = "λ", order = 54, description = "L2 penalty on coefficients.")
    double l2Coefficients;

    @Option(names = "--orthogonality-coefficients", paramLabel = "γ", order = 55,
        description = "Penalty on the overlap of the coefficients of different templates.")
    double orthogonalityCoefficients;

    @Option(names = "--pixel-overlap", paramLabel = "γ", order = 56,
        description = "Pav's penalty on the overlap of pixels (his γ on the right factor).")
    @Nullable
    Double pixelOverlap;

    @Option(names = "--shift-factor", paramLabel = "f", order = 60,
        description = "shift: factor ≥ 1 by which the smallest possible shift is multiplied. Default: 1.")
    @Nullable
    Double shiftFactor;

    @Option(names = "--shift", paramLabel = "FILE", order = 60,
        description = "shift: file with a shift Y ≥ 0 for each entry, of the shape of the data, with X + Y ≥ 0. "
            + "Default: the smallest shift that is the same for all.")
    public @Nullable Path shift;

    @Option(names = "--inner-steps", paramLabel = "N", order = 61,
        description = "Steps with the sums of one iteration; 1 is the published algorithm. Default: 1.")
    @Nullable
    Integer innerSteps;

    @Option(names = "--sweeps", paramLabel = "N", order = 62,
        description = "accelerated, reduced, hals: coordinate sweeps per step. Default: 5; hals 1.")
    @Nullable
    Integer sweeps;

    @Option(names = "--extrapolate", negatable = true, order = 63,
        description = "Extrapolate from iteration to iteration, with restart. Default: only accelerated and reduced.")
    @Nullable
    Boolean extrapolate;

    @Option(names = "--epsilon", paramLabel = "ε", order = 64,
        description = "murnmf: floor of the numerator, > 0. Default: 1e-7.")
    @Nullable
    Double epsilon;

    @Option(names = "--line-search", negatable = true, order = 65,
        description = "projected-gradient: search the step length. Default: a fixed step.")
    @Nullable
    Boolean lineSearch;

    @Option(names = "--block-pivoting", negatable = true, order = 66,
        description = "anls: block principal pivoting. Default: active set with warm start.")
    @Nullable
    Boolean blockPivoting;

    @Option(names = "--tau", paramLabel = "τ", order = 67,
        description = "aurnmf: largest fraction τ of the way to the bound, between 0 and 1. Default: 0.1.")
    @Nullable
    Double tau;

    @Option(names = "--annealing", paramLabel = "a", order = 68,
        description = "aurnmf: τ becomes (1 − a) τ + a before every iteration, 0 ≤ a < 1. Default: 0.01.")
    @Nullable
    Double annealing;

    @Option(names = "--line-minimum", negatable = true, defaultValue = "true", fallbackValue = "true", order = 69,
        description = "aurnmf: stop each step at the minimum on its line. Default: yes.")
    boolean lineMinimum;

    @Option(names = "--pixel-anchors", negatable = true, order = 70,
        description = "separable: anchors are pixels. Default: observations.")
    @Nullable
    Boolean pixelAnchors;

    @Option(names = "--scale", paramLabel = "NORM", order = 80, completionCandidates = Choices.Scalings.class,
        description = "Norm to which templates are scaled at the end, with coefficients that compensate: "
            + "${COMPLETION-CANDIDATES}. Default: none, as the algorithm left them.")
    @Nullable
    Scaling scaling;

    @Option(names = "--order", order = 81,
        description = "Order templates by the χ² each explains, largest first. Default: as the algorithm left them.")
    public boolean ordered;

    /**
     * @param q the number of templates, from {@link #rank} or the start's files
     * @param threads worker threads
     * @param device device
     * @return the engine's settings
     */
    public NmfSettings settings(final int q, final int threads, final String device) {
        final NmfSettingsBuilder builder = NmfSettings.builder().rank(q).threads(threads).device(device);
        set(algorithm, builder::algorithm);
        set(distance, builder::distance);
        set(pixelOverlap, builder::pixelOverlap);
        set(shiftFactor, builder::shiftFactor);
        set(innerSteps, builder::innerSteps);
        set(sweeps, builder::sweeps);
        set(extrapolate, builder::extrapolate);
        set(epsilon, builder::epsilon);
        set(lineSearch, builder::lineSearch);
        set(blockPivoting, builder::blockPivoting);
        set(tau, builder::tau);
        set(annealing, builder::annealing);
        set(pixelAnchors, builder::pixelAnchors);
        set(growthPasses, builder::growthPasses);
        set(seed, builder::seed);
        builder.restarts(restarts == null ? Starting.AUTOMATIC : restarts);
        set(scaling, builder::scaling);
        final NmfSettings settings =
            builder.start(startMethod()).stopping(stopping()).lineMinimum(lineMinimum).ordered(ordered)
                .templatePenalty(new Penalty(l1Templates, l2Templates, orthogonalityTemplates))
                .coefficientPenalty(new Penalty(l1Coefficients, l2Coefficients, orthogonalityCoefficients)).build();
        settings.check();
        return settings;
    }

    private static <T> void set(final @Nullable T value, final Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private Stopping stopping() {
        final Stopping d = Stopping.DEFAULT;
        return new Stopping(iterations == null ? d.iterations() : iterations,
            tolerance == null ? d.tolerance() : tolerance, kktTolerance == null ? d.kktTolerance() : kktTolerance,
            timeLimit == null ? d.seconds() : timeLimit);
    }

    private StartMethod startMethod() {
        final boolean files = templates != null || coefficients != null;
        if (files && start != null && start != StartMethod.GIVEN) {
            throw new IllegalArgumentException("--start " + start.id()
                + " contradicts --templates and --coefficients, which are a given start; leave one of them out");
        }
        if (!files && start == StartMethod.GIVEN) {
            throw new IllegalArgumentException("--start given needs --templates, --coefficients or both");
        }
        if (frozen != null && templates == null) {
            throw new IllegalArgumentException("--freeze needs --templates, the file of the templates to hold");
        }
        return files ? StartMethod.GIVEN : start == null ? StartMethod.RANDOM : start;
    }
}

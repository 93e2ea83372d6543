package org.noisynmf.engine.settings;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Mutable values on their way to {@link NmfSettings}. Every setter has the name of the component it sets, in the record
 * that describes it, and returns this builder; {@link #build()} checks all of them.
 */
public final class NmfSettingsBuilder {

    private int m_rank;

    private Algorithm m_algorithm;
    private Distance m_distance;
    private int m_innerSteps;
    private @Nullable Integer m_sweeps;
    private @Nullable Boolean m_extrapolate;
    private double m_shiftFactor;
    private double m_epsilon;
    private boolean m_lineSearch;
    private boolean m_blockPivoting;

    private double m_tau;
    private double m_annealing;
    private boolean m_lineMinimum;

    private Penalty m_templatePenalty;
    private Penalty m_coefficientPenalty;
    private double m_pixelOverlap;

    private StartMethod m_start;
    private int m_growthPasses;
    private long m_seed;
    private int m_restarts;
    private boolean m_pixelAnchors;

    private Stopping m_stopping;

    private Scaling m_scaling;
    private boolean m_ordered;

    private int m_threads;
    private String m_device;

    NmfSettingsBuilder(final NmfSettings s) {
        m_rank = s.rank();
        m_algorithm = s.rule().algorithm();
        m_distance = s.rule().distance();
        m_innerSteps = s.rule().innerSteps();
        m_sweeps = s.rule().sweepsGiven();
        m_extrapolate = s.rule().extrapolateGiven();
        m_shiftFactor = s.rule().shiftFactor();
        m_epsilon = s.rule().epsilon();
        m_lineSearch = s.rule().lineSearch();
        m_blockPivoting = s.rule().blockPivoting();
        m_tau = s.additive().tau();
        m_annealing = s.additive().annealing();
        m_lineMinimum = s.additive().lineMinimum();
        m_templatePenalty = s.regularisation().templates();
        m_coefficientPenalty = s.regularisation().coefficients();
        m_pixelOverlap = s.regularisation().pixelOverlap();
        m_start = s.start().method();
        m_growthPasses = s.start().growthPasses();
        m_seed = s.start().seed();
        m_restarts = s.start().restarts();
        m_pixelAnchors = s.start().pixelAnchors();
        m_stopping = s.stopping();
        m_scaling = s.output().scaling();
        m_ordered = s.output().ordered();
        m_threads = s.machine().threads();
        m_device = s.machine().device();
    }

    /** @return this, with that {@link NmfSettings#rank()} */
    public NmfSettingsBuilder rank(final int rank) {
        m_rank = rank;
        return this;
    }

    /** @return this, with that {@link Rule#algorithm()} */
    public NmfSettingsBuilder algorithm(final Algorithm algorithm) {
        m_algorithm = Objects.requireNonNull(algorithm);
        return this;
    }

    /** @return this, with that {@link Rule#distance()} */
    public NmfSettingsBuilder distance(final Distance distance) {
        m_distance = Objects.requireNonNull(distance);
        return this;
    }

    /** @return this, with that {@link Rule#innerSteps()} */
    public NmfSettingsBuilder innerSteps(final int steps) {
        m_innerSteps = steps;
        return this;
    }

    /** @return this, with that {@link Rule#sweepsGiven()} */
    public NmfSettingsBuilder sweeps(final int sweeps) {
        m_sweeps = sweeps;
        return this;
    }

    /** @return this, with that {@link Rule#extrapolateGiven()} */
    public NmfSettingsBuilder extrapolate(final boolean extrapolate) {
        m_extrapolate = extrapolate;
        return this;
    }

    /** @return this, with that {@link Rule#shiftFactor()} */
    public NmfSettingsBuilder shiftFactor(final double factor) {
        m_shiftFactor = factor;
        return this;
    }

    /** @return this, with that {@link Rule#epsilon()} */
    public NmfSettingsBuilder epsilon(final double epsilon) {
        m_epsilon = epsilon;
        return this;
    }

    /** @return this, with that {@link Rule#lineSearch()} */
    public NmfSettingsBuilder lineSearch(final boolean lineSearch) {
        m_lineSearch = lineSearch;
        return this;
    }

    /** @return this, with that {@link Rule#blockPivoting()} */
    public NmfSettingsBuilder blockPivoting(final boolean blockPivoting) {
        m_blockPivoting = blockPivoting;
        return this;
    }

    /** @return this, with that {@link Additive#tau()} */
    public NmfSettingsBuilder tau(final double tau) {
        m_tau = tau;
        return this;
    }

    /** @return this, with that {@link Additive#annealing()} */
    public NmfSettingsBuilder annealing(final double annealing) {
        m_annealing = annealing;
        return this;
    }

    /** @return this, with that {@link Additive#lineMinimum()} */
    public NmfSettingsBuilder lineMinimum(final boolean lineMinimum) {
        m_lineMinimum = lineMinimum;
        return this;
    }

    /** @return this, with that {@link Regularisation#templates()} */
    public NmfSettingsBuilder templatePenalty(final Penalty penalty) {
        m_templatePenalty = Objects.requireNonNull(penalty);
        return this;
    }

    /** @return this, with that {@link Regularisation#coefficients()} */
    public NmfSettingsBuilder coefficientPenalty(final Penalty penalty) {
        m_coefficientPenalty = Objects.requireNonNull(penalty);
        return this;
    }

    /** @return this, with that {@link Regularisation#pixelOverlap()} */
    public NmfSettingsBuilder pixelOverlap(final double gamma) {
        m_pixelOverlap = gamma;
        return this;
    }

    /** @return this, with that {@link Starting#method()} */
    public NmfSettingsBuilder start(final StartMethod method) {
        m_start = Objects.requireNonNull(method);
        return this;
    }

    /** @return this, with that {@link Starting#growthPasses()} */
    public NmfSettingsBuilder growthPasses(final int passes) {
        m_growthPasses = passes;
        return this;
    }

    /** @return this, with that {@link Starting#seed()} */
    public NmfSettingsBuilder seed(final long seed) {
        m_seed = seed;
        return this;
    }

    /** @return this, with that {@link Starting#restarts()} */
    public NmfSettingsBuilder restarts(final int restarts) {
        m_restarts = restarts;
        return this;
    }

    /** @return this, with that {@link Starting#pixelAnchors()} */
    public NmfSettingsBuilder pixelAnchors(final boolean pixelAnchors) {
        m_pixelAnchors = pixelAnchors;
        return this;
    }

    /** @return this, with that {@link NmfSettings#stopping()} */
    public NmfSettingsBuilder stopping(final Stopping stopping) {
        m_stopping = Objects.requireNonNull(stopping);
        return this;
    }

    /** @return this, with that {@link Output#scaling()} */
    public NmfSettingsBuilder scaling(final Scaling scaling) {
        m_scaling = Objects.requireNonNull(scaling);
        return this;
    }

    /** @return this, with that {@link Output#ordered()} */
    public NmfSettingsBuilder ordered(final boolean ordered) {
        m_ordered = ordered;
        return this;
    }

    /** @return this, with that {@link Machine#threads()} */
    public NmfSettingsBuilder threads(final int threads) {
        m_threads = threads;
        return this;
    }

    /** @return this, with that {@link Machine#device()} */
    public NmfSettingsBuilder device(final String device) {
        m_device = Objects.requireNonNull(device);
        return this;
    }

    /**
     * @return the settings; this builder may go on being used
     * @throws IllegalArgumentException if a value is out of its range; the message says what is allowed
     */
    public NmfSettings build() {
        return new NmfSettings(m_rank,
            new Rule(m_algorithm, m_distance, m_innerSteps, m_sweeps, m_extrapolate, m_shiftFactor, m_epsilon,
                m_lineSearch, m_blockPivoting),
            new Additive(m_tau, m_annealing, m_lineMinimum),
            new Regularisation(m_templatePenalty, m_coefficientPenalty, m_pixelOverlap),
            new Starting(m_start, m_growthPasses, m_seed, m_restarts, m_pixelAnchors), m_stopping,
            new Output(m_scaling, m_ordered), new Machine(m_threads, m_device));
    }
}

package org.noisynmf.engine.settings;

import java.util.Objects;

import org.noisynmf.engine.step.RuleOptions;

/**
 * How to factorise: the method and its settings, apart from the problem and the start. Immutable; made by
 * {@link #builder()}, changed copies through {@link #toBuilder()}.
 */
public final class NmfSettings {

    /** {@link #device()}: the CPU, without OpenCL. */
    public static final String PROCESSOR = "cpu";

    /** {@link #device()}: an OpenCL device if there is one that works, else the CPU. */
    public static final String AUTOMATIC_DEVICE = "auto";

    private final Builder m_values;

    private NmfSettings(final Builder values) {
        m_values = values;
    }

    /** @return a builder with the defaults: accelerated, 2 templates, random start with seed 1, {@link Stopping#DEFAULT} */
    public static Builder builder() {
        return new Builder();
    }

    /** @return a builder that starts from these settings */
    public Builder toBuilder() {
        return new Builder(m_values);
    }

    /** @return the algorithm */
    public Algorithm algorithm() {
        return m_values.m_algorithm;
    }

    /** @return q ≥ 1, the number of templates */
    public int rank() {
        return m_values.m_rank;
    }

    /** @return the measure of the misfit */
    public Distance distance() {
        return m_values.m_distance;
    }

    /** @return the penalty on the templates W */
    public Penalty templatePenalty() {
        return m_values.m_templatePenalty;
    }

    /** @return the penalty on the coefficients H */
    public Penalty coefficientPenalty() {
        return m_values.m_coefficientPenalty;
    }

    /** @return Pav's γ on the right factor, ½ γ Σ_{i≠i'} ⟨w_i·, w_i'·⟩ over pairs of pixels, ≥ 0 */
    public double pixelOverlap() {
        return m_values.m_pixelOverlap;
    }

    /** @return factor ≥ 1 on the smallest possible shift of Shift-NMF */
    public double shiftFactor() {
        return m_values.m_shiftFactor;
    }

    /** @return steps on the moments of one pass, ≥ 1; 1 is the published algorithm */
    public int innerSteps() {
        return m_values.m_innerSteps;
    }

    /** @return coordinate sweeps a step, ≥ 1 */
    public int sweeps() {
        return m_values.m_sweeps > 0 ? m_values.m_sweeps : algorithm().can(Capability.ACCELERATED) ? 5 : 1;
    }

    /** @return whether passes are extrapolated; by default only with {@link Capability#ACCELERATED} */
    public boolean extrapolate() {
        return m_values.m_extrapolate != null ? m_values.m_extrapolate
            : algorithm().can(Capability.ACCELERATED);
    }

    /** @return constants of the rules */
    public RuleOptions ruleOptions() {
        return new RuleOptions(sweeps(), m_values.m_epsilon, m_values.m_lineSearch, m_values.m_blockPivoting);
    }

    /** @return largest fraction of the way to the border that an additive step takes, τ in (0, 1). Pav (2024), alg. 3 */
    public double tau() {
        return m_values.m_tau;
    }

    /** @return a in τ ← (1 − a) τ + a before every pass, 0 ≤ a &lt; 1 */
    public double annealing() {
        return m_values.m_annealing;
    }

    /** @return whether additive steps go no further than the minimum on the line */
    public boolean lineMinimum() {
        return m_values.m_lineMinimum;
    }

    /** @return whether separable factorisation takes its anchors among the pixels (else among the observations) */
    public boolean pixelAnchors() {
        return m_values.m_pixelAnchors;
    }

    /** @return how the factors are set before the first pass */
    public StartMethod start() {
        return m_values.m_start;
    }

    /** @return passes after each added template of sequential growth, ≥ 1 */
    public int growthPasses() {
        return m_values.m_growthPasses;
    }

    /** @return seed of everything random */
    public long seed() {
        return m_values.m_seed;
    }

    /** @return number of starts of which the best result is kept, ≥ 1; the r-th uses seed + r */
    public int restarts() {
        return m_values.m_restarts;
    }

    /** @return when to stop */
    public Stopping stopping() {
        return m_values.m_stopping;
    }

    /** @return worker threads, ≥ 0; 0 = all cores. Results do not depend on it. */
    public int threads() {
        return m_values.m_threads;
    }

    /** @return norm to which templates are scaled at the end */
    public Scaling scaling() {
        return m_values.m_scaling;
    }

    /** @return whether templates are ordered by the χ² each explains, largest first, at the end */
    public boolean ordered() {
        return m_values.m_ordered;
    }

    /** @return {@code cpu}, {@code auto}, or the index of an OpenCL device */
    public String device() {
        return m_values.m_device;
    }

    /**
     * @param device {@code cpu}, {@code auto}, or the index of an OpenCL device
     * @throws IllegalArgumentException if it is something else
     */
    public static void checkDevice(final String device) {
        if (!device.matches("cpu|auto|\\d{1,4}")) {
            throw new IllegalArgumentException(
                "The device is \"" + device + "\", but must be cpu, auto or the index of an OpenCL device");
        }
    }

    /**
     * Refuses combinations that the algorithm cannot honour whatever the data, so that dialogs can say so early.
     *
     * @throws IllegalArgumentException naming the algorithms that can
     */
    public void check() {
        final Algorithm algorithm = algorithm();
        require(templatePenalty().l1() == 0 && coefficientPenalty().l1() == 0, Capability.L1, "L1 penalties");
        require(templatePenalty().l2() == 0 && coefficientPenalty().l2() == 0, Capability.L2, "L2 penalties");
        require(templatePenalty().orthogonality() == 0 && coefficientPenalty().orthogonality() == 0,
            Capability.ORTHOGONALITY, "penalties on overlapping templates");
        require(pixelOverlap() == 0, Capability.PIXEL_OVERLAP, "a penalty on overlapping pixels");
        require(innerSteps() == 1, Capability.INNER_STEPS, "inner steps");
        require(m_values.m_sweeps == 0 || m_values.m_sweeps == 1, Capability.SWEEPS, "coordinate sweeps");
        require(!extrapolate(), Capability.EXTRAPOLATION, "extrapolation");
        require(distance() != Distance.KULLBACK_LEIBLER, Capability.KULLBACK_LEIBLER,
            "the " + Distance.KULLBACK_LEIBLER.title());
        require(distance() != Distance.ITAKURA_SAITO, Capability.ITAKURA_SAITO,
            "the " + Distance.ITAKURA_SAITO.title());
        if (distance() != Distance.SQUARED_ERROR && !(templatePenalty().isNone() && coefficientPenalty().isNone())) {
            throw new IllegalArgumentException("The " + distance().title() + " is offered without penalties only");
        }
        if (algorithm == Algorithm.ACCELERATED && !extrapolate()) {
            throw new IllegalArgumentException(
                algorithm.title() + " without extrapolation is " + Algorithm.HALS.title() + ": choose that");
        }
    }

    private void require(final boolean unused, final Capability capability, final String what) {
        if (!unused && !algorithm().can(capability)) {
            throw new IllegalArgumentException(algorithm().title() + " does not offer " + what
                + ". Algorithms that do: " + Algorithm.titlesWith(capability));
        }
    }

    /** Mutable values on their way to {@link NmfSettings}. Every setter returns this builder. */
    public static final class Builder {

        private Algorithm m_algorithm = Algorithm.ACCELERATED;

        private int m_rank = 2;

        private Distance m_distance = Distance.SQUARED_ERROR;

        private Penalty m_templatePenalty = Penalty.NONE;

        private Penalty m_coefficientPenalty = Penalty.NONE;

        private double m_pixelOverlap;

        private double m_shiftFactor = 1;

        private int m_innerSteps = 1;

        private int m_sweeps;

        private Boolean m_extrapolate;

        private double m_epsilon = RuleOptions.DEFAULT.epsilon();

        private boolean m_lineSearch;

        private boolean m_blockPivoting;

        private double m_tau = 0.1;

        private double m_annealing = 0.01;

        private boolean m_lineMinimum = true;

        private boolean m_pixelAnchors;

        private StartMethod m_start = StartMethod.RANDOM;

        private int m_growthPasses = 50;

        private long m_seed = 1;

        private int m_restarts = 1;

        private Stopping m_stopping = Stopping.DEFAULT;

        private int m_threads;

        private Scaling m_scaling = Scaling.NONE;

        private boolean m_ordered;

        private String m_device = PROCESSOR;

        private Builder() {
        }

        private Builder(final Builder b) {
            m_algorithm = b.m_algorithm;
            m_rank = b.m_rank;
            m_distance = b.m_distance;
            m_templatePenalty = b.m_templatePenalty;
            m_coefficientPenalty = b.m_coefficientPenalty;
            m_pixelOverlap = b.m_pixelOverlap;
            m_shiftFactor = b.m_shiftFactor;
            m_innerSteps = b.m_innerSteps;
            m_sweeps = b.m_sweeps;
            m_extrapolate = b.m_extrapolate;
            m_epsilon = b.m_epsilon;
            m_lineSearch = b.m_lineSearch;
            m_blockPivoting = b.m_blockPivoting;
            m_tau = b.m_tau;
            m_annealing = b.m_annealing;
            m_lineMinimum = b.m_lineMinimum;
            m_pixelAnchors = b.m_pixelAnchors;
            m_start = b.m_start;
            m_growthPasses = b.m_growthPasses;
            m_seed = b.m_seed;
            m_restarts = b.m_restarts;
            m_stopping = b.m_stopping;
            m_threads = b.m_threads;
            m_scaling = b.m_scaling;
            m_ordered = b.m_ordered;
            m_device = b.m_device;
        }

        /**
         * @param algorithm see {@link NmfSettings#algorithm()}
         * @return this
         */
        public Builder algorithm(final Algorithm algorithm) {
            m_algorithm = Objects.requireNonNull(algorithm);
            return this;
        }

        /**
         * @param rank see {@link NmfSettings#rank()}
         * @return this
         */
        public Builder rank(final int rank) {
            m_rank = atLeastOne(rank, "number of templates");
            return this;
        }

        /**
         * @param distance see {@link NmfSettings#distance()}
         * @return this
         */
        public Builder distance(final Distance distance) {
            m_distance = Objects.requireNonNull(distance);
            return this;
        }

        /**
         * @param penalty see {@link NmfSettings#templatePenalty()}
         * @return this
         */
        public Builder templatePenalty(final Penalty penalty) {
            m_templatePenalty = Objects.requireNonNull(penalty);
            return this;
        }

        /**
         * @param penalty see {@link NmfSettings#coefficientPenalty()}
         * @return this
         */
        public Builder coefficientPenalty(final Penalty penalty) {
            m_coefficientPenalty = Objects.requireNonNull(penalty);
            return this;
        }

        /**
         * @param gamma see {@link NmfSettings#pixelOverlap()}
         * @return this
         */
        public Builder pixelOverlap(final double gamma) {
            m_pixelOverlap = new Penalty(0, 0, gamma).orthogonality();
            return this;
        }

        /**
         * @param factor see {@link NmfSettings#shiftFactor()}
         * @return this
         */
        public Builder shiftFactor(final double factor) {
            if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                    "The shift factor is " + factor + ", but must be a finite number ≥ 1");
            }
            m_shiftFactor = factor;
            return this;
        }

        /**
         * @param steps see {@link NmfSettings#innerSteps()}
         * @return this
         */
        public Builder innerSteps(final int steps) {
            m_innerSteps = atLeastOne(steps, "number of inner steps");
            return this;
        }

        /**
         * @param sweeps see {@link NmfSettings#sweeps()}
         * @return this
         */
        public Builder sweeps(final int sweeps) {
            m_sweeps = atLeastOne(sweeps, "number of coordinate sweeps");
            return this;
        }

        /**
         * @param extrapolate see {@link NmfSettings#extrapolate()}
         * @return this
         */
        public Builder extrapolate(final boolean extrapolate) {
            m_extrapolate = extrapolate;
            return this;
        }

        /**
         * @param epsilon see {@link RuleOptions#epsilon()}
         * @return this
         */
        public Builder epsilon(final double epsilon) {
            m_epsilon = new RuleOptions(1, epsilon, false, false).epsilon();
            return this;
        }

        /**
         * @param lineSearch see {@link RuleOptions#lineSearch()}
         * @return this
         */
        public Builder lineSearch(final boolean lineSearch) {
            m_lineSearch = lineSearch;
            return this;
        }

        /**
         * @param blockPivoting see {@link RuleOptions#blockPivoting()}
         * @return this
         */
        public Builder blockPivoting(final boolean blockPivoting) {
            m_blockPivoting = blockPivoting;
            return this;
        }

        /**
         * @param tau see {@link NmfSettings#tau()}
         * @return this
         */
        public Builder tau(final double tau) {
            if (!(tau > 0 && tau < 1)) {
                throw new IllegalArgumentException("τ is " + tau + ", but must be between 0 and 1, both excluded");
            }
            m_tau = tau;
            return this;
        }

        /**
         * @param annealing see {@link NmfSettings#annealing()}
         * @return this
         */
        public Builder annealing(final double annealing) {
            if (!(annealing >= 0 && annealing < 1)) {
                throw new IllegalArgumentException("The annealing rate is " + annealing + ", but must be ≥ 0 and < 1");
            }
            m_annealing = annealing;
            return this;
        }

        /**
         * @param lineMinimum see {@link NmfSettings#lineMinimum()}
         * @return this
         */
        public Builder lineMinimum(final boolean lineMinimum) {
            m_lineMinimum = lineMinimum;
            return this;
        }

        /**
         * @param pixelAnchors see {@link NmfSettings#pixelAnchors()}
         * @return this
         */
        public Builder pixelAnchors(final boolean pixelAnchors) {
            m_pixelAnchors = pixelAnchors;
            return this;
        }

        /**
         * @param start see {@link NmfSettings#start()}
         * @return this
         */
        public Builder start(final StartMethod start) {
            m_start = Objects.requireNonNull(start);
            return this;
        }

        /**
         * @param passes see {@link NmfSettings#growthPasses()}
         * @return this
         */
        public Builder growthPasses(final int passes) {
            m_growthPasses = atLeastOne(passes, "number of growth passes");
            return this;
        }

        /**
         * @param seed see {@link NmfSettings#seed()}
         * @return this
         */
        public Builder seed(final long seed) {
            m_seed = seed;
            return this;
        }

        /**
         * @param restarts see {@link NmfSettings#restarts()}
         * @return this
         */
        public Builder restarts(final int restarts) {
            m_restarts = atLeastOne(restarts, "number of restarts");
            return this;
        }

        /**
         * @param stopping see {@link NmfSettings#stopping()}
         * @return this
         */
        public Builder stopping(final Stopping stopping) {
            m_stopping = Objects.requireNonNull(stopping);
            return this;
        }

        /**
         * @param threads see {@link NmfSettings#threads()}
         * @return this
         */
        public Builder threads(final int threads) {
            if (threads < 0) {
                throw new IllegalArgumentException("The number of threads is " + threads + ", but must be ≥ 0");
            }
            m_threads = threads;
            return this;
        }

        /**
         * @param scaling see {@link NmfSettings#scaling()}
         * @return this
         */
        public Builder scaling(final Scaling scaling) {
            m_scaling = Objects.requireNonNull(scaling);
            return this;
        }

        /**
         * @param ordered see {@link NmfSettings#ordered()}
         * @return this
         */
        public Builder ordered(final boolean ordered) {
            m_ordered = ordered;
            return this;
        }

        /**
         * @param device see {@link NmfSettings#device()}
         * @return this
         */
        public Builder device(final String device) {
            checkDevice(device);
            m_device = device;
            return this;
        }

        /** @return the settings; this builder may go on being used */
        public NmfSettings build() {
            return new NmfSettings(new Builder(this));
        }

        private static int atLeastOne(final int value, final String name) {
            if (value < 1) {
                throw new IllegalArgumentException("The " + name + " is " + value + ", but must be ≥ 1");
            }
            return value;
        }
    }
}

package org.noisynmf.engine.settings;

import static org.noisynmf.engine.settings.Capability.COUPLED;
import static org.noisynmf.engine.settings.Capability.DESCENT;
import static org.noisynmf.engine.settings.Capability.DIRECT;
import static org.noisynmf.engine.settings.Capability.EXACT_COEFFICIENTS;
import static org.noisynmf.engine.settings.Capability.EXTRAPOLATION;
import static org.noisynmf.engine.settings.Capability.HELD_TEMPLATES;
import static org.noisynmf.engine.settings.Capability.INNER_STEPS;
import static org.noisynmf.engine.settings.Capability.ITAKURA_SAITO;
import static org.noisynmf.engine.settings.Capability.KULLBACK_LEIBLER;
import static org.noisynmf.engine.settings.Capability.L1;
import static org.noisynmf.engine.settings.Capability.L2;
import static org.noisynmf.engine.settings.Capability.MATRIX_WEIGHTS;
import static org.noisynmf.engine.settings.Capability.NEGATIVE_DATA;
import static org.noisynmf.engine.settings.Capability.ORTHOGONALITY;
import static org.noisynmf.engine.settings.Capability.PIXEL_OVERLAP;
import static org.noisynmf.engine.settings.Capability.SWEEPS;
import static org.noisynmf.engine.settings.Capability.WEIGHTS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.noisynmf.engine.naming.Named;
import org.noisynmf.engine.step.Anls;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.GonzalezZhang;
import org.noisynmf.engine.step.Multiplicative;
import org.noisynmf.engine.step.Nearly;
import org.noisynmf.engine.step.ProjectedGradient;
import org.noisynmf.engine.step.RegularisedMultiplicative;
import org.noisynmf.engine.step.RuleOptions;
import org.noisynmf.engine.step.Shift;
import org.noisynmf.engine.step.StepRule;

/**
 * The catalogue: every algorithm with its formula, its source and what it can do. Dialogs, the command line, the
 * contract tests, docs/algorithms.md and the benchmarks all follow from these lines.
 */
public enum Algorithm implements Named {

    /** The default. */
    ACCELERATED("Accelerated coordinate descent",
        "z_k ← [z_k + (b − G z)_k / G_kk]⁺, 5 sweeps per iteration, extrapolated with restart",
        "Ang and Gillis (2019) on Cichocki, Zdunek and Amari (2007)", o -> new CoordinateDescent(o.sweeps()),
        NEGATIVE_DATA, WEIGHTS, L1, L2, ORTHOGONALITY, DESCENT, INNER_STEPS, SWEEPS, EXTRAPOLATION, HELD_TEMPLATES,
        Capability.ACCELERATED),

    /** Nothing but W is carried from pass to pass. */
    REDUCED("Accelerated variable projection",
        "h ← argmin ½ hᵀ G h − bᵀ h over h ≥ 0; w_k ← [w_k + (b − G w)_k / G_kk]⁺, 5 sweeps per iteration, W extrapolated with"
            + " restart",
        "Golub and Pereyra (1973), with Kim and Park (2011) and Ang and Gillis (2019)",
        o -> new CoordinateDescent(o.sweeps()), NEGATIVE_DATA, WEIGHTS, L1, L2, DESCENT, SWEEPS, EXTRAPOLATION,
        HELD_TEMPLATES, Capability.ACCELERATED, EXACT_COEFFICIENTS),

    /** Nearly-NMF. */
    NEARLY("Nearly-NMF", "z ← z ∘ [b]⁺ / (G z + [b]⁻)", "Green and Bailey (2024), eq. 20",
        o -> new Nearly(), NEGATIVE_DATA, WEIGHTS, L1, L2, ORTHOGONALITY, DESCENT, INNER_STEPS, HELD_TEMPLATES),

    /** Shift-NMF. */
    SHIFT("Shift-NMF", "z ← z ∘ (b + y s) / (G z + y s)", "Green and Bailey (2024), eq. 13",
        o -> new Shift(true), NEGATIVE_DATA, WEIGHTS, L1, L2, ORTHOGONALITY, DESCENT, INNER_STEPS, HELD_TEMPLATES),

    /** Multiplicative update without weights. */
    LEE_SEUNG("Lee–Seung multiplicative update", "z ← z ∘ b / (G z)",
        "Lee and Seung (2001); Green and Bailey (2024), eq. 7", o -> new Multiplicative(), L1, L2, ORTHOGONALITY,
        DESCENT, INNER_STEPS, HELD_TEMPLATES, KULLBACK_LEIBLER, ITAKURA_SAITO),

    /** Weighted multiplicative update. */
    WEIGHTED_MU("Weighted multiplicative update", "z ← z ∘ b / (G z)",
        "Zhu (2016); Green and Bailey (2024), eq. 9", o -> new Multiplicative(), WEIGHTS, L1, L2, ORTHOGONALITY,
        DESCENT, INNER_STEPS, HELD_TEMPLATES, KULLBACK_LEIBLER, ITAKURA_SAITO),

    /** Coordinate descent, HALS. */
    HALS("Coordinate descent (HALS)", "z_k ← [z_k + (b − G z)_k / G_kk]⁺ for k = 1 … q",
        "Cichocki, Zdunek and Amari (2007)", o -> new CoordinateDescent(o.sweeps()), NEGATIVE_DATA, WEIGHTS, L1, L2,
        ORTHOGONALITY, DESCENT, INNER_STEPS, SWEEPS, EXTRAPOLATION, HELD_TEMPLATES),

    /** Alternating exact least squares. */
    ANLS("Exact alternating least squares (ANLS)", "z ← argmin ½ zᵀ G z − bᵀ z over z ≥ 0",
        "Bindel's lecture; Kim and Park (2011)", o -> new Anls(o.blockPivoting()), NEGATIVE_DATA, WEIGHTS, L1, L2,
        DESCENT, EXTRAPOLATION, HELD_TEMPLATES),

    /** Projected gradient. */
    PROJECTED_GRADIENT("Projected gradient", "z ← [z + α (b − G z)]⁺",
        "Bindel's lecture; Bertsekas (1976)", o -> new ProjectedGradient(o.lineSearch()), NEGATIVE_DATA, WEIGHTS, L1,
        L2,
        ORTHOGONALITY, DESCENT, INNER_STEPS, HELD_TEMPLATES),

    /** Interior-point gradient with a step length for each problem. */
    GONZALEZ_ZHANG("Interior-point gradient (Gonzalez–Zhang)",
        "z ← z + α z ∘ (b − G z) / (G z), α = min(0.99 α̂, α*) for each problem", "Gonzalez and Zhang (2005)",
        o -> new GonzalezZhang(), NEGATIVE_DATA, WEIGHTS, L1, L2, ORTHOGONALITY, DESCENT, INNER_STEPS, HELD_TEMPLATES),

    /** Regularised multiplicative update. */
    MURNMF("Regularised multiplicative update (MURNMF)", "z ← z ∘ max(b, ε) / (G z)", "Pav (2024), alg. 1",
        o -> new RegularisedMultiplicative(o.epsilon()), WEIGHTS, L1, L2, ORTHOGONALITY, PIXEL_OVERLAP,
        MATRIX_WEIGHTS, INNER_STEPS, HELD_TEMPLATES),

    /** Regularised additive update, and its general form. */
    AURNMF("Regularised additive update (AURNMF)",
        "Z ← Z + α Z ∘ (B − G(Z)) / G(Z), α = min(τ α̂, α*) for the whole factor", "Pav (2024), alg. 3",
        Algorithm::coupled, COUPLED, NEGATIVE_DATA, WEIGHTS, L1, L2, ORTHOGONALITY, PIXEL_OVERLAP, MATRIX_WEIGHTS,
        HELD_TEMPLATES),

    /** Anchors instead of passes. */
    SEPARABLE("Separable factorisation (anchors)",
        "anchors by pivoted QR of vectors scaled to sum 1; the other factor ← argmin ½ zᵀ G z − bᵀ z over z ≥ 0",
        "Bindel's lecture; Araújo et al. (2001); Gillis and Vavasis (2014)", o -> new Anls(false), DIRECT,
        NEGATIVE_DATA,
        WEIGHTS),

    /** What Shift-NMF is not, for teaching. */
    SHIFTED_DATA("Shifted data (biased, for comparison)", "z ← z ∘ (b + y s) / (G z)",
        "Green and Bailey (2024), section II-B, as the objective not to use", o -> new Shift(false), NEGATIVE_DATA,
        WEIGHTS, L1, L2, ORTHOGONALITY, INNER_STEPS, HELD_TEMPLATES);

    private final String m_title;

    private final String m_formula;

    private final String m_source;

    private final Function<RuleOptions, StepRule> m_rule;

    private final Set<Capability> m_capabilities;

    Algorithm(final String title, final String formula, final String source,
        final Function<RuleOptions, StepRule> rule, final Capability... capabilities) {
        m_title = title;
        m_formula = formula;
        m_source = source;
        m_rule = rule;
        m_capabilities = EnumSet.noneOf(Capability.class);
        m_capabilities.addAll(Arrays.asList(capabilities));
    }

    private static StepRule coupled(final RuleOptions options) {
        throw new UnsupportedOperationException(
            "The algorithm steps a factor as a whole and has no rule for one problem");
    }

    /** @return the name shown to people */
    public String title() {
        return m_title;
    }

    /** @return the update in the letters of docs/notation.md */
    public String formula() {
        return m_formula;
    }

    /** @return where the update was published */
    public String source() {
        return m_source;
    }

    /**
     * @param capability a capability
     * @return whether the algorithm has it
     */
    public boolean can(final Capability capability) {
        return m_capabilities.contains(capability);
    }

    /**
     * @param unused whether the algorithm is not asked for it
     * @param capability what it takes
     * @param what the same in words, for the message
     * @throws IllegalArgumentException if it is asked for and cannot; the message names the algorithms that can
     */
    void require(final boolean unused, final Capability capability, final String what) {
        if (!unused && !can(capability)) {
            throw new IllegalArgumentException(
                m_title + " does not offer " + what + ". Algorithms that do: " + titlesWith(capability));
        }
    }

    /**
     * @param options constants of the rule
     * @return the step rule; not for algorithms that are {@link Capability#COUPLED}
     */
    public StepRule rule(final RuleOptions options) {
        return m_rule.apply(options);
    }

    /**
     * @param capability a capability
     * @return the titles of all algorithms that have it, for messages
     */
    public static String titlesWith(final Capability capability) {
        return Arrays.stream(values()).filter(a -> a.can(capability)).map(Algorithm::title)
            .collect(Collectors.joining(", "));
    }

    /**
     * @param id as {@link #id()} gives it
     * @return the algorithm, if there is one of that name
     */
    public static Optional<Algorithm> byId(final String id) {
        return Named.byId(Algorithm.class, id);
    }

    /** @return all ids, in the order of the catalogue */
    public static List<String> ids() {
        return Named.ids(Algorithm.class);
    }
}

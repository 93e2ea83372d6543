package org.noisynmf.engine.opencl;

import java.util.Optional;

import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.step.Quotient;
import org.noisynmf.engine.step.StepRule;

/**
 * A step rule in the terms of pass.cl.
 *
 * @param kind RULE of pass.cl
 * @param sweeps of coordinate descent
 * @param inner steps on the moments of a pass
 * @param epsilon floor of the numerator
 * @param shifted whether it needs the shift moments
 * @param l1Below whether the L1 penalty goes to the denominator
 */
record DeviceRule(Kind kind, int sweeps, int inner, double epsilon, boolean shifted, boolean l1Below) {

    /** The rules that pass.cl knows, under these names. */
    enum Kind {
        /** Coordinate sweeps. */
        COORDINATE_DESCENT,
        /** A gradient step of fixed length. */
        PROJECTED_GRADIENT,
        /** Nearly-NMF. */
        NEARLY,
        /** The multiplicative update. */
        MULTIPLICATIVE,
        /** Shift-NMF. */
        SHIFT,
        /** The regularised multiplicative update. */
        REGULARISED
    }

    /** Repetitions of a step in one kernel, which nobody can cancel; more of them are left to the CPU. */
    private static final int MOST_REPETITIONS = 10_000;

    /**
     * @param settings the method
     * @return its rule, if devices know it
     */
    static Optional<DeviceRule> of(final NmfSettings settings) {
        // without a default, so that a new algorithm is decided on
        final Kind kind = switch (settings.algorithm()) {
            case ACCELERATED, HALS -> Kind.COORDINATE_DESCENT;
            case PROJECTED_GRADIENT -> settings.rule().options().lineSearch() ? null : Kind.PROJECTED_GRADIENT;
            case NEARLY -> Kind.NEARLY;
            case LEE_SEUNG, WEIGHTED_MU -> Kind.MULTIPLICATIVE;
            case SHIFT -> Kind.SHIFT;
            case MURNMF -> Kind.REGULARISED;
            case REDUCED, ANLS, GONZALEZ_ZHANG, AURNMF, SEPARABLE, SHIFTED_DATA -> null;
        };
        if (kind == null || (long)settings.rule().sweeps() * settings.rule().innerSteps() > MOST_REPETITIONS) {
            return Optional.empty();
        }
        final StepRule rule = settings.algorithm().rule(settings.rule().options());
        return Optional.of(new DeviceRule(kind, settings.rule().sweeps(), settings.rule().innerSteps(),
            settings.rule().options().epsilon(), rule.usesShift(), rule.l1InDenominator()));
    }

    /** @return options with which pass.cl is built: its names for the rules, counted from 1, and the one to build */
    String options() {
        final StringBuilder options = new StringBuilder();
        for (final Kind known : Kind.values()) {
            // a name that is not defined would be 0 for the preprocessor
            options.append(" -D").append(known).append('=').append(known.ordinal() + 1);
        }
        return options.append(" -DRULE=").append(kind).append(" -DRESCUE=").append(Quotient.RESCUE).toString();
    }
}

package org.noisynmf.engine.opencl;

import java.util.Optional;

import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.step.StepRule;

/**
 * A step rule in the terms of pass.cl.
 *
 * @param number RULE of pass.cl
 * @param sweeps of coordinate descent
 * @param inner steps on the moments of a pass
 * @param epsilon floor of the numerator
 * @param shifted whether it needs the shift moments
 * @param l1Below whether the L1 penalty goes to the denominator
 */
record DeviceRule(int number, int sweeps, int inner, double epsilon, boolean shifted, boolean l1Below) {

    /**
     * @param settings the method
     * @return its rule, if devices know it
     */
    static Optional<DeviceRule> of(final NmfSettings settings) {
        final int number = switch (settings.algorithm()) {
            case ACCELERATED, HALS -> 0;
            case PROJECTED_GRADIENT -> settings.ruleOptions().lineSearch() ? -1 : 1;
            case NEARLY -> 2;
            case LEE_SEUNG, WEIGHTED_MU -> 3;
            case SHIFT -> 4;
            case MURNMF -> 5;
            default -> -1;
        };
        if (number < 0) {
            return Optional.empty();
        }
        final StepRule rule = settings.algorithm().rule(settings.ruleOptions());
        return Optional.of(new DeviceRule(number, settings.sweeps(), settings.innerSteps(),
            settings.ruleOptions().epsilon(), rule.usesShift(), rule.l1InDenominator()));
    }
}

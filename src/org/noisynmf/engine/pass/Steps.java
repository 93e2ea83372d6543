package org.noisynmf.engine.pass;

import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.step.Workspace;

/**
 * How the problems of both sides are stepped.
 *
 * @param rank q
 * @param rule the step
 * @param innerSteps steps on the moments of a pass, ≥ 1
 * @param free templates that may change, ascending. Read-only.
 * @param penalties in stored units
 * @param form how G is known
 */
public record Steps(int rank, StepRule rule, int innerSteps, int[] free, Penalties penalties, Problems.Form form) {

    /**
     * @param rank q
     * @param rule the step
     * @param innerSteps steps on the moments of a pass, ≥ 1
     * @param free templates that may change, ascending. Not modified.
     * @param penalties in stored units
     * @param uniform whether all entries of the data have weight 1
     * @param product whether rules that take a single gradient may go without G
     * @return the steps, with G in the cheapest form that serves them
     */
    public static Steps of(final int rank, final StepRule rule, final int innerSteps, final int[] free,
        final Penalties penalties, final boolean uniform, final boolean product) {
        final Problems.Form form = uniform ? Problems.Form.SHARED_GRAM
            : product && innerSteps == 1 && rule.needs() == StepRule.Needs.PRODUCT ? Problems.Form.PRODUCT
            : Problems.Form.OWN_GRAM;
        return new Steps(rank, rule, innerSteps, free, penalties, form);
    }

    /**
     * @param other another rule, which needs no more of G
     * @return the same with this rule
     */
    public Steps with(final StepRule other) {
        return new Steps(rank, other, innerSteps, free, penalties, form);
    }

    /**
     * @param capacity largest number of problems
     * @return room for a batch of them
     */
    Problems newProblems(final int capacity) {
        return new Problems(rank, capacity, form == Problems.Form.OWN_GRAM,
            rule.needs() == StepRule.Needs.PRODUCT, rule.usesShift());
    }

    /**
     * @param problems problems of one side; the terms of its penalty are added. Modified.
     * @param penalty on that side
     */
    void penalise(final Problems problems, final Penalty penalty) {
        if (!penalty.isNone()) {
            problems.addPenalty(penalty.l1(), penalty.l2(), penalty.orthogonality(), rule.l1InDenominator());
        }
    }

    /**
     * @param problems formed, and penalised; their free unknowns are modified
     * @param workspace buffers of the calling thread
     */
    void step(final Problems problems, final Workspace workspace) {
        for (int s = 0; s < innerSteps; s++) {
            workspace.repeat(s);
            if (form != Problems.Form.PRODUCT && rule.needs() == StepRule.Needs.PRODUCT) {
                problems.refreshProduct();
            }
            rule.step(problems, workspace);
        }
    }
}

package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Penalty;

/** What penalties do to the fit, with every algorithm that promises descent. */
@RunWith(Parameterized.class)
public class PenaltyDescentTest extends AlgorithmContract {

    /** @return algorithms that honour L1 and L2 and promise descent; without the promise a strong penalty may diverge */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.DESCENT, true).stream().filter(a -> a.can(Capability.L1) && a.can(Capability.L2))
            .toList();
    }

    public PenaltyDescentTest(final Algorithm algorithm) {
        super(algorithm);
    }

    private NmfResult fit(final Observations data, final Penalty w, final Penalty h, final int passes) {
        return Nmf.factorise(NmfProblem.of(data),
            settings(4, passes).templatePenalty(w).coefficientPenalty(h).build(), Observer.NONE);
    }

    @Test
    public void objectiveWithPenaltiesNeverRises() {
        final double gamma = m_algorithm.can(Capability.ORTHOGONALITY) ? 0.05 : 0;
        final NmfResult result =
            fit(toy(0, 31).observations(), new Penalty(0.3, 0.2, gamma), new Penalty(0.2, 0.1, gamma), 80);
        for (int p = 1; p < result.trace().size(); p++) {
            assertThat(result.trace().get(p).objective()).as("pass %d", p)
                .isLessThanOrEqualTo(result.trace().get(p - 1).objective() * (1 + 1e-12));
        }
    }

    @Test
    public void l1MakesTheSumSmallerAndL2TheSquares() {
        final Observations data = toy(0, 32).observations();
        final NmfResult none = fit(data, Penalty.NONE, Penalty.NONE, 100);
        final NmfResult l1 = fit(data, new Penalty(3, 0, 0), new Penalty(3, 0, 0), 100);
        final NmfResult l2 = fit(data, new Penalty(0, 3, 0), new Penalty(0, 3, 0), 100);
        // products of the factors are what the data fix; the geometric mean of both norms is free of scale
        assertThat(sum(l1.factors().w()) * sum(l1.factors().h()))
            .isLessThan(sum(none.factors().w()) * sum(none.factors().h()));
        assertThat(squares(l2.factors().w()) * squares(l2.factors().h()))
            .isLessThan(squares(none.factors().w()) * squares(none.factors().h()));
    }

    private static double sum(final double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double squares(final double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }
}

package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.testing.Toy;

/** Where every algorithm that minimises the misfit comes to rest. */
@RunWith(Parameterized.class)
public class MinimumContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.DIRECT, false).stream().filter(a -> a != Algorithm.SHIFTED_DATA).toList();
    }

    public MinimumContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void exactFactorisationIsAFixedPoint() {
        final Toy exact = Toy.random(20, 30, 3, 0, 0, 7);
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? exact : uniform(exact);
        final NmfResult result = Nmf.factorise(
            NmfProblem.of(toy.observations()).withTemplates(toy.truth().w()).withCoefficients(toy.truth().h()),
            settings(3, 25).build(), Observer.NONE);
        assertThat(result.factors().w()).usingComparatorWithPrecision(1e-9).containsExactly(toy.truth().w());
        assertThat(result.factors().h()).usingComparatorWithPrecision(1e-9).containsExactly(toy.truth().h());
    }

    @Test
    public void gradientIsSmallWhereTheFitConverged() {
        // one template on clearly positive data: no entry goes to 0, which multiplicative rules reach in the limit only
        final Toy toy = Toy.random(37, 23, 1, 0.01, 0, 18);
        for (final double[] x : toy.x()) {
            Arrays.setAll(x, i -> Math.abs(x[i]) + 0.5);
        }
        final Toy accepted = m_algorithm.can(Capability.WEIGHTS) ? toy : uniform(toy);
        // every rule but AURNMF, whose step never goes the whole way to the border, is there after some dozens
        assertThat(fit(accepted, settings(1, 3000).build()).kkt()).isLessThan(1e-7);
    }
}

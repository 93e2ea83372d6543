package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.testing.Toy;

/** What every algorithm that can hold templates keeps. */
@RunWith(Parameterized.class)
public class HeldTemplatesContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.HELD_TEMPLATES, true);
    }

    public HeldTemplatesContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void heldTemplatesAreBitIdentical() {
        final Toy toy = toy(0.3, 8);
        final double[] w = Toy.random(37, 2, 3, 0, 0, 80).truth().w();
        final NmfResult result = Nmf.factorise(NmfProblem.of(toy.observations()).withTemplates(w).withHeld(0, 2),
            settings(3, 40).ordered(true).scaling(Scaling.MAX).build(), Observer.NONE);
        assertThat(Arrays.equals(Arrays.copyOfRange(result.factors().w(), 0, 37), Arrays.copyOfRange(w, 0, 37)))
            .isTrue();
        assertThat(Arrays.equals(Arrays.copyOfRange(result.factors().w(), 74, 111), Arrays.copyOfRange(w, 74, 111)))
            .isTrue();
        assertThat(Arrays.copyOfRange(result.factors().w(), 37, 74)).isNotEqualTo(Arrays.copyOfRange(w, 37, 74));
    }

    @Test
    public void heldTemplatesMayBeGivenWithoutTheOthers() {
        final double[] known = Toy.random(37, 2, 1, 0, 0, 80).truth().w();
        final NmfProblem problem = NmfProblem.of(toy(0.3, 8).observations()).withTemplates(known);
        final Factors factors =
            Nmf.factorise(problem.withHeld(0), settings(3, 10).build(), Observer.NONE).factors();
        assertThat(Arrays.copyOf(factors.w(), 37)).isEqualTo(known);
        assertThatThrownBy(() -> Nmf.factorise(problem.withHeld(1), settings(3, 10).build(), Observer.NONE))
            .hasMessageContaining("Template 1").hasMessageContaining("given for 1");
    }
}

package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;

/** What every algorithm that promises descent keeps. */
@RunWith(Parameterized.class)
public class DescentContractTest extends AlgorithmContract {

    /** @return the algorithms this holds for */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return catalogue(Capability.DESCENT, true);
    }

    public DescentContractTest(final Algorithm algorithm) {
        super(algorithm);
    }

    @Test
    public void objectiveNeverRises() {
        for (long seed = 10; seed < 20; seed++) {
            final List<TraceRow> trace = fit(toy(0.3, seed), settings(4, 60).seed(seed).build()).trace();
            for (int p = 1; p < trace.size(); p++) {
                assertThat(trace.get(p).objective()).as("seed %d, pass %d", seed, p)
                    .isLessThanOrEqualTo(trace.get(p - 1).objective() * (1 + ROUNDING));
            }
        }
    }
}

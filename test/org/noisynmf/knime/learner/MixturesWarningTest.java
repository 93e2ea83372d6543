package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;

import org.junit.Test;
import org.knime.core.node.BufferedDataTable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.standin.NodeHost;

/** Lines that always appear together are warned of, if wanted. */
public class MixturesWarningTest {

    private static final Simulation DOUBLET = new Doublet(60, 80, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);

    private static final BufferedDataTable DATA = numbers(DOUBLET.x());

    private static final BufferedDataTable WEIGHTS = numbers(DOUBLET.v());

    @Test
    public void theDoubletsTemplatesMayBeMixtures() throws Exception {
        final NodeHost silent = with(learner(true), "output/uniquenessWhereCheap", "false", "boolean");
        final double[][] nothing = values(table(run(silent, DATA, WEIGHTS), 5));
        assertThat(silent.warning()).isEmpty();
        assertThat(nothing[0]).hasSize(5);
        assertThat(Arrays.copyOfRange(nothing[0], 1, 5)).containsOnly(Double.NaN);
        final NodeHost asked = with(silent, "output/uniqueness", "true", "boolean");
        run(asked, DATA, WEIGHTS);
        assertThat(asked.warning().orElse(""))
            .containsPattern("Template [01] may contain up to .* at an equally good fit");
    }

    @Test
    public void theyAreLookedForUnlessThatIsDear() throws Exception {
        final NodeHost usual = learner(true);
        final double[][] certainty = values(table(run(usual, DATA, WEIGHTS), 5));
        assertThat(usual.warning().orElse("")).contains("may contain up to");
        assertThat(certainty[0][1]).as("of itself").isNaN();
        assertThat(Math.max(certainty[0][2], certainty[1][1])).as("less of the other").isGreaterThan(0.3);
        final Observations data = Observations.of(DOUBLET.x(), DOUBLET.v());
        assertThat(Uniqueness.isCheap(data, 8)).as("%d entries, 8 templates", data.observedEntries()).isTrue();
        assertThat(Uniqueness.isCheap(data, 9)).isFalse();
    }
}

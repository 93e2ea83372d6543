package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;

import org.junit.Test;
import org.knime.core.node.BufferedDataTable;
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
        final NodeHost silent = learner(true);
        run(silent, DATA, WEIGHTS);
        assertThat(silent.warning()).isEmpty();
        final NodeHost asked = with(learner(true), "output/uniqueness", "true", "boolean");
        run(asked, DATA, WEIGHTS);
        assertThat(asked.warning().orElse(""))
            .containsPattern("Template [01] may hold up to .* at an equally good fit");
    }
}

package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.noise;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.scorer;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.standin.NodeHost;

/** Nodes whose photon noise comes from the model. */
public class PhotonNoiseNodesTest {

    private static final String[] BACKGROUND = {"weights", "BACKGROUND_VARIANCE", "String", "gain", "0.5", "double"};

    private static double truth;

    private static BufferedDataTable data;

    private static BufferedDataTable background;

    private static PortObject[] learnt;

    @BeforeClass
    public static void observeAndLearn() throws Exception {
        final double[][] doublets = new Doublet(120, 200, 40, 0.5, 2, 1, 2, NoiseDraw.SIGMA).simulate(5).truth();
        truth = total(doublets);
        final PortObject[] noisy =
            run(with(noise(), "photonNoise", "true", "boolean", "photonsPerUnit", "0.5", "double",
                "gaussian", "STANDARD_DEVIATION", "String", "deviation", "1.5", "double", "noiseTable",
                "BACKGROUND_VARIANCE", "String"), numbers(doublets));
        data = table(noisy, 0);
        background = table(noisy, 1);
        learnt = run(with(learner(true), "data/weights", "BACKGROUND_VARIANCE", "String", "data/gain", "0.5", "double"),
            data, background);
    }

    private static double total(final double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum();
    }

    private static double fluxError(final BufferedDataTable reconstruction) {
        return total(values(reconstruction)) / truth - 1;
    }

    @Test
    public void addNoiseTellsTheVarianceOfTheBackground() {
        assertThat(values(background)[7]).containsOnly(2.25);
    }

    @Test
    public void aProjectionOntoTheTemplatesKeepsTheFlux() throws Exception {
        final PortObject[] out =
            run(with(projection(true, true), BACKGROUND), learnt[0], data, background);
        // 150 000 photons: 0.3 %, with the background 0.6 %
        assertThat(fluxError(table(out, 1))).isCloseTo(0, within(0.01));
    }

    @Test
    public void chi2IsThatOfTheVariancesOfTheModel() throws Exception {
        final PortObject[] out = run(
            with(scorer(true, false), "weights", "BACKGROUND_VARIANCE", "String", "gain", "0.5", "double",
                "learntOnThese", "true", "boolean"),
            learnt[0], data, background);
        final BufferedDataTable summary = table(out, 0);
        final int reduced = summary.getDataTableSpec().findColumnIndex("Chi-square per degree of freedom");
        try (var rows = summary.iterator()) {
            // 23 360 degrees of freedom: 4 standard deviations are 0.04; photon noise is a little skewed
            assertThat(((DoubleValue)rows.next().getCell(reduced)).getDoubleValue()).isCloseTo(1, within(0.05));
        }
    }

    @Test
    public void theModelSaysWhereItsWeightsComeFrom() {
        assertThat(((NmfModelPortObject)learnt[0]).model().summary().further())
            .anySatisfy(entry -> assertThat(entry.value()).contains("photon noise from the model (gain 0.5)"));
    }

    @Test
    public void aGainThatIsNoneIsRefused() {
        for (final NodeHost node : List.of(learner(true), projection(true, false), scorer(true, false))) {
            final String group = node.settings().containsKey("data") ? "data/" : "";
            assertThatThrownBy(() -> with(node, group + "weights", "BACKGROUND_VARIANCE", "String", group + "gain", "0",
                "double")).hasMessageContaining("The gain is 0.0, but must be a finite number > 0");
        }
    }
}

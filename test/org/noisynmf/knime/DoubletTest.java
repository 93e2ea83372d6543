package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.node.port.PortObject;
import org.noisynmf.standin.NodeHost;

/**
 * Green and Bailey (2024), figures 1 and 3: what clipping does to templates and what Shift-NMF and Nearly-NMF do not.
 * 500 passes on 500 simulated exposures; of the values outside the lines half are negative.
 */
public class DoubletTest {

    private static PortObject[] simulated;

    @BeforeClass
    public static void simulate() throws Exception {
        simulated = Nodes.run(Nodes.simulator());
    }

    @Test
    public void nearlyLeavesNothingWhereTheTruthIsNothing() throws Exception {
        assertThat(darkFraction("NEARLY", "AS_IS")).isLessThanOrEqualTo(0.01);
    }

    @Test
    public void shiftLeavesNothingWhereTheTruthIsNothing() throws Exception {
        assertThat(darkFraction("SHIFT", "AS_IS")).isLessThanOrEqualTo(0.01);
    }

    @Test
    public void clippedDataLeaveAFloorUnderTheLines() throws Exception {
        assertThat(darkFraction("WEIGHTED_MU", "CLIP")).isGreaterThanOrEqualTo(0.05);
    }

    @Test
    public void defaultsLeaveNothingEither() throws Exception {
        assertThat(darkFraction(Nodes.learner(true))).isLessThanOrEqualTo(0.01);
    }

    private static double darkFraction(final String algorithm, final String negativeValues) throws Exception {
        return darkFraction(Nodes.with(Nodes.learner(true), "method/algorithm", algorithm, "String",
            "data/negativeValues", negativeValues, "String", "stopping/iterations", "500", "int", "stopping/tolerance",
            "0", "double"));
    }

    /** Mean reconstruction over the pixels where the truth is below 1e-3 of its peak, in units of that peak. */
    private static double darkFraction(final NodeHost learner) throws Exception {
        final PortObject[] learnt = Nodes.run(learner, simulated[0], simulated[1]);
        final double[][] templates = Tables.values(Nodes.table(learnt, 1));
        final double[][] coefficients = Tables.values(Nodes.table(learnt, 2));
        final double[][] truth = Tables.values(Nodes.table(simulated, 2));
        double sum = 0;
        int count = 0;
        for (int j = 0; j < truth.length; j++) {
            double peak = 0;
            for (final double value : truth[j]) {
                peak = Math.max(peak, value);
            }
            for (int i = 0; i < truth[j].length; i++) {
                if (truth[j][i] < 1e-3 * peak) {
                    sum += (coefficients[j][0] * templates[0][i] + coefficients[j][1] * templates[1][i]) / peak;
                    count++;
                }
            }
        }
        assertThat(count).as("dark pixels").isGreaterThan(10_000);
        return sum / count;
    }
}

package org.noisynmf.knime.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Nodes.rank;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.numbers;

import org.junit.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.standin.NodeHost;

/** The recommendation of the engine, in tables. */
public class NmfRankTest {

    private static final Simulation DOUBLET = new Doublet(60, 80, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);

    private static final BufferedDataTable DATA = numbers(DOUBLET.x());

    private static final BufferedDataTable WEIGHTS = numbers(DOUBLET.v());

    @Test
    public void theDoubletHasTwoTemplatesAndTheReasonIsASentence() throws Exception {
        final NodeHost node = with(rank(true), "to", "3", "int", "masks", "2", "int");
        final PortObject[] outputs = run(node, DATA, WEIGHTS);
        final BufferedDataTable ranks = table(outputs, 0);
        assertThat(ranks.size()).isEqualTo(3);
        final BufferedDataTable recommendation = table(outputs, 1);
        assertThat(recommendation.getDataTableSpec().getColumnSpec(0).getName()).isEqualTo("rank");
        try (var rows = recommendation.iterator()) {
            final DataRow row = rows.next();
            assertThat(row.getCell(0)).isEqualTo(new IntCell(2));
            assertThat(((StringCell)row.getCell(1)).getStringValue()).startsWith("2: the 3rd lowers χ² by ");
        }
        try (var rows = ranks.iterator()) {
            final DataRow first = rows.next();
            assertThat(first.getCell(1)).isEqualTo(new IntCell(0));
            assertThat(first.getCell(7).isMissing()).as("no fall to the first").isTrue();
            assertThat(rows.next().getCell(1)).isEqualTo(new IntCell(1));
        }
    }

    @Test
    public void aRangeThatIsNoneIsRefusedBeforeTheDataAreRead() throws Exception {
        assertThatThrownBy(() -> with(rank(false), "from", "9", "int")).isInstanceOf(InvalidSettingsException.class)
            .hasMessageContaining("the largest number of templates is 8, but must be at least the smallest, 9");
        refusedAtExecute(with(rank(false), "to", "41", "int"), DATA)
            .hasMessageContaining("The largest number of templates is 41").hasMessageContaining("at most 40");
    }
}

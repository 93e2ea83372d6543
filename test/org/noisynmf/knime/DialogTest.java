package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.standin.spi.PortGroup;

/** The dialog of every node that plugin.xml registers opens. One list that cannot be made keeps the whole dialog shut. */
@RunWith(Parameterized.class)
public class DialogTest {

    private static final List<String> COLUMNS = List.of("Number", "Vector", "Text");

    private final NodeHost m_node;

    public DialogTest(final String factory) {
        m_node = NodeHost.create(factory);
        for (final PortGroup group : m_node.portGroups()) {
            if (group.isConfigurable()) {
                m_node.withPorts(group.id(), group.supports().test(BufferedDataTable.TYPE) ? BufferedDataTable.TYPE
                    : NmfModelPortObject.TYPE);
            }
        }
    }

    @Parameters(name = "{0}")
    public static Collection<String> factories() throws Exception {
        return NodeDescriptionTest.factories();
    }

    @Test
    public void opensWithNothingConnected() {
        final Map<String, List<String>> choices = m_node.dialogChoices(new PortObjectSpec[m_node.inPorts().size()]);
        assertThat(choices.values()).as("columns of no table")
            .allSatisfy(c -> assertThat(c).doesNotContainAnyElementsOf(COLUMNS));
    }

    @Test
    public void opensWithEverythingConnected() {
        final Map<String, List<String>> choices =
            m_node.dialogChoices(m_node.inPorts().stream().map(DialogTest::spec).toArray(PortObjectSpec[]::new));
        assertThat(choices.values()).allSatisfy(c -> assertThat(c).isNotEmpty().doesNotContain("Text"));
    }

    private static PortObjectSpec spec(final PortType port) {
        if (port.acceptsPortObjectClass(NmfModelPortObject.class)) {
            return new NmfModelPortObjectSpec(PixelColumns.columns(List.of("Number")), 1, 2, "cd");
        }
        return new DataTableSpec(COLUMNS.toArray(String[]::new),
            new DataType[]{DoubleCell.TYPE, DoubleVectorCellFactory.TYPE, StringCell.TYPE});
    }
}

package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;

public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable m_table;

    BufferedDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        super(spec, settings);
    }

    @Override
    public BufferedDataTable getTable() {
        if (m_table == null) {
            var table = super.getTable();
            List<DataRow> rows = new ArrayList<>();
            table.forEach(rows::add);
            m_table = new BufferedDataTable(table.getDataTableSpec(), rows);
        }
        return m_table;
    }
}

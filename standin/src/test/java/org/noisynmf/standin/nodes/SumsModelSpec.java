package org.noisynmf.standin.nodes;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** Keeps the columns that a model was learnt on. */
public final class SumsModelSpec extends AbstractSimplePortObjectSpec {

    private DataTableSpec m_columns;

    public SumsModelSpec() {
    }

    SumsModelSpec(final DataTableSpec columns) {
        m_columns = columns;
    }

    public DataTableSpec columns() {
        return m_columns;
    }

    @Override
    protected void save(final ModelContentWO model) {
        m_columns.save(model.addConfig("columns"));
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_columns = DataTableSpec.load(model.getConfig("columns"));
    }

    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<SumsModelSpec> {
    }
}

package org.knime.core.node.port.image;

import javax.swing.JComponent;

import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String CFG_TYPE = "datatype";

    private DataType m_type;

    public ImagePortObjectSpec() {
    }

    public ImagePortObjectSpec(final DataType type) {
        m_type = type;
    }

    public DataType getDataType() {
        return m_type;
    }

    @Override
    protected void save(final ModelContentWO model) {
        m_type.save(model.addConfig(CFG_TYPE));
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_type = DataType.load(model.getConfig(CFG_TYPE));
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {

        public Serializer() {
        }
    }
}

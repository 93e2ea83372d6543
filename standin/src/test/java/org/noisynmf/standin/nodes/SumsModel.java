package org.noisynmf.standin.nodes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A model with binary content. */
public final class SumsModel extends AbstractPortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(SumsModel.class);

    private SumsModelSpec m_spec;

    private double[] m_sums;

    public SumsModel() {
    }

    SumsModel(final SumsModelSpec spec, final double[] sums) {
        m_spec = spec;
        m_sums = sums;
    }

    public double[] sums() {
        return m_sums.clone();
    }

    @Override
    public SumsModelSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return m_sums.length + " sums";
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec) throws IOException {
        out.putNextEntry(new ZipEntry("sums"));
        var data = new DataOutputStream(out);
        data.writeInt(m_sums.length);
        for (double sum : m_sums) {
            data.writeDouble(sum);
        }
        data.flush();
    }

    @Override
    protected void load(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
        throws IOException {
        in.getNextEntry();
        m_spec = (SumsModelSpec)spec;
        var data = new DataInputStream(in);
        m_sums = new double[data.readInt()];
        for (int i = 0; i < m_sums.length; i++) {
            m_sums[i] = data.readDouble();
        }
    }

    public static final class Serializer extends AbstractPortObjectSerializer<SumsModel> {
    }
}

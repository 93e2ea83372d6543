package org.noisynmf.knime.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Learnt templates on their way from the learner to whatever uses them. */
public final class NmfModelPortObject extends AbstractPortObject {

    /** The port's type, registered in plugin.xml. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(NmfModelPortObject.class);

    private static final String ENTRY = "model.bin";

    private NmfModelPortObjectSpec m_spec;

    private NmfModel m_model;

    /** For KNIME, which loads the content afterwards. */
    @SuppressWarnings("NullAway.Init") // filled by load, before KNIME gives it away
    public NmfModelPortObject() {
        // filled by load
    }

    /**
     * @param spec columns and rank, with the number of pixels
     * @param model the model
     */
    public NmfModelPortObject(final NmfModelPortObjectSpec spec, final NmfModel model) {
        m_spec = spec;
        m_model = model;
    }

    /** @return the model */
    public NmfModel model() {
        return m_model;
    }

    @Override
    public NmfModelPortObjectSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return m_model.rank() + " templates of " + m_model.pixels() + " pixels, " + m_model.summary().algorithm();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        ModelStream.write(m_model, out);
        out.closeEntry();
    }

    @Override
    protected void load(final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The NMF model has no entry " + ENTRY);
        }
        m_model = ModelStream.read(in);
        m_spec = (NmfModelPortObjectSpec)spec;
    }

    /** Saves and loads the model. */
    public static final class Serializer extends AbstractPortObjectSerializer<NmfModelPortObject> {
    }
}

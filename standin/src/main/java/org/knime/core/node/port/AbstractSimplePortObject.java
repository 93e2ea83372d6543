package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object whose content fits into a settings tree; slow beyond some 100,000 numbers. */
public abstract class AbstractSimplePortObject implements PortObject {

    public AbstractSimplePortObject() {
    }

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent content() {
        var content = new ModelContent("content");
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException("Nobody can have cancelled this", e);
        }
        return content;
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other != null && getClass() == other.getClass()
            && content().equals(((AbstractSimplePortObject)other).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends
            PortObjectSerializer<T> {

        public AbstractSimplePortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            var model = new ModelContent("model.xml");
            model.addInt("version", 1);
            model.addString("class_name", object.getClass().getName());
            object.save(model.addModelContent("model"), exec);
            out.putNextEntry(new ZipEntry("content.xml"));
            model.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            in.getNextEntry();
            try {
                var model = ModelContent.loadFromXML(in);
                var object = Instances.create(model.getString("class_name"), AbstractSimplePortObject.class);
                object.load(model.getModelContent("model"), spec, exec);
                return (T)object;
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content: " + e.getMessage(), e);
            }
        }
    }
}

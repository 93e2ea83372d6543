package org.knime.core.node.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** A port object that writes zip entries of its own. It must flush, and never close, the stream. */
public abstract class AbstractPortObject implements PortObject {

    public AbstractPortObject() {
    }

    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends
            PortObjectSerializer<T> {

        public AbstractPortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            out.putNextEntry(new ZipEntry("objectclass.txt"));
            out.write(object.getClass().getName().getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            object.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            in.getNextEntry();
            var className = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var object = Instances.create(className, AbstractPortObject.class);
            object.load(in, spec, exec);
            return (T)object;
        }
    }
}

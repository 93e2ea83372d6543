package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What travels between nodes. */
public interface PortObject {

    String getSummary();

    PortObjectSpec getSpec();

    JComponent[] getViews();

    abstract class PortObjectSerializer<T extends PortObject> {

        public PortObjectSerializer() {
        }

        public abstract void savePortObject(T object, PortObjectZipOutputStream out, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

        public abstract T loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;
    }
}

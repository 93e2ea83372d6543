package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

/** What is known of a port object before it exists. */
public interface PortObjectSpec {

    JComponent[] getViews();

    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> {

        public PortObjectSpecSerializer() {
        }

        public abstract void savePortObjectSpec(T spec, PortObjectSpecZipOutputStream out) throws IOException;

        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;
    }
}

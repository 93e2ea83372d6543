package org.noisynmf.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortUtil;

/** Port objects on their way from one node to the next. */
public final class PortObjects {

    private PortObjects() {
    }

    /**
     * What a consumer gets of an object: a table as it is, anything else as a copy made by its serializers. KNIME makes
     * that copy for every consumer.
     *
     * @throws IOException if the object or its spec is not registered in a plugin.xml, or a serializer fails
     */
    public static PortObject copyForConsumer(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        if (object == null || object instanceof BufferedDataTable) {
            return object;
        }
        var bytes = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(object, bytes, exec);
        return PortUtil.readObjectFromStream(new ByteArrayInputStream(bytes.toByteArray()), exec);
    }
}

package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** For port objects whose spec is that of a table. */
final class DataTableSpecSerializer extends PortObjectSpecSerializer<DataTableSpec> {

    @Override
    public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out)
        throws IOException {
        var content = new ModelContent("spec.xml");
        spec.save(content);
        out.putNextEntry(new ZipEntry("spec.xml"));
        content.saveToXML(out);
    }

    @Override
    public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
        in.getNextEntry();
        try {
            return DataTableSpec.load(ModelContent.loadFromXML(in));
        } catch (InvalidSettingsException e) {
            throw new IOException("Table spec cannot be read: " + e.getMessage(), e);
        }
    }
}

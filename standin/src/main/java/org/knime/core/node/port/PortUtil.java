package org.knime.core.node.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;

/** Writes and reads port objects with their specs, through the registered serializers, as one zip stream. */
public final class PortUtil {

    private PortUtil() {
    }

    public static void writeObjectToStream(final PortObject object, final OutputStream out,
        final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        var spec = object.getSpec();
        var registry = PortTypeRegistry.getInstance();
        var specSerializer = registry.getSpecSerializer(spec.getClass()).orElseThrow(() -> notRegistered(spec));
        var objectSerializer = registry.getObjectSerializer(object.getClass()).orElseThrow(() -> notRegistered(object));
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("content.xml"));
        var content = new ModelContent("content");
        content.addInt("version", 1);
        content.addString("port_spec_class", spec.getClass().getName());
        content.addString("port_object_class", object.getClass().getName());
        content.saveToXML(unclosable(zip));
        zip.putNextEntry(new ZipEntry("objectSpec.file"));
        try (var specOut = getPortObjectSpecZipOutputStream(unclosable(zip))) {
            specSerializer.savePortObjectSpec(spec, specOut);
        }
        zip.putNextEntry(new ZipEntry("object.file"));
        try (var objectOut = getPortObjectZipOutputStream(unclosable(zip))) {
            objectSerializer.savePortObject(object, objectOut, exec);
        }
        zip.finish();
    }

    private static IOException notRegistered(final Object unregistered) {
        return new IOException(unregistered.getClass().getName() + " has no serializer: it is not registered as a "
            + "portType in plugin.xml");
    }

    public static PortObject readObjectFromStream(final InputStream in, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        var zip = new ZipInputStream(in);
        expect(zip, "content.xml");
        String specClass;
        String objectClass;
        try {
            var content = ModelContent.loadFromXML(unclosable(zip));
            specClass = content.getString("port_spec_class");
            objectClass = content.getString("port_object_class");
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to parse content.xml in port object file: " + e.getMessage(), e);
        }
        var registry = PortTypeRegistry.getInstance();
        expect(zip, "objectSpec.file");
        PortObjectSpec spec;
        try (var specIn = getPortObjectSpecZipInputStream(unclosable(zip))) {
            var loaded = specClass.equals(DataTableSpec.class.getName())
                ? Optional.of(DataTableSpec.class) : registry.getSpecClass(specClass);
            var type = loaded.orElseThrow(() -> new IOException("Can't load class \"" + specClass + "\""));
            spec = registry.getSpecSerializer(type).orElseThrow().loadPortObjectSpec(specIn);
        }
        expect(zip, "object.file");
        try (var objectIn = getPortObjectZipInputStream(unclosable(zip))) {
            var type = registry.getObjectClass(objectClass)
                .orElseThrow(() -> new IOException("Can't load class \"" + objectClass + "\""));
            return registry.getObjectSerializer(type).orElseThrow().loadPortObject(objectIn, spec, exec);
        }
    }

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream out)
        throws IOException {
        var zip = new PortObjectSpecZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("portSpec.file"));
        return zip;
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream out) throws IOException {
        var zip = new PortObjectZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("portObject.file"));
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
        throws IOException {
        var zip = new PortObjectSpecZipInputStream(in);
        expect(zip, "portSpec.file");
        return zip;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        var zip = new PortObjectZipInputStream(in);
        expect(zip, "portObject.file");
        return zip;
    }

    private static void expect(final ZipInputStream zip, final String name) throws IOException {
        var entry = zip.getNextEntry();
        if (entry == null || !name.equals(entry.getName())) {
            throw new IOException("Invalid stream, expected zip entry \"" + name + "\", got \""
                + (entry == null ? null : entry.getName()) + "\"");
        }
    }

    private static OutputStream unclosable(final OutputStream out) {
        return new FilterOutputStream(out) {

            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static InputStream unclosable(final InputStream in) {
        return new FilterInputStream(in) {

            @Override
            public void close() {
                // whoever opened the outer stream closes it
            }
        };
    }
}

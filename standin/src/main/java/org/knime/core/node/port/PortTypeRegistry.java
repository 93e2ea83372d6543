package org.knime.core.node.port;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The port types that plug-ins register. KNIME asks its extension registry; here every {@code plugin.xml} on the class
 * path is read. A port object that is not registered has no serializer, so it cannot reach another node.
 */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private final Map<String, Registration> m_registrations = new LinkedHashMap<>();

    private PortTypeRegistry() {
        // what KNIME itself registers
        var image = ImagePortObject.class.getName();
        m_registrations.put(image, new Registration("Image", image, ImagePortObject.Serializer.class.getName(),
            ImagePortObjectSpec.class.getName(), ImagePortObjectSpec.Serializer.class.getName()));
        try {
            var files = PortTypeRegistry.class.getClassLoader().getResources("plugin.xml");
            while (files.hasMoreElements()) {
                var factory = DocumentBuilderFactory.newInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                try (var in = files.nextElement().openStream()) {
                    var types = factory.newDocumentBuilder().parse(in).getElementsByTagName("portType");
                    for (int i = 0; i < types.getLength(); i++) {
                        var registration = Registration.of((Element)types.item(i));
                        m_registrations.put(registration.objectClass, registration);
                    }
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("A plugin.xml cannot be read: " + e.getMessage(), e);
        }
    }

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass) {
        return getPortType(objectClass, false);
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass, final boolean optional) {
        var registration = m_registrations.get(objectClass.getName());
        return new PortType(objectClass, optional, nameOf(objectClass, registration));
    }

    private static String nameOf(final Class<? extends PortObject> objectClass, final Registration registration) {
        if (objectClass == BufferedDataTable.class) {
            return "Table";
        }
        return registration == null ? objectClass.getSimpleName() : registration.name;
    }

    public Collection<PortType> availablePortTypes() {
        return m_registrations.values().stream()
            .<PortType>map(r -> getPortType(classFor(r.objectClass).asSubclass(PortObject.class))).toList();
    }

    public Optional<Class<? extends PortObject>> getObjectClass(final String name) {
        return Optional.ofNullable(m_registrations.get(name))
            .map(r -> classFor(r.objectClass).asSubclass(PortObject.class));
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String name) {
        return m_registrations.values().stream().filter(r -> r.specClass.equals(name)).findFirst()
            .map(r -> classFor(r.specClass).asSubclass(PortObjectSpec.class));
    }

    @SuppressWarnings("unchecked")
    public Optional<PortObject.PortObjectSerializer<PortObject>> getObjectSerializer(
        final Class<? extends PortObject> objectClass) {
        return Optional.ofNullable(m_registrations.get(objectClass.getName()))
            .map(r -> (PortObject.PortObjectSerializer<PortObject>)instance(r.objectSerializer));
    }

    @SuppressWarnings("unchecked")
    public Optional<PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
        final Class<? extends PortObjectSpec> specClass) {
        if (specClass == DataTableSpec.class) {
            return Optional.of((PortObjectSpec.PortObjectSpecSerializer)new DataTableSpecSerializer());
        }
        return m_registrations.values().stream()
            .filter(r -> r.specClass.equals(specClass.getName()) && !r.specSerializer.isEmpty()).findFirst()
            .map(r -> (PortObjectSpec.PortObjectSpecSerializer<PortObjectSpec>)instance(r.specSerializer));
    }

    private static Object instance(final String className) {
        try {
            return classFor(className).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Serializer " + className
                + " must be public and have a public constructor without arguments: " + e, e);
        }
    }

    private static Class<?> classFor(final String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("plugin.xml names a class that does not exist: " + name, e);
        }
    }

    private record Registration(String name, String objectClass, String objectSerializer, String specClass,
        String specSerializer) {

        static Registration of(final Element element) {
            return new Registration(element.getAttribute("name"), element.getAttribute("objectClass"),
                element.getAttribute("objectSerializer"), element.getAttribute("specClass"),
                element.getAttribute("specSerializer"));
        }
    }
}

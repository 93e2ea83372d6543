package org.knime.core.node.port;

/** A kind of port: the class of the objects and that of their specs. */
public final class PortType {

    private final Class<? extends PortObject> m_objectClass;

    private final Class<? extends PortObjectSpec> m_specClass;

    private final boolean m_optional;

    private final String m_name;

    PortType(final Class<? extends PortObject> objectClass, final boolean optional, final String name) {
        m_objectClass = objectClass;
        m_specClass = specClassOf(objectClass);
        m_optional = optional;
        m_name = name;
    }

    /** The spec class is what the object's most specific getSpec promises. */
    private static Class<? extends PortObjectSpec> specClassOf(final Class<? extends PortObject> objectClass) {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(objectClass + " lost a method of its interface", e);
        }
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return m_objectClass;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return m_specClass;
    }

    public boolean isOptional() {
        return m_optional;
    }

    public String getName() {
        return m_name;
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> objectClass) {
        return m_objectClass.isAssignableFrom(objectClass);
    }

    public boolean acceptsPortObject(final PortObject object) {
        return m_objectClass.isInstance(object);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return m_specClass.isInstance(spec);
    }

    public boolean isSuperTypeOf(final PortType other) {
        return m_objectClass.isAssignableFrom(other.m_objectClass);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PortType type && m_objectClass == type.m_objectClass
            && m_optional == type.m_optional;
    }

    @Override
    public int hashCode() {
        return m_objectClass.hashCode();
    }

    @Override
    public String toString() {
        return m_name;
    }
}

package org.noisynmf.standin.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/** A field of a group of parameters. */
public final class ParameterField {

    private final Field m_field;

    private ParameterField(final Field field) {
        m_field = field;
        field.setAccessible(true);
    }

    /**
     * The fields of a group, those of its super classes first. KNIME silently takes a private field for no parameter,
     * and fails late on a group that is not persistable; both are refused here.
     */
    public static List<ParameterField> of(final Class<?> group) {
        var fields = new ArrayList<ParameterField>();
        if (group.getSuperclass() != null && group.getSuperclass() != Object.class) {
            fields.addAll(of(group.getSuperclass()));
        }
        for (var field : group.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                refuse(Modifier.isPrivate(field.getModifiers()), field,
                    "is private, so KNIME would not take it for a parameter");
                refuse(WidgetGroup.class.isAssignableFrom(field.getType())
                    && !Persistable.class.isAssignableFrom(field.getType()), field,
                    "is a group that is not Persistable, so it cannot be saved");
                fields.add(new ParameterField(field));
            }
        }
        return fields;
    }

    private static void refuse(final boolean condition, final Field field, final String reason) {
        if (condition) {
            throw new IllegalStateException(
                "Field " + field.getName() + " of " + field.getDeclaringClass().getName() + " " + reason);
        }
    }

    /** @return the key: the one stated, or the field's name without a leading m_ */
    public String key() {
        var persist = m_field.getAnnotation(Persist.class);
        if (persist != null && !persist.configKey().isEmpty()) {
            return persist.configKey();
        }
        var name = m_field.getName();
        return name.startsWith("m_") ? name.substring(2) : name;
    }

    public Class<?> type() {
        return m_field.getType();
    }

    /** @return the type of the optional value, if this is one */
    public Optional<Class<?>> optionalType() {
        if (type() == Optional.class && m_field.getGenericType() instanceof ParameterizedType optional
            && optional.getActualTypeArguments()[0] instanceof Class<?> content) {
            return Optional.of(content);
        }
        return Optional.empty();
    }

    public boolean isGroup() {
        return Persistable.class.isAssignableFrom(type());
    }

    /** @return the group that the elements of this array are, if it is an array of groups */
    public Optional<Class<?>> elementGroup() {
        var element = type().getComponentType();
        return element != null && Persistable.class.isAssignableFrom(element) ? Optional.of(element)
            : Optional.empty();
    }

    public <A extends Annotation> Optional<A> annotation(final Class<A> type) {
        return Optional.ofNullable(m_field.getAnnotation(type));
    }

    public Class<?> declaringClass() {
        return m_field.getDeclaringClass();
    }

    Object get(final Object group) {
        try {
            return m_field.get(group);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(this + " cannot be read", e);
        }
    }

    void set(final Object group, final Object value) {
        try {
            m_field.set(group, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(this + " cannot be set", e);
        }
    }

    @Override
    public String toString() {
        return "Parameter " + m_field.getName() + " of " + m_field.getDeclaringClass().getName();
    }
}

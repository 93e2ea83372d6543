package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column or cell: the cell class if there is one (native), and the value interfaces it can be read as.
 * One type is a super type of another if whatever can be read from it can be read from the other.
 */
public final class DataType {

    static final DataType MISSING = new DataType(MissingCell.class, Set.of(), null);

    private static final String CFG_CELL_CLASS = "cell_class";

    private static final String CFG_ELEMENT_TYPE = "collection_element_type";

    private static final String CFG_VALUE_CLASSES = "value_classes";

    private static final Map<List<Object>, DataType> COLLECTIONS = new ConcurrentHashMap<>();

    /** Asked once a cell, so it must cost next to nothing. */
    private static final ClassValue<DataType> PLAIN = new ClassValue<>() {

        @Override
        protected DataType computeValue(final Class<?> cellClass) {
            return cellClass == MissingCell.class ? MISSING : create(cellClass.asSubclass(DataCell.class), null);
        }
    };

    private static final DataCell MISSING_CELL = new MissingCell(null);

    private final Class<? extends DataCell> m_cellClass;

    private final Set<Class<? extends DataValue>> m_valueClasses;

    private final DataType m_elementType;

    private DataType(final Class<? extends DataCell> cellClass, final Set<Class<? extends DataValue>> valueClasses,
        final DataType elementType) {
        m_cellClass = cellClass;
        m_valueClasses = valueClasses;
        m_elementType = elementType;
    }

    public static DataCell getMissingCell() {
        return MISSING_CELL;
    }

    public static DataType getType(final Class<? extends DataCell> cellClass) {
        return PLAIN.get(cellClass);
    }

    public static DataType getType(final Class<? extends DataCell> cellClass, final DataType elementType) {
        if (elementType == null) {
            return getType(cellClass);
        }
        return COLLECTIONS.computeIfAbsent(List.of(cellClass, elementType), k -> create(cellClass, elementType));
    }

    private static DataType create(final Class<? extends DataCell> cellClass, final DataType elementType) {
        boolean isCollection = CollectionDataValue.class.isAssignableFrom(cellClass);
        if (isCollection == (elementType == null)) {
            throw new IllegalArgumentException(cellClass.getName() + (isCollection
                ? " is a collection, its element type must be given" : " is no collection, it has no element type"));
        }
        return new DataType(cellClass, valuesOf(cellClass), elementType);
    }

    private static Set<Class<? extends DataValue>> valuesOf(final Class<?> type) {
        var values = new LinkedHashSet<Class<? extends DataValue>>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (var implemented : c.getInterfaces()) {
                if (DataValue.class.isAssignableFrom(implemented)) {
                    values.add(implemented.asSubclass(DataValue.class));
                    values.addAll(valuesOf(implemented));
                }
            }
        }
        values.add(DataValue.class);
        return values;
    }

    /** @return the cell class, or null if the type is what several cell classes have in common */
    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return new ArrayList<>(m_valueClasses);
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        if (isMissingValueType()) {
            return MissingValue.class;
        }
        return m_cellClass == null ? null : m_valueClasses.iterator().next();
    }

    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || m_valueClasses.contains(valueClass);
    }

    public boolean isMissingValueType() {
        return m_cellClass == MissingCell.class;
    }

    /** Beware: true for the type of missing cells as well, which has no element type. */
    public boolean isCollectionType() {
        return isCompatible(CollectionDataValue.class);
    }

    public DataType getCollectionElementType() {
        return m_elementType;
    }

    public boolean isASuperTypeOf(final DataType type) {
        if (type.isMissingValueType() || equals(type)) {
            return true;
        }
        if (isMissingValueType() || !type.m_valueClasses.containsAll(m_valueClasses)) {
            return false;
        }
        return m_elementType == null || type.m_elementType == null
            || m_elementType.isASuperTypeOf(type.m_elementType);
    }

    public static DataType getCommonSuperType(final DataType first, final DataType second) {
        if (first.isASuperTypeOf(second)) {
            return first;
        }
        if (second.isASuperTypeOf(first)) {
            return second;
        }
        var common = new LinkedHashSet<>(first.m_valueClasses);
        common.retainAll(second.m_valueClasses);
        var element = first.m_elementType != null && second.m_elementType != null
            ? getCommonSuperType(first.m_elementType, second.m_elementType) : null;
        return new DataType(null, common, element);
    }

    public String getName() {
        return m_cellClass == null ? nonNativeName() : Names.of(m_cellClass);
    }

    private String nonNativeName() {
        var names = m_valueClasses.stream().filter(c -> c != DataValue.class || m_valueClasses.size() == 1)
            .map(Class::getSimpleName).toList();
        return "Non-Native " + names;
    }

    public String getIdentifier() {
        var name = m_cellClass == null ? getName() : m_cellClass.getName();
        return m_elementType == null ? name : name + "<" + m_elementType.getIdentifier() + ">";
    }

    @Override
    public String toString() {
        return m_elementType == null ? getName() : getName() + " (Collection of: " + m_elementType + ")";
    }

    public String toPrettyString() {
        return toString();
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other instanceof DataType type && m_cellClass == type.m_cellClass
            && m_valueClasses.equals(type.m_valueClasses) && Objects.equals(m_elementType, type.m_elementType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_cellClass, m_valueClasses, m_elementType);
    }

    public void save(final ConfigWO config) {
        if (m_elementType != null) {
            m_elementType.save(config.addConfig(CFG_ELEMENT_TYPE));
        }
        config.addString(CFG_CELL_CLASS, m_cellClass == null ? null : m_cellClass.getName());
        if (m_cellClass == null) {
            config.addStringArray(CFG_VALUE_CLASSES,
                m_valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        var cellClass = config.getString(CFG_CELL_CLASS);
        var element = config.containsKey(CFG_ELEMENT_TYPE) ? load(config.getConfig(CFG_ELEMENT_TYPE)) : null;
        if (cellClass != null) {
            return getType(classFor(cellClass, DataCell.class), element);
        }
        Collection<Class<? extends DataValue>> values = new ArrayList<>();
        for (var name : config.getStringArray(CFG_VALUE_CLASSES)) {
            values.add(classFor(name, DataValue.class));
        }
        return new DataType(null, new LinkedHashSet<>(values), element);
    }

    private static <T> Class<? extends T> classFor(final String name, final Class<T> superType)
        throws InvalidSettingsException {
        try {
            return Class.forName(name).asSubclass(superType);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new InvalidSettingsException("Unknown class in a data type: " + name, e);
        }
    }

    /** Names as KNIME shows them; found by cell class, so that no cell class is loaded here. */
    private static final class Names {

        private static final Map<String, String> BY_CLASS = Map.of(
            "DoubleCell", "Number (Float)",
            "IntCell", "Number (Integer)",
            "LongCell", "Number (Long Integer)",
            "StringCell", "String",
            "BooleanCell", "Boolean",
            "ListCell", "Collection (List)",
            "DenseDoubleVectorCell", "Double Vector",
            "PNGImageCell", "Image (PNG)",
            "MissingCell", "MissingCell");

        static String of(final Class<? extends DataCell> cellClass) {
            return BY_CLASS.getOrDefault(cellClass.getSimpleName(), cellClass.getName());
        }
    }
}

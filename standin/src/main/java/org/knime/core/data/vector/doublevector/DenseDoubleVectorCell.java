package org.knime.core.data.vector.doublevector;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.def.DoubleCell;

public class DenseDoubleVectorCell extends DataCell implements DoubleVectorValue, CollectionDataValue {

    private static final long serialVersionUID = 1L;

    /** So many values are written by toString. */
    private static final int SHOWN = 3;

    private final double[] m_values;

    DenseDoubleVectorCell(final double[] values) {
        m_values = values.clone();
    }

    @Override
    public int getLength() {
        return m_values.length;
    }

    @Override
    public double getValue(final int index) {
        return m_values[index];
    }

    @Override
    public int size() {
        return m_values.length;
    }

    @Override
    public DataType getElementType() {
        return DoubleCell.TYPE;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.stream(m_values).<DataCell>mapToObj(DoubleCell::new).iterator();
    }

    @Override
    public boolean containsBlobWrapperCells() {
        return false;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return Arrays.equals(m_values, ((DenseDoubleVectorCell)cell).m_values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_values);
    }

    @Override
    public String toString() {
        var text = Arrays.stream(m_values).limit(SHOWN).mapToObj(value -> "\"" + value + "\"")
            .collect(Collectors.joining(", "));
        return m_values.length > SHOWN ? text + ",  ... <" + (m_values.length - SHOWN) + " more>" : text;
    }
}

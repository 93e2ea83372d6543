package org.knime.core.data.collection;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;

public class ListCell extends DataCell implements ListDataValue {

    private static final long serialVersionUID = 1L;

    private final List<DataCell> m_cells;

    private final DataType m_elementType;

    ListCell(final Collection<? extends DataCell> cells) {
        m_cells = List.copyOf(cells);
        m_elementType = m_cells.stream().map(DataCell::getType).distinct().reduce(DataType::getCommonSuperType)
            .orElseGet(DataType.getMissingCell()::getType);
    }

    public static final DataType getCollectionType(final DataType elementType) {
        return DataType.getType(ListCell.class, elementType);
    }

    @Override
    public DataType getElementType() {
        return m_elementType;
    }

    @Override
    public DataCell get(final int index) {
        return m_cells.get(index);
    }

    @Override
    public int size() {
        return m_cells.size();
    }

    @Override
    public Iterator<DataCell> iterator() {
        return m_cells.iterator();
    }

    @Override
    public boolean containsBlobWrapperCells() {
        return false;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return m_cells.equals(((ListCell)cell).m_cells);
    }

    @Override
    public int hashCode() {
        return m_cells.hashCode();
    }

    @Override
    public String toString() {
        return m_cells.toString();
    }
}

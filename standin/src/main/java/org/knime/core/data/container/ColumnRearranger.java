package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;

/** Which columns of a table stay, in which order. The part that makes new columns is not here. */
public class ColumnRearranger {

    private final DataTableSpec m_spec;

    private final List<Integer> m_kept = new ArrayList<>();

    public ColumnRearranger(final DataTableSpec original) {
        m_spec = original;
        for (int c = 0; c < original.getNumColumns(); c++) {
            m_kept.add(c);
        }
    }

    /** @param columns positions in what is left until now, whose order stays */
    public final void keepOnly(final int... columns) {
        var wanted = Arrays.stream(columns).boxed().toList();
        for (int column : wanted) {
            if (column < 0 || column >= m_kept.size()) {
                throw new IndexOutOfBoundsException("Invalid index: " + column);
            }
        }
        var kept = new ArrayList<Integer>();
        for (int c = 0; c < m_kept.size(); c++) {
            if (wanted.contains(c)) {
                kept.add(m_kept.get(c));
            }
        }
        m_kept.clear();
        m_kept.addAll(kept);
    }

    public final void keepOnly(final String... columns) {
        keepOnly(Arrays.stream(columns).mapToInt(this::indexOf).toArray());
    }

    public final int indexOf(final String column) {
        return m_kept.indexOf(m_spec.findColumnIndex(column));
    }

    public final int getColumnCount() {
        return m_kept.size();
    }

    public final DataTableSpec createSpec() {
        var creator = new DataTableSpecCreator(m_spec).dropAllColumns();
        m_kept.forEach(c -> creator.addColumns(m_spec.getColumnSpec(c)));
        return creator.createSpec();
    }
}

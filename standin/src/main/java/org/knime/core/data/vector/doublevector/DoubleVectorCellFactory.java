package org.knime.core.data.vector.doublevector;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;

public class DoubleVectorCellFactory {

    public static final DataType TYPE = DataType.getType(DenseDoubleVectorCell.class, DoubleCell.TYPE);

    public DoubleVectorCellFactory() {
    }

    public DataType getDataType() {
        return TYPE;
    }

    public static DataCell createCell(final double[] values) {
        return new DenseDoubleVectorCell(values);
    }
}

package org.noisynmf.knime.table.spectra;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.KNIMEException;
import org.noisynmf.knime.table.PixelColumns;

/** A table that holds the wavelength of each pixel, one a row, as the Rest-Frame Aligner writes it. */
public final class WavelengthTable {

    private WavelengthTable() {
    }

    /**
     * @param spec of a table
     * @return whether it holds wavelengths
     */
    public static boolean is(final DataTableSpec spec) {
        final int position = spec.findColumnIndex(SpectrumColumns.WAVELENGTH);
        return position >= 0 && PixelColumns.isNumeric(spec.getColumnSpec(position));
    }

    /**
     * @param spec of a table that holds wavelengths
     * @return what its properties say of them
     */
    public static WavelengthMeaning meaning(final DataTableSpec spec) {
        return WavelengthMeaning.of(spec.getColumnSpec(SpectrumColumns.WAVELENGTH));
    }

    /**
     * @param table that holds wavelengths
     * @return the wavelength of each pixel, in the order of the rows
     * @throws KNIMEException if one is missing or not finite
     */
    public static double[] read(final BufferedDataTable table) throws KNIMEException {
        final int position = table.getDataTableSpec().findColumnIndex(SpectrumColumns.WAVELENGTH);
        final double[] numbers = new double[(int)table.size()];
        try (RowCursor cursor = table.cursor(TableFilter.materializeCols(position))) {
            for (int i = 0; cursor.canForward(); i++) {
                final RowRead row = cursor.forward();
                if (row.isMissing(position)) {
                    throw new KNIMEException(
                        "Row \"" + row.getRowKey().getString() + "\" of the table of wavelengths has no value.");
                }
                numbers[i] = row.<DoubleValue>getValue(position).getDoubleValue();
                if (!Double.isFinite(numbers[i])) {
                    throw new KNIMEException("Row \"" + row.getRowKey().getString() + "\" of the table of wavelengths "
                        + "has " + numbers[i] + ", but a wavelength must be a finite number.");
                }
            }
        }
        return numbers;
    }
}

package org.noisynmf.knime.table.spectra;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.knime.table.MatrixTable;

/**
 * The table of spectra that have wavelengths of their own: one spectrum a row, with vectors of a length that may differ
 * from row to row. The names are stored in workflows and never change.
 */
public final class SpectrumColumns {

    /** The vector of wavelengths. */
    public static final String WAVELENGTH = "Wavelength";

    /** The vector of flux densities. */
    public static final String FLUX = "Flux";

    /** The vector of inverse variances; missing where none are known. */
    public static final String INVERSE_VARIANCE = "Inverse variance";

    /** The redshift z; missing where it is not known. */
    public static final String REDSHIFT = "Redshift";

    /** In tables of aligned spectra: what the fluxes were multiplied by. */
    public static final String SCALE = "Scale";

    /** The name of what was observed; missing where it is not known. */
    public static final String OBJECT = "Object";

    /** The table. */
    public static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{WAVELENGTH, FLUX, INVERSE_VARIANCE, REDSHIFT, OBJECT},
            new DataType[]{DoubleVectorCellFactory.TYPE, DoubleVectorCellFactory.TYPE, DoubleVectorCellFactory.TYPE,
                DoubleCell.TYPE, StringCell.TYPE});

    private SpectrumColumns() {
    }

    /**
     * @param spectrum wavelengths, fluxes, and inverse variances if they are known
     * @param redshift z; NaN = not known
     * @param object what was observed; null = not known
     * @return the cells of its row
     */
    public static DataCell[] cells(final Spectrum spectrum, final double redshift, final @Nullable String object) {
        final double[] weights = spectrum.weights();
        return new DataCell[]{DoubleVectorCellFactory.createCell(spectrum.wavelengths()),
            DoubleVectorCellFactory.createCell(spectrum.flux()),
            weights == null ? DataType.getMissingCell() : DoubleVectorCellFactory.createCell(weights),
            MatrixTable.number(redshift), object == null ? DataType.getMissingCell() : new StringCell(object)};
    }
}

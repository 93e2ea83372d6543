package org.noisynmf.knime.spectra;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

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

    /** The name of what was observed; missing where it is not known. */
    public static final String OBJECT = "Object";

    /** The table. */
    public static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{WAVELENGTH, FLUX, INVERSE_VARIANCE, REDSHIFT, OBJECT},
            new DataType[]{DoubleVectorCellFactory.TYPE, DoubleVectorCellFactory.TYPE, DoubleVectorCellFactory.TYPE,
                DoubleCell.TYPE, StringCell.TYPE});

    private SpectrumColumns() {
    }
}

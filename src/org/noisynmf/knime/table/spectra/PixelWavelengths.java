package org.noisynmf.knime.table.spectra;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;

/**
 * The wavelengths of pixels that have a column each, all digits, in the properties of the columns, whose names may be
 * shorter. The key is stored in workflows and never changes.
 */
public final class PixelWavelengths {

    private static final String WAVELENGTH = "wavelength";

    private PixelWavelengths() {
    }

    /**
     * @param spec a table whose columns are the pixels
     * @param wavelengths one for each column. Not modified.
     * @return the same with the wavelengths in the properties
     */
    public static DataTableSpec in(final DataTableSpec spec, final double[] wavelengths) {
        final DataColumnSpec[] columns = new DataColumnSpec[wavelengths.length];
        for (int i = 0; i < columns.length; i++) {
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(spec.getColumnSpec(i));
            creator.setProperties(spec.getColumnSpec(i).getProperties()
                .cloneAndOverwrite(Map.of(WAVELENGTH, Double.toString(wavelengths[i]))));
            columns[i] = creator.createSpec();
        }
        return new DataTableSpec(columns);
    }

    /**
     * @param spec a table
     * @param names of the columns of its pixels
     * @return their wavelengths, or null if a column does not say
     */
    public static double @Nullable [] of(final DataTableSpec spec, final List<String> names) {
        final double[] wavelengths = new double[names.size()];
        for (int i = 0; i < wavelengths.length; i++) {
            final String text = spec.getColumnSpec(names.get(i)).getProperties().getProperty(WAVELENGTH, "");
            try {
                wavelengths[i] = Double.parseDouble(text);
            } catch (final NumberFormatException e) {
                return null;
            }
            if (!(wavelengths[i] > (i == 0 ? 0 : wavelengths[i - 1]) && wavelengths[i] < Double.POSITIVE_INFINITY)) {
                return null;
            }
        }
        return wavelengths;
    }
}

package org.noisynmf.knime.table.spectra;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * What the properties of a column of wavelengths say of them. The keys are stored in workflows and never change.
 *
 * @param unit of the wavelengths; null = not known
 * @param medium in which they were measured; null = not known
 */
public record WavelengthMeaning(@Nullable WavelengthUnit unit, @Nullable Medium medium) {

    /** Nothing is known. */
    public static final WavelengthMeaning UNKNOWN = new WavelengthMeaning(null, null);

    private static final String UNIT = "unit";

    private static final String MEDIUM = "medium";

    /**
     * @param column a column
     * @return what its properties say
     */
    public static WavelengthMeaning of(final DataColumnSpec column) {
        final String unit = column.getProperties().getProperty(UNIT, "");
        final String medium = column.getProperties().getProperty(MEDIUM, "");
        Medium known = null;
        for (final Medium one : Medium.values()) {
            known = one.text().equals(medium) ? one : known;
        }
        return new WavelengthMeaning(WavelengthUnit.of(unit), known);
    }

    /** @return whether nothing is known */
    public boolean isEmpty() {
        return unit == null && medium == null;
    }

    /**
     * @param spec a table
     * @param column the position of one of its columns
     * @return the same with this meaning in the properties of that column
     */
    public DataTableSpec in(final DataTableSpec spec, final int column) {
        if (isEmpty()) {
            return spec;
        }
        final Map<String, String> properties = new HashMap<>();
        if (unit != null) {
            properties.put(UNIT, unit.text());
        }
        if (medium != null) {
            properties.put(MEDIUM, medium.text());
        }
        final DataColumnSpec[] columns = spec.stream().toArray(DataColumnSpec[]::new);
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(columns[column]);
        creator.setProperties(columns[column].getProperties().cloneAndOverwrite(properties));
        columns[column] = creator.createSpec();
        return new DataTableSpec(columns);
    }
}

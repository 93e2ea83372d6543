package org.noisynmf.knime.table.spectra;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.engine.spectra.Rebinning;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.PixelReader;
import org.noisynmf.knime.table.TableForm;

/** Reads the spectra of a table, each with wavelengths of its own. */
public final class SpectrumRows {

    private static final int NONE = -1;

    private final int m_wavelengths;

    private final int m_flux;

    private final int m_weights;

    private final int m_redshift;

    /**
     * A spectrum.
     *
     * @param spectrum as observed
     * @param z its redshift
     */
    public record Observed(Spectrum spectrum, double z) {
    }

    /**
     * @param spec the table
     * @param wavelengths name of the vector column of wavelengths
     * @param flux name of that of fluxes
     * @param weights name of that of inverse variances; null = they are not known
     * @param redshifts name of the numeric column of redshifts; null = there is none
     * @throws InvalidSettingsException if a column is absent or of the wrong type; names it
     */
    public SpectrumRows(final DataTableSpec spec, final String wavelengths, final String flux,
        final @Nullable String weights, final @Nullable String redshifts) throws InvalidSettingsException {
        m_wavelengths = vector(spec, wavelengths, "wavelengths");
        m_flux = vector(spec, flux, "fluxes");
        m_weights = weights == null ? NONE : vector(spec, weights, "inverse variances");
        m_redshift = redshifts == null ? NONE : number(spec, redshifts);
    }

    private static int vector(final DataTableSpec spec, final String name, final String what)
        throws InvalidSettingsException {
        final int position = find(spec, name, what);
        if (!PixelColumns.isVector(spec.getColumnSpec(position))) {
            throw new InvalidSettingsException("Column \"" + name + "\" holds "
                + spec.getColumnSpec(position).getType().getName() + ", but the " + what
                + " must be a vector column: a DoubleVector or a list of numbers.");
        }
        return position;
    }

    private static int number(final DataTableSpec spec, final String name) throws InvalidSettingsException {
        final int position = find(spec, name, "redshifts");
        final DataColumnSpec column = spec.getColumnSpec(position);
        if (!PixelColumns.isNumeric(column)) {
            throw new InvalidSettingsException(
                "Column \"" + name + "\" holds " + column.getType().getName() + ", but a redshift must be a number.");
        }
        return position;
    }

    private static int find(final DataTableSpec spec, final String name, final String what)
        throws InvalidSettingsException {
        final int position = spec.findColumnIndex(name);
        if (position < 0) {
            throw new InvalidSettingsException("The table of spectra has no column \"" + name
                + "\", which should hold the " + what + ". Choose it in the dialog.");
        }
        return position;
    }

    /**
     * @param table of the spec given
     * @return its rows. To be closed.
     */
    public RowCursor cursor(final BufferedDataTable table) {
        return table.cursor(TableFilter.materializeCols(
            IntStream.of(m_wavelengths, m_flux, m_weights, m_redshift).filter(c -> c != NONE).distinct().toArray()));
    }

    /**
     * @param row of the table
     * @param atRest whether a spectrum without a redshift is in the rest frame already
     * @return its spectrum
     * @throws IllegalArgumentException if it is none; says why
     */
    public Observed read(final RowRead row, final boolean atRest) {
        final double[] wavelengths = numbers(row, m_wavelengths, "wavelengths");
        final double[] flux = numbers(row, m_flux, "fluxes");
        final double[] weights = m_weights == NONE ? null : numbers(row, m_weights, "inverse variances");
        final boolean none = lacksRedshift(row);
        if (none && !atRest) {
            throw new IllegalArgumentException("the redshift is missing");
        }
        final double z =
            m_redshift == NONE || none ? 0 : row.<DoubleValue>getValue(m_redshift).getDoubleValue();
        return new Observed(new Spectrum(wavelengths, flux, weights), Rebinning.checkRedshift(z));
    }

    /**
     * @param row of the table
     * @return whether there are redshifts, but none in this row
     */
    public boolean lacksRedshift(final RowRead row) {
        return m_redshift != NONE && row.isMissing(m_redshift);
    }

    private static double[] numbers(final RowRead row, final int column, final String what) {
        final PixelReader reader = new PixelReader(TableForm.VECTOR, new int[]{column});
        final int count = reader.count(row);
        if (count < 0) {
            throw new IllegalArgumentException("the " + what + " are missing");
        }
        final double[] numbers = new double[count];
        reader.read(row, numbers, new boolean[count]);
        return numbers;
    }

    /**
     * @param spectrum as observed
     * @return the first and the last pixel measured
     * @throws IllegalArgumentException if there is none
     */
    public static List<Integer> measured(final Spectrum spectrum) {
        final int[] measured = IntStream.range(0, spectrum.pixels()).filter(spectrum::isMeasured).toArray();
        if (measured.length == 0) {
            throw new IllegalArgumentException("no pixel was measured");
        }
        return List.of(measured[0], measured[measured.length - 1]);
    }
}

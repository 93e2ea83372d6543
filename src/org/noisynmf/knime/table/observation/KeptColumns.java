package org.noisynmf.knime.table.observation;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.util.UniqueNameGenerator;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;

/** Which columns of the data stand before the coefficients. The names of the constants are stored in workflows. */
public enum KeptColumns {
    @Label(value = "None", description = "Only the coefficients.")
    NONE {
        @Override
        int[] kept(final DataTableSpec data, final int[] pixels) {
            return new int[0];
        }
    },

    @Label(value = "Other than pixels", description = "Columns that are not pixels, such as a class, a date or a "
        + "redshift.")
    OTHERS {
        @Override
        int[] kept(final DataTableSpec data, final int[] pixels) {
            final Set<Integer> read = Arrays.stream(pixels).boxed().collect(Collectors.toSet());
            return IntStream.range(0, data.getNumColumns()).filter(c -> !read.contains(c)).toArray();
        }
    },

    @Label(value = "All", description = "Every column of the data.")
    ALL {
        @Override
        int[] kept(final DataTableSpec data, final int[] pixels) {
            return IntStream.range(0, data.getNumColumns()).toArray();
        }
    };

    /** Title of the setting. */
    public static final String TITLE = "Columns to keep with the coefficients";

    /** Its description. */
    public static final String DESCRIPTION = "Columns of the data to put before the coefficients, such as a class, a "
        + "date or a redshift. A coefficient whose name is already used gets a number after its name. Default: none.";

    abstract int[] kept(DataTableSpec data, int[] pixels);

    private ColumnRearranger rearranger(final DataTableSpec data, final PixelColumns pixels)
        throws InvalidSettingsException {
        final ColumnRearranger rearranger = new ColumnRearranger(data);
        rearranger.keepOnly(kept(data, pixels.locate(data, "data table")));
        return rearranger;
    }

    /** The computed columns, under names that are free. */
    private static DataTableSpec right(final DataTableSpec left, final DataTableSpec computed) {
        final UniqueNameGenerator names = new UniqueNameGenerator(left);
        return new DataTableSpec(computed.stream().map(column -> {
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
            creator.setName(names.newName(column.getName()));
            return creator.createSpec();
        }).toArray(DataColumnSpec[]::new));
    }

    /**
     * @param data the data table
     * @param pixels where its pixels stand
     * @param computed the columns computed for each row
     * @return these behind those kept of the data
     * @throws InvalidSettingsException if a pixel is absent; names it
     */
    public DataTableSpec before(final DataTableSpec data, final PixelColumns pixels, final DataTableSpec computed)
        throws InvalidSettingsException {
        final DataTableSpec left = rearranger(data, pixels).createSpec();
        return left.getNumColumns() == 0 ? computed : new DataTableSpec(left, right(left, computed));
    }

    /**
     * @param data the data table
     * @param pixels where its pixels stand
     * @param computed what was computed for each row, in the order of the data
     * @param exec where the table is made
     * @return the computed columns behind those kept of the data, which are not copied
     * @throws KNIMEException if a pixel is absent; names it
     * @throws CanceledExecutionException if the user cancelled
     */
    public BufferedDataTable before(final BufferedDataTable data, final PixelColumns pixels,
        final BufferedDataTable computed, final ExecutionContext exec)
        throws KNIMEException, CanceledExecutionException {
        final ColumnRearranger rearranger;
        try {
            rearranger = rearranger(data.getDataTableSpec(), pixels);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        if (rearranger.getColumnCount() == 0) {
            return computed;
        }
        final BufferedDataTable left =
            exec.createColumnRearrangeTable(data, rearranger, exec.createSilentSubProgress(0));
        return exec.createJoinedTable(left,
            exec.createSpecReplacerTable(computed, right(left.getDataTableSpec(), computed.getDataTableSpec())),
            exec.createSilentSubProgress(0));
    }
}

package org.noisynmf.knime.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.RowKey;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.util.UniqueNameGenerator;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.knime.file.FileLocation;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TableForm;

/** Reads a matrix from a file into a table. */
final class ReaderNode {

    private static final String UNREADABLE = "The file cannot be read: ";

    /** Name of the vector column. */
    private static final String PIXELS = "Pixels";

    private ReaderNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ReaderParameters parameters = in.getParameters();
        final FileLocation location = new FileLocation(parameters.m_location);
        if (parameters.m_form == TableForm.VECTOR) {
            out.setOutSpec(0, MatrixTable.spec(PixelColumns.vector(PIXELS)));
        } else if (location.isLocal() && !parameters.m_transposed) {
            try (MatrixSource source = location.open(parameters.options())) {
                out.setOutSpec(0, MatrixTable.spec(columns(parameters.m_form, source)));
            } catch (final IOException e) {
                throw Messages.invalid(UNREADABLE, e);
            }
        }
    }

    private static PixelColumns columns(final TableForm form, final MatrixSource source) {
        return MatrixTable.knownColumns(form, PIXELS, names(source));
    }

    /** The file's own names, where blank or repeated ones are made unique, or numbers. */
    private static List<String> names(final MatrixSource source) {
        if (source.pixelNames().isEmpty()) {
            return Labels.positions(source.pixels());
        }
        final UniqueNameGenerator generator = new UniqueNameGenerator(Set.of());
        final List<String> names = new ArrayList<>();
        for (final String name : source.pixelNames()) {
            names.add(generator.newName(name.isBlank() ? "Pixel " + names.size() : name));
        }
        return names;
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ReaderParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        try (MatrixSource source = new FileLocation(parameters.m_location).open(parameters.options())) {
            final MatrixTable table = new MatrixTable(columns(parameters.m_form, source), exec);
            final Set<String> ids = new HashSet<>();
            final double[] values = new double[source.pixels()];
            while (source.next(values)) {
                exec.checkCanceled();
                final long row = ids.size();
                final String id = source.label().orElseGet(() -> RowKey.createRowKey(row).getString());
                if (!ids.add(id)) {
                    throw new KNIMEException("The row ID \"" + id + "\" occurs twice in " + source.name()
                        + ". Row IDs must differ: switch off \"First column holds row IDs\" or correct the file.");
                }
                table.add(id, values, 0, values.length);
                report(exec, ids.size(), source.observations());
            }
            if (ids.isEmpty()) {
                throw new KNIMEException(source.name() + " has no rows.");
            }
            out.setOutData(0, table.finish());
            if (!source.warnings().isEmpty()) {
                out.setWarningMessage(Messages.lines(source.warnings()));
            }
        } catch (final IOException e) {
            throw Messages.failure(UNREADABLE, e);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private static void report(final ExecutionContext exec, final long rows, final long all) {
        if (all == MatrixSource.UNKNOWN) {
            exec.setMessage(() -> "Reading row " + rows);
        } else {
            exec.setProgress((double)rows / all, () -> "Reading row " + rows + " of " + all);
        }
    }
}

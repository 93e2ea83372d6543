package org.noisynmf.headless.workflow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.csv.CSVPrinter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.noisynmf.headless.output.Index;
import org.noisynmf.headless.output.OutputException;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.table.CsvTables;
import org.noisynmf.headless.output.table.CsvTexts;
import org.noisynmf.standin.NodeHost;
import org.noisynmf.standin.ViewContent;
import org.noisynmf.view.ViewPage;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes what a run gave: every output table as CSV, every image, and every view as an HTML file that needs nothing else.
 * Files are called {@code <number>-<node>-<port>.csv} and {@code <number>-<node>.html}.
 */
public final class WorkflowExport {

    /** As KNIME sends data to its views: NaN and ∞ as strings, which is Jackson's default. */
    private static final ObjectMapper VIEW_DATA = new ObjectMapper();

    private WorkflowExport() {
    }

    /**
     * @param folder where to write
     * @return the folder
     * @throws IOException if nothing can be written there
     */
    public static OutputFolder folder(final Path folder) throws IOException {
        return new OutputFolder(folder, "-exportDir");
    }

    /**
     * @param workflow a workflow that was run; nodes that were not executed are left out
     * @param folder where to write; files of the same names are replaced
     * @return number of files
     * @throws IOException if something cannot be written
     */
    public static int write(final Workflow workflow, final Path folder) throws IOException {
        final OutputFolder out = folder(folder);
        int files = 0;
        for (final Workflow.Node node : workflow.nodes().values()) {
            final Optional<List<PortObject>> outputs = node.host().flatMap(NodeHost::outputs);
            if (outputs.isEmpty()) {
                continue;
            }
            final NodeHost host = node.host().get();
            final List<String> ports = host.outPortNames();
            for (int i = 0; i < ports.size(); i++) {
                if (outputs.get().get(i) instanceof BufferedDataTable table) {
                    out.with(fileName(node.id(), node.name(), ports.get(i)) + ".csv", o -> table(o, table));
                    files++;
                } else if (outputs.get().get(i) instanceof ImagePortObject image
                    && image.toDataCell() instanceof ImageValue value) {
                    out.with(fileName(node.id(), node.name(), ports.get(i)) + "." + value.getImageExtension(),
                        o -> value.getImageContent().save(o));
                    files++;
                }
            }
            final Optional<String> page = page(host);
            if (page.isPresent()) {
                out.with(fileName(node.id(), node.name()) + ".html",
                    o -> o.write(page.get().getBytes(StandardCharsets.UTF_8)));
                files++;
            }
        }
        final List<String> names = out.names();
        out.with("index.html", o -> o.write(ExportPage.of(names).getBytes(StandardCharsets.UTF_8)));
        files++;
        out.write(Index.MANIFEST, Map.of("command", "run"));
        return files;
    }

    private static String fileName(final int id, final String... parts) {
        return id + "-" + String.join("-", parts).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
            .replaceAll("-$", "");
    }

    private static Optional<String> page(final NodeHost host) throws IOException {
        final Optional<ViewContent> view;
        try {
            view = host.view();
        } catch (final InvalidSettingsException e) {
            throw new OutputException("the view of " + host.name() + " cannot be created: " + e.getMessage(), e);
        }
        if (view.isEmpty()) {
            return Optional.empty();
        }
        final Optional<Object> data = view.get().initialData();
        if (data.isEmpty()) {
            return Optional.of(view.get().page());
        }
        final String json = data.get() instanceof String text ? text : VIEW_DATA.writeValueAsString(data.get());
        return Optional.of(ViewPage.standalone(json));
    }

    private static void table(final OutputStream out, final BufferedDataTable table) throws IOException {
        final int[] widths = widths(table);
        final CSVPrinter csv = CsvTables.printer(out);
        csv.print("RowID");
        for (int c = 0; c < widths.length; c++) {
            final DataColumnSpec column = table.getDataTableSpec().getColumnSpec(c);
            if (isVector(column)) {
                for (int i = 0; i < widths[c]; i++) {
                    csv.print(CsvTexts.ESCAPED.of(column.getName() + " " + i));
                }
            } else {
                csv.print(CsvTexts.ESCAPED.of(column.getName()));
            }
        }
        csv.println();
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                row(csv, rows.next(), table, widths);
            }
        }
        csv.flush();
    }

    /** A vector column becomes as many columns as its longest vector has entries. */
    private static int[] widths(final BufferedDataTable table) {
        final int[] widths = new int[table.getDataTableSpec().getNumColumns()];
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                for (int c = 0; c < widths.length; c++) {
                    widths[c] = Math.max(widths[c], entries(row.getCell(c)).size());
                }
            }
        }
        return widths;
    }

    private static boolean isVector(final DataColumnSpec column) {
        return column.getType().isCompatible(DoubleVectorValue.class)
            || column.getType().isCompatible(CollectionDataValue.class);
    }

    private static void row(final CSVPrinter csv, final DataRow row, final BufferedDataTable table, final int[] widths)
        throws IOException {
        csv.print(CsvTexts.ESCAPED.of(row.getKey().getString()));
        for (int c = 0; c < widths.length; c++) {
            final List<String> entries = entries(row.getCell(c));
            final int width = isVector(table.getDataTableSpec().getColumnSpec(c)) ? widths[c] : 1;
            for (int i = 0; i < width; i++) {
                csv.print(i < entries.size() ? entries.get(i) : "");
            }
        }
        csv.println();
    }

    /** @return the entries of a vector, else one text; none if the cell is missing */
    private static List<String> entries(final DataCell cell) {
        if (cell.isMissing()) {
            return List.of();
        }
        if (cell instanceof DoubleVectorValue vector) {
            final List<String> entries = new ArrayList<>(vector.getLength());
            for (int i = 0; i < vector.getLength(); i++) {
                entries.add(CsvTables.shortNumber(vector.getValue(i)));
            }
            return entries;
        }
        if (cell instanceof CollectionDataValue collection) {
            final List<String> entries = new ArrayList<>();
            for (final DataCell entry : collection) {
                entries.add(entry.isMissing() ? "" : text(entry));
            }
            return entries;
        }
        return List.of(text(cell));
    }

    private static String text(final DataCell cell) {
        return cell.getType().equals(DoubleCell.TYPE)
            ? CsvTables.shortNumber(((DoubleValue)cell).getDoubleValue()) : cell.toString();
    }
}

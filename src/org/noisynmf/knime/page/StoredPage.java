package org.noisynmf.knime.page;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.DefaultView.ViewInput;
import org.noisynmf.view.ViewPage;
import org.noisynmf.view.json.ViewJson;

/** What a view shows, kept by its node as the text that the page reads: a table of one column with pieces of it. */
public final class StoredPage {

    /** Characters a cell: below the 65,535 bytes to which some formats hold a text. */
    private static final int PIECE = 20_000;

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"View"}, new DataType[]{StringCell.TYPE});

    private StoredPage() {
    }

    /** @return the page of every view, for a node's description */
    public static Function<RequireFromFileOrString, Page> page() {
        return p -> p.fromString(ViewPage::html, StandardCharsets.UTF_8).relativePath("nmf-view.html");
    }

    /**
     * @param view what the page shows
     * @param exec where the table is made
     * @return the table, for a node's internal data
     */
    public static BufferedDataTable write(final Record view, final ExecutionContext exec) {
        final String json = ViewJson.of(view);
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        long pieces = 0;
        for (int from = 0, to; from < json.length(); from = to) {
            to = Math.min(json.length(), from + PIECE);
            // no character is split: half of one is no text
            to -= Character.isHighSurrogate(json.charAt(to - 1)) && to < json.length() ? 1 : 0;
            container
                .addRowToTable(new DefaultRow(RowKey.createRowKey(pieces), new StringCell(json.substring(from, to))));
            pieces++;
        }
        container.close();
        return container.getTable();
    }

    /**
     * @param input of a view whose node stored one table, by {@link #write}
     * @return the text
     */
    public static String read(final ViewInput input) {
        final StringBuilder json = new StringBuilder();
        try (var rows = ((BufferedDataTable)required(input)[0]).iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                json.append(((StringCell)row.getCell(0)).getStringValue());
            }
        }
        return json.toString();
    }

    /**
     * @param input of a view
     * @return what its node stored
     * @throws IllegalStateException if it stored nothing
     */
    public static PortObject[] required(final ViewInput input) {
        final PortObject[] stored = stored(input);
        if (stored == null) {
            throw new IllegalStateException("The node has no results to show. Execute it again.");
        }
        return stored;
    }

    /** The input belongs to the factory's last node; once a node has been copied that is the copy, so ask the node. */
    private static PortObject @Nullable [] stored(final ViewInput input) {
        final NodeContext context = NodeContext.getContext();
        return context != null && context.getNodeContainer() instanceof NativeNodeContainer container
            && container.getNodeModel() instanceof PortObjectHolder holder ? holder.getInternalPortObjects()
                : input.getInternalPortObjects();
    }
}

package org.noisynmf.knime.workflows;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** Nodes of KNIME itself with settings as KNIME 5.8 stores them; later versions load these too. */
final class KnimeNodes {

    private KnimeNodes() {
    }

    /**
     * Row Filter that keeps rows by their number.
     *
     * @param operator LTE, GT and the like
     * @param rowNumber from 1
     */
    static StoredNode rowsByNumber(final String operator, final long rowNumber) {
        final NodeSettings value = new NodeSettings("0");
        type(value, "org.knime.core.data.def.LongCell");
        value.addLong("value", rowNumber);
        return rowFilter(null, "ROW_NUMBER", operator, value);
    }

    /** Row Filter that keeps rows by the numbers in a column. */
    static StoredNode rowsByValue(final String column, final String operator, final double limit) {
        final NodeSettings value = new NodeSettings("0");
        type(value, "org.knime.core.data.def.DoubleCell");
        value.addDouble("value", limit);
        return rowFilter(column, null, operator, value);
    }

    private static void type(final NodeSettingsWO value, final String cellClass) {
        final NodeSettingsWO type = value.addNodeSettings("typeIdentifier");
        type.addString("cell_class", cellClass);
        type.addBoolean("is_null", false);
    }

    private static StoredNode rowFilter(final String column, final String special, final String operator,
        final NodeSettings value) {
        final NodeSettings model = new NodeSettings("model");
        model.addString("matchCriteria", "AND");
        final NodeSettingsWO criterion = model.addNodeSettings("predicates").addNodeSettings("0");
        final NodeSettingsWO target = criterion.addNodeSettings("columnV2");
        target.addString("regularChoice", column);
        target.addString("specialChoice_Internals", special);
        criterion.addString("operator", operator);
        final NodeSettingsWO values = criterion.addNodeSettings("predicateValues");
        values.addNodeSettings("values").addNodeSettings(value);
        values.addString("inputKind", "SINGLE");
        model.addString("domains", "RETAIN");
        model.addString("outputMode", "MATCHING");
        return new StoredNode("Row Filter", "org.knime.base.node.preproc.filter.row3.RowFilterNodeFactory", model, null,
            1, PlugIn.KNIME_BASE);
    }

    /** Table Row to Variable: columns of the first row become flow variables. */
    static StoredNode rowToVariable(final String... columns) {
        return new StoredNode("Table Row to Variable",
            "org.knime.base.node.flowvariable.tablerowtovariable3.TableToVariable3NodeFactory", variables(columns),
            null, 1,
            PlugIn.KNIME_BASE);
    }

    /** The same for each row in turn, up to a {@link #loopEnd()}. */
    static StoredNode rowsToVariableLoop(final String... columns) {
        return new StoredNode("Table Row to Variable Loop Start",
            "org.knime.base.node.meta.looper.variable.start.LoopStartVariable3NodeFactory", variables(columns), null, 1,
            PlugIn.KNIME_BASE);
    }

    /** Before the row is known, and where a cell is missing, an integer variable is 1. */
    private static NodeSettings variables(final String... columns) {
        final NodeSettings model = new NodeSettings("model");
        final NodeSettingsWO filter = model.addNodeSettings("column_selection");
        filter.addString("filter-type", "STANDARD");
        filter.addStringArray("included_names", columns);
        filter.addStringArray("excluded_names");
        filter.addString("enforce_option", "EnforceInclusion");
        final NodeSettingsWO pattern = filter.addNodeSettings("name_pattern");
        pattern.addString("pattern", "");
        pattern.addString("type", "Wildcard");
        pattern.addBoolean("caseSensitive", true);
        pattern.addBoolean("excludeMatching", false);
        filter.addNodeSettings("datatype").addNodeSettings("typelist");
        model.addString("missing_value_policy", "DEFAULT");
        model.addString("default_value_string", "missing");
        model.addString("default_value_boolean", "false");
        model.addInt("default_value_integer", 1);
        model.addLong("default_value_long", 0);
        model.addDouble("default_value_double", 0);
        return model;
    }

    /** Loop End with one table, whose rows get the number of the iteration behind their row ID. */
    static StoredNode loopEnd() {
        final NodeSettings model = new NodeSettings("model");
        model.addBoolean("addIterationColumn", false);
        model.addString("rowKeyPolicy", "APPEND_SUFFIX");
        model.addBoolean("propagateLoopVariables", false);
        model.addBooleanArray("ignoreEmptyTables", true);
        model.addBooleanArray("tolerateColumnTypes", false);
        model.addBooleanArray("tolerateChangingSpecs", false);
        final NodeSettings ports = new NodeSettings("node_creation_config");
        ports.addNodeSettings("Collector");
        return new StoredNode("Loop End", "org.knime.base.node.meta.looper.LoopEndDynamicNodeFactory", model, ports, 1,
            PlugIn.KNIME_BASE);
    }

    /**
     * CSV Writer.
     *
     * @param file in the data area of the workflow
     */
    static StoredNode csvWriter(final String file) {
        final NodeSettings model = new NodeSettings("model");
        final NodeSettingsWO settings = model.addNodeSettings("settings");
        location(file, settings.addNodeSettings("file_chooser_settings"));
        settings.addString("column_delimiter", ",");
        settings.addString("row_delimiter", "\n");
        settings.addChar("quote_char", '"');
        settings.addChar("quote_escape_char", '"');
        settings.addBoolean("write_column_header", true);
        settings.addBoolean("skip_column_header_on_append", false);
        settings.addBoolean("write_row_header", true);
        final NodeSettingsWO advanced = model.addNodeSettings("advanced_settings");
        advanced.addBoolean("compress_with_gzip", false);
        advanced.addString("quote_mode", "STRINGS_ONLY");
        advanced.addString("separator_replacement", "");
        advanced.addString("missing_value_pattern", "");
        advanced.addChar("decimal_separator", '.');
        advanced.addBoolean("use_scientific_format", false);
        advanced.addBoolean("keep_trailing_zero_in_decimals", false);
        model.addNodeSettings("encoding").addString("character_set", "UTF-8");
        final NodeSettingsWO comment = model.addNodeSettings("comment_header_settings");
        comment.addBoolean("add_user_to_comment", false);
        comment.addBoolean("add_time_to_comment", false);
        comment.addBoolean("add_table_name_to_comment", false);
        comment.addBoolean("add_custom_text_to_comment", false);
        comment.addString("custom_comment_text", "");
        comment.addString("comment_line_marker", "#");
        comment.addString("comment_indentation", "\t");
        final NodeSettings ports = new NodeSettings("node_creation_config");
        ports.addNodeSettings("File System Connection");
        ports.addNodeSettings("Data Table");
        return new StoredNode("CSV Writer", "org.knime.base.node.io.filehandling.csv.writer.CSVWriter2NodeFactory",
            model, ports, 0, PlugIn.KNIME_BASE);
    }

    private static void location(final String file, final NodeSettingsWO chooser) {
        final NodeSettingsWO path = chooser.addNodeSettings("path");
        path.addBoolean("location_present", true);
        path.addString("file_system_type", "RELATIVE");
        path.addString("file_system_specifier", "knime.workflow.data");
        path.addString("path", file);
        final NodeSettingsWO fileSystem = chooser.addNodeSettings("file_system_chooser__Internals");
        fileSystem.addBoolean("has_fs_port", false);
        fileSystem.addBoolean("overwritten_by_variable", false);
        fileSystem.addString("convenience_fs_category", "RELATIVE");
        fileSystem.addString("relative_to", "knime.workflow.data");
        fileSystem.addString("mountpoint", "LOCAL");
        fileSystem.addString("spaceId", "");
        fileSystem.addString("spaceName", "");
        fileSystem.addInt("custom_url_timeout", 1000);
        fileSystem.addBoolean("connected_fs", true);
        chooser.addBoolean("create_missing_folders", true);
        chooser.addString("if_path_exists", "overwrite");
    }
}

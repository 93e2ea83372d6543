package org.noisynmf.knime.reader;

import java.util.List;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.knime.table.TableForm;

/** Settings of the reader. */
final class ReaderParameters implements NodeParameters {

    /** What is read. */
    @Section(title = "File")
    interface FileSection {
    }

    /** What concerns CSV alone. */
    @Section(title = "CSV")
    @After(FileSection.class)
    interface CsvSection {
    }

    /** How it leaves. */
    @Section(title = "Output")
    @After(CsvSection.class)
    interface OutputSection {
    }

    @Layout(FileSection.class)
    @Widget(title = "File",
        description = "An npy, npz or CSV file, also compressed by gzip; the node recognises the format from the "
            + "content. Enter a path, a <tt>file:</tt> URL, or a KNIME URL such as "
            + "<tt>knime://knime.workflow/data/spectra.npy</tt> for a file in the folder of the workflow, which "
            + "travels with it.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/spectra.npy")
    String m_location = "";

    @Layout(FileSection.class)
    @Widget(title = "File is transposed",
        description = "Each column of the file is an observation, as in most papers, instead of each row. A large "
            + "file is then copied to a temporary file. Default off.")
    boolean m_transposed;

    @Layout(CsvSection.class)
    @Widget(title = "Delimiter", description = "The character between the fields of a line. Default: comma.")
    DelimiterChoice m_delimiter = DelimiterChoice.COMMA;

    @Layout(CsvSection.class)
    @Widget(title = "First line holds column names", description = "Switch on if the file has a header. Default off.")
    boolean m_header;

    @Layout(CsvSection.class)
    @Widget(title = "First column holds row IDs",
        description = "Switch on if each line begins with a name. Default off: rows are numbered.")
    boolean m_rowIds;

    @Layout(FileSection.class)
    @Widget(title = "Array of an npz file",
        description = "Name of the array to read from an npz file. Default: none, for a file that holds one array.")
    @TextInputWidget(placeholder = "X")
    @Migrate(loadDefaultIfAbsent = true)
    String m_array = "";

    @Layout(FileSection.class)
    @Widget(title = "Missing values",
        description = "Numbers (in CSV files also texts) that stand for a missing value, separated by commas, such as "
            + "<tt>-999,-99.0</tt>. In CSV files an empty field, NA and NaN are always missing. Default: none.")
    @TextInputWidget(placeholder = "-999,-99.0")
    @Migrate(loadDefaultIfAbsent = true)
    String m_missing = "";

    @Layout(OutputSection.class)
    @Widget(title = "Pixels as",
        description = "One numeric column for each pixel, or one vector column. NaN and empty fields become missing "
            + "cells, or NaN within a vector. Default: numeric columns.")
    @ValueSwitchWidget
    TableForm m_form = TableForm.COLUMNS;

    /** @return the options as the readers of files know them */
    ReadOptions options() {
        return new ReadOptions(m_transposed ? Orientation.COLUMNS : Orientation.ROWS, m_header, m_rowIds ? 1 : 0,
            m_delimiter.character(), 0, m_missing.isBlank() ? List.of() : List.of(m_missing.split(",")),
            m_array.trim());
    }
}

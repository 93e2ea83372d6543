package org.noisynmf.knime.reader;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that reads a matrix from a file. */
public final class MatrixReaderNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Matrix Reader") //
        .icon("reader.png") //
        .shortDescription("Reads a matrix of numbers from an npy, npz or CSV file.") //
        .fullDescription("""
                <p>Reads a matrix of numbers, one observation a row, from an npy file (NumPy's own format; both byte
                orders, both memory orders, whole numbers and floating point of all sizes) or from a CSV file in UTF-8
                or UTF-16. Either may be compressed by gzip. The file is read row by row and may be larger than the memory;
                a large transposed file goes through a temporary file.</p>
                <p>Numbers of a CSV file have a decimal point. An empty field, NA and NaN are missing values. Rows of empty
                fields at its end are left out, with a warning.</p>
                <p>A file in the folder <tt>data</tt> of the workflow, named by
                <tt>knime://knime.workflow/data/&#8230;</tt>, travels with the workflow.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addOutputTable("Matrix", "One observation a row, as numeric columns or as one vector column.")) //
        .model(m -> m.parametersClass(ReaderParameters.class) //
            .configure(ReaderNode::configure) //
            .execute(ReaderNode::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("npy", "npz", "NumPy", "CSV", "matrix", "read", "import", "spectra", "array");

    /** For KNIME. */
    public MatrixReaderNodeFactory() {
        super(NODE);
    }
}

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
                <p>Reads a matrix of numbers, one observation per row, from an npy or npz file (the formats of NumPy:
                both byte orders, both memory orders, integers and floating point of all sizes) or from a CSV file in
                UTF-8 or UTF-16. npy and CSV files may be compressed by gzip. The file is read row by row and may be
                larger than the memory; a large transposed file is copied to a temporary file.</p>
                <p>Numbers in a CSV file have a decimal point. An empty field, NA and NaN are missing values. Rows of
                empty fields at the end are left out, with a warning.</p>
                <p>Put a file into the folder <tt>data</tt> of the workflow and enter
                <tt>knime://knime.workflow/data/&#8230;</tt>: it then travels with the workflow.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addOutputTable("Matrix", "One observation per row, as numeric columns or as one vector column.")) //
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

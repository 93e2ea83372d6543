package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.noisynmf.knime.Nodes;
import org.noisynmf.knime.Tables;
import org.noisynmf.standin.NodeHost;

/** A table larger than memory is learnt from a file in the temporary folder, and the node says so. */
public class SpillTest {

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    /** A virtual machine of its own, whose heap the data do not fit into. */
    public static final class SmallHeap {

        private static final int PIXELS = 2000;

        private static final int COUNT = 4000;

        private static final int DISTINCT = 16;

        private SmallHeap() {
        }

        /**
         * @param args none
         * @throws Exception if the node fails
         */
        public static void main(final String[] args) throws Exception {
            // rows share their cells: the table is small, what the engine stores of it, 64 MB, is not
            final DataCell[] cells = new DataCell[DISTINCT];
            Arrays.setAll(cells, c -> {
                final double[] values = new double[PIXELS];
                Arrays.setAll(values, i -> 2 + Math.sin(0.01 * i) + c * Math.cos(0.02 * i) / DISTINCT);
                return DoubleVectorCellFactory.createCell(values);
            });
            final BufferedDataTable table = Tables.table(
                new DataTableSpec(new String[]{"Pixels"}, new DataType[]{DoubleVectorCellFactory.TYPE}), c -> {
                    for (int j = 0; j < COUNT; j++) {
                        c.addRowToTable(new DefaultRow("Row" + j, cells[j % DISTINCT]));
                    }
                });
            final NodeHost learner = Nodes.with(Nodes.learner(false), "stopping/iterations", "5", "int",
                "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String");
            final PortObject[] out = Nodes.run(learner, table);
            System.out.println(Nodes.table(out, 1).size() + " templates; " + learner.warning().orElse("no warning"));
        }
    }

    private String run(final String heap) throws Exception {
        final Path output = m_folder.newFile().toPath();
        final Path temporary = m_folder.newFolder().toPath();
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap, "-Djava.io.tmpdir=" + temporary, "-Djava.awt.headless=true", "-cp",
            System.getProperty("java.class.path"), SmallHeap.class.getName()).redirectErrorStream(true)
            .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        final String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".strips"));
        }
        return said;
    }

    @Test
    public void dataLargerThanMemoryAreLearntFromAFile() throws Exception {
        assertThat(run("-Xmx80m")).contains("2 templates")
            .contains("The data need more memory than KNIME has free, so they are read from a temporary file");
    }

    @Test
    public void dataThatFitStayInMemory() throws Exception {
        assertThat(run("-Xmx600m")).contains("2 templates").doesNotContain("read from a temporary file");
    }
}

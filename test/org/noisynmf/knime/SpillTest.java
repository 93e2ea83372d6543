package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.noisynmf.standin.NodeHost;

/** Every node that fits or projects works on a table larger than memory from a temporary file, with the same results, and says so. */
public class SpillTest {

    private static final String WARNING = "The data need more memory than KNIME has free, so they are read from a "
        + "temporary file";

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    /** A virtual machine of its own, whose heap the data do not fit into. */
    public static final class SmallHeap {

        private static final int PIXELS = 1000;

        private static final int COUNT = 3000;

        private static final int DISTINCT = 16;

        private SmallHeap() {
        }

        /**
         * @param args none
         * @throws Exception if a node fails
         */
        public static void main(final String[] args) throws Exception {
            final BufferedDataTable table = table();
            final PortObject model = run("NMF Learner", vectors(Nodes.with(Nodes.learner(false), "stopping/iterations",
                "5", "int", "output/uniquenessWhereCheap", "false", "boolean")), 1, table)[0];
            run("NNLS Projection", Nodes.projection(false, false), 0, model, table);
            run("Factorisation Scorer", Nodes.scorer(false, false), 2, model, table);
            run("NMF Error Estimates", Nodes.with(Nodes.errors(false), "method", "JACKKNIFE", "String", "groups", "2",
                "int"), 1, model, table);
            run("NMF Posterior", Nodes.with(vectors(Nodes.posterior(false, true)), "sweeps", "20", "int", "draws", "4",
                "int"), 2, table, model);
            run("NMF Rank", Nodes.with(vectors(Nodes.rank(false)), "to", "1", "int", "folds", "0", "int", "masks", "2",
                "int", "starts", "1", "int"), 0, table);
        }

        /** Rows share their cells: the table is small, what the engine stores of it, 24 MB, is not. */
        private static BufferedDataTable table() throws Exception {
            final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11L);
            final DataCell[] cells = new DataCell[DISTINCT];
            Arrays.setAll(cells, c -> {
                final double[] values = new double[PIXELS];
                // each template has pixels of its own, so that fits end soon
                Arrays.setAll(values, i -> 2 * i < PIXELS ? 1 + c + random.nextDouble()
                    : 1 + DISTINCT - c + random.nextDouble());
                return DoubleVectorCellFactory.createCell(values);
            });
            return Tables.table(
                new DataTableSpec(new String[]{"Pixels"}, new DataType[]{DoubleVectorCellFactory.TYPE}), c -> {
                    for (int j = 0; j < COUNT; j++) {
                        c.addRowToTable(new DefaultRow("Row" + j, cells[j % DISTINCT]));
                    }
                });
        }

        private static NodeHost vectors(final NodeHost node) throws Exception {
            return Nodes.with(node, "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String");
        }

        private static PortObject[] run(final String name, final NodeHost node, final int port,
            final PortObject... inputs) throws Exception {
            final PortObject[] out = Nodes.run(node, inputs);
            int hash = 0;
            for (final DataRow row : Nodes.table(out, port)) {
                hash = 31 * hash + row.toString().hashCode();
            }
            System.out.println(name + ": " + Nodes.table(out, port).size() + " rows, " + hash + "\t"
                + node.warning().map(w -> w.replace('\n', ' ')).orElse("no warning"));
            return out;
        }
    }

    private List<String> run(final String heap) throws Exception {
        final Path output = m_folder.newFile().toPath();
        final Path temporary = m_folder.newFolder().toPath();
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap, "-Djava.io.tmpdir=" + temporary, "-Djava.awt.headless=true", "-cp",
            System.getProperty("java.class.path"), SmallHeap.class.getName()).redirectErrorStream(true)
            .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        final String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".strips"));
        }
        return said.lines().filter(line -> line.contains("\t")).toList();
    }

    private static List<String> results(final List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf('\t'))).toList();
    }

    @Test
    public void dataLargerThanMemoryAreReadFromAFileWithTheSameResults() throws Exception {
        final List<String> spilled = run("-Xmx36m");
        assertThat(spilled).hasSize(6).allSatisfy(line -> assertThat(line).contains(WARNING));
        final List<String> held = run("-Xmx600m");
        assertThat(held).noneSatisfy(line -> assertThat(line).contains("temporary file"));
        assertThat(results(spilled)).isEqualTo(results(held));
    }
}

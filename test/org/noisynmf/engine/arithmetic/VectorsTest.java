package org.noisynmf.engine.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runner.notification.Failure;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;

/**
 * Loops with vector instructions give what the others give. Java has them only if it is started with their module, so all of
 * this runs in virtual machines of their own.
 */
public class VectorsTest {

    private static final String MODULE = "jdk.incubator.vector";

    private static final String NARROW = "-D" + Vectors.PROPERTY + "=narrow";

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    @Before
    public void javaHasTheModule() {
        Assume.assumeTrue("this Java has no module " + MODULE, ModuleFinder.ofSystem().find(MODULE).isPresent());
    }

    /** Answers on the standard output, in the virtual machine that is started. */
    public static final class Inside {

        private Inside() {
        }

        /**
         * @param args names of test classes to run; none for the results of a few fits
         */
        public static void main(final String[] args) throws ReflectiveOperationException {
            System.out.println(Vectors.description().orElse("no vectors"));
            if (args.length > 0) {
                final Result result = new JUnitCore().run(Class.forName(args[0]));
                for (final Failure failure : result.getFailures()) {
                    System.out.println(failure.getTestHeader() + ": " + failure.getMessage());
                }
                System.out.println(result.getRunCount() + " tests, " + result.getFailureCount() + " failed");
                return;
            }
            for (final Precision precision : Precision.values()) {
                for (final int threads : new int[]{1, 3}) {
                    for (final Algorithm algorithm : new Algorithm[]{Algorithm.NEARLY, Algorithm.ACCELERATED,
                        Algorithm.SHIFT}) {
                        // models of five templates have a loop of their own, sums of many templates lie side by side
                        for (final int rank : new int[]{5, 7, 11, 20}) {
                            System.out.println(precision + " " + algorithm + " of rank " + rank + " " + threads + " "
                                + fit(precision, algorithm, rank, true, threads).chi2());
                        }
                    }
                    // where problems share G, sweeps take five coordinates at a time, then three, then one
                    for (final int rank : new int[]{7, 13, 18}) {
                        System.out.println(precision + " without weights, of rank " + rank + " " + threads + " "
                            + fit(precision, Algorithm.ACCELERATED, rank, false, threads).chi2());
                    }
                }
            }
        }
    }

    /**
     * Widths that leave a rest at the end of a tile, windows that begin in the middle of one; three threads with a block each,
     * and some observations more.
     */
    private static NmfResult fit(final Precision precision, final Algorithm algorithm, final int rank,
        final boolean weighted, final int threads) {
        final int d = 1003;
        final Random random = new Random(7);
        final ObservationsBuilder builder = Observations.builder(d).precision(precision);
        for (int j = 0; j < 400; j++) {
            final double[] x = new double[d];
            final double[] v = new double[d];
            for (int i = 3 * (j % 150); i < 3 * (j % 150) + 500; i++) {
                x[i] = 2 + Math.sin(i * (1 + j % 7) * 0.01) + 0.3 * random.nextGaussian();
                v[i] = 1 + random.nextInt(8);
            }
            if (!weighted) {
                Arrays.fill(v, 1);
            }
            builder.add(x, v);
        }
        return Nmf.factorise(NmfProblem.of(builder.build()), NmfSettings.builder().algorithm(algorithm).rank(rank)
            .stopping(new Stopping(12, 0, 0, Double.POSITIVE_INFINITY)).seed(3).threads(threads).build(),
            Observer.NONE);
    }

    private List<String> inside(final List<String> options, final String... args)
        throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        for (final String property : List.of("noisynmf.shared", "noisynmf.root")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Inside.class.getName()));
        command.addAll(List.of(args));
        final Path output = m_folder.newFile().toPath();
        final Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
            .redirectError(m_folder.newFile()).start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        final List<String> said = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
        return said;
    }

    private List<String> withVectors(final String... args) throws IOException, InterruptedException {
        // narrow registers, too, so that this runs on any processor
        final List<String> said = inside(List.of("--add-modules", MODULE, NARROW), args);
        Assume.assumeFalse("this processor has no fused multiply-add", said.get(0).equals("no vectors"));
        return said;
    }

    private static double chi2(final String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    public void fitsAreThoseOfOtherLoopsUpToRounding() throws Exception {
        final List<String> with = withVectors();
        final List<String> without = inside(List.of());
        assertThat(without.get(0)).isEqualTo("no vectors");
        assertThat(with).hasSize(61).hasSameSizeAs(without);
        for (int l = 1; l < with.size(); l++) {
            // a dozen iterations multiply rounding by a few powers of ten
            final double most = with.get(l).startsWith("FLOAT64") ? 1e-11 : 1e-4;
            assertThat(chi2(with.get(l)) / chi2(without.get(l)) - 1).as(with.get(l)).isBetween(-most, most);
        }
    }

    @Test
    public void bitsAreEqualForAnyNumberOfThreads() throws Exception {
        final List<String> with = withVectors();
        for (int l = 1; l < with.size(); l++) {
            final String ofOneThread = with.get(l).replace(" 3 ", " 1 ");
            assertThat(with).contains(ofOneThread);
        }
    }

    @Test
    public void bitsAreEqualForAnyWidthOfRegisters() throws Exception {
        final List<String> wide = withVectors();
        final List<String> narrow = inside(List.of("--add-modules", MODULE, NARROW, "-XX:MaxVectorSize=16"));
        Assume.assumeFalse("registers of both runs have one width", wide.get(0).equals(narrow.get(0)));
        assertThat(narrow.subList(1, narrow.size())).hasSize(60).isEqualTo(wide.subList(1, wide.size()));
    }

    @Test
    public void narrowRegistersAreLeftAlone() throws Exception {
        final List<String> said = inside(List.of("--add-modules", MODULE, "-XX:MaxVectorSize=32"));
        assertThat(said.get(0)).isEqualTo("no vectors");
    }

    @Test
    public void kernelsKeepTheirContract() throws Exception {
        final List<String> said = withVectors("org.noisynmf.engine.moments.KernelsTest");
        assertThat(said.get(said.size() - 1)).as(String.join("\n", said)).matches("\\d{3,} tests, 0 failed");
    }

    @Test
    public void severalCoordinatesAtATimeAreAsOneAfterTheOther() throws Exception {
        final List<String> said = withVectors("org.noisynmf.engine.step.SharedSweepTest");
        assertThat(said.get(said.size() - 1)).as(String.join("\n", said)).isEqualTo("3 tests, 0 failed");
    }

    @Test
    public void matricesThatProblemsShareAreSummedUpAlike() throws Exception {
        final List<String> said = withVectors("org.noisynmf.engine.moments.GramTest");
        assertThat(said.get(said.size() - 1)).as(String.join("\n", said)).isEqualTo("2 tests, 0 failed");
    }

    @Test
    public void dataInAFileGiveTheBitsOfTheHeap() throws Exception {
        final List<String> said = withVectors("org.noisynmf.io.packed.PackedFileTest");
        assertThat(said.get(said.size() - 1)).as(String.join("\n", said)).matches("\\d{2,} tests, 0 failed");
    }

    @Test
    public void aPropertySwitchesThemOff() throws Exception {
        final List<String> said = inside(List.of("--add-modules", MODULE, "-D" + Vectors.PROPERTY + "=false"));
        assertThat(said.get(0)).isEqualTo("no vectors");
    }
}

package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.headless.output.Console;
import org.noisynmf.io.fits.FitsSpectraWriter;

/** Every command of every page in docs/, in the order of its page, in a folder with files of the names that the pages use. */
public class DocumentedCommandsTest {

    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", "..")).toAbsolutePath().normalize();

    private static final String JAR = "java -jar headless/target/noisynmf.jar ";

    /** What builds and measures, for developers: the build itself runs it, or nobody waits for it in a test. */
    private static final Set<String> DEVELOPERS =
        Set.of("mvn ", "python3 benchmarks/", "java -cp \"benchmarks", "java -cp \"$PIT",
            "java org.noisynmf.benchmarks.");

    private static final String SYNOPSIS = "COMMAND [options]";

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    /** Runs commands one after the other in the folder of the process; words are separated by tabs. */
    public static final class Batch {

        private Batch() {
        }

        public static void main(final String[] args) throws IOException {
            int failed = 0;
            for (final String line : Files.readAllLines(Path.of(args[0]))) {
                final int code = Main.execute(new Console(System.out, System.err, false),
                    line.split("\t"));
                System.out.println("EXIT " + code + " " + line.replace('\t', ' '));
                failed += code == 0 ? 0 : 1;
            }
            System.exit(failed);
        }
    }

    private static Map<Path, List<String>> commands() throws IOException {
        final Map<Path, List<String>> commands = new LinkedHashMap<>();
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            for (final Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
                final List<String> found = new ArrayList<>();
                final List<String> lines = Files.readAllLines(page);
                for (int l = 0; l < lines.size(); l++) {
                    String line = lines.get(l);
                    while (line.endsWith("\\")) {
                        line = line.substring(0, line.length() - 1) + " " + lines.get(++l).strip();
                    }
                    if (line.startsWith("    ") && line.strip().startsWith("java ") && !line.endsWith(SYNOPSIS)
                        && DEVELOPERS.stream().noneMatch(line.strip()::startsWith)) {
                        found.add(line.strip());
                    }
                }
                commands.put(page, found);
            }
        }
        return commands;
    }

    private static double[][] matrix(final int rows, final int columns, final DoubleSupplier entry) {
        return Stream.generate(() -> DoubleStream.generate(entry).limit(columns).toArray()).limit(rows)
            .toArray(double[][]::new);
    }

    private Path desk() throws IOException {
        final Path desk = temporary.getRoot().toPath();
        Files.createSymbolicLink(desk.resolve("workflows"), ROOT.resolve("workflows"));
        final Random random = new Random(1);
        final double[][] w = matrix(3, 24, () -> Math.max(random.nextDouble() - 0.3, 0));
        final double[][] x = matrix(16, 24, () -> 0.05 * random.nextGaussian());
        for (final double[] row : x) {
            for (final double[] template : w) {
                final double coefficient = random.nextDouble();
                Arrays.setAll(row, i -> row[i] + coefficient * template[i]);
            }
        }
        final double[][] v = matrix(16, 24, () -> random.nextDouble() < 0.1 ? 0 : 0.5 + random.nextDouble());
        for (final String prefix : new String[]{"", "new"}) {
            Cli.npy(desk.resolve(prefix.isEmpty() ? "X.npy" : "new.npy"), x);
            Cli.npy(desk.resolve(prefix + "V.npy"), v);
        }
        for (final String file : new String[]{"data.csv", "sigma.csv", "BatonRouge-con.csv", "BatonRouge-unc.csv"}) {
            final boolean sigma = file.contains("sigma") || file.contains("unc");
            final StringBuilder text = new StringBuilder("Date,A,B,C,D,E\n");
            for (int j = 0; j < 12; j++) {
                text.append("day ").append(j);
                for (int i = 0; i < 5; i++) {
                    text.append(',').append(sigma ? 0.1 : 1 + (j * 7 + i * 3) % 5 + (i + j) % 3);
                }
                text.append('\n');
            }
            Files.writeString(desk.resolve(file), text);
        }
        spectra(desk);
        return desk;
    }

    private static void spectra(final Path desk) throws IOException {
        final Path folder = Files.createDirectory(desk.resolve("spectra"));
        final Quasars.Spectra truth = new Quasars(12, 2e-3, 1, 2, 2, 10, 1e3).simulate(1);
        final Quasars.ObservedSpectra observed = truth.observed();
        final StringBuilder catalogue = new StringBuilder("name,redshift\n");
        for (int j = 0; j < 12; j++) {
            try (FitsSpectraWriter out =
                new FitsSpectraWriter(Files.newOutputStream(folder.resolve("q" + j + ".fits")))) {
                out.begin(FitsSpectraWriter.FLUX, observed.wavelengths().length, 1);
                out.add(observed.flux()[j]);
                out.begin(FitsSpectraWriter.INVERSE_VARIANCE, observed.wavelengths().length, 1);
                out.add(observed.weights()[j]);
                out.wavelengths(observed.wavelengths(), null, null);
            }
            catalogue.append("q" + j + "," + truth.redshifts()[j] + "\n");
        }
        Files.writeString(desk.resolve("z.csv"), catalogue);
    }

    private static String words(final String command) {
        final String arguments = command.substring(JAR.length()).replace("$q", "3");
        return Arrays.stream(arguments.split(" +(?=([^\"]*\"[^\"]*\")*[^\"]*$)")).map(w -> w.replace("\"", ""))
            .collect(Collectors.joining("\t"));
    }

    @Test
    public void everyCommandOfThePagesSucceeds() throws Exception {
        final Path desk = desk();
        final Map<Path, List<String>> commands = commands();
        final List<String> all = new ArrayList<>();
        commands.forEach((page, list) -> {
            assertThat(list).as(page.toString()).allMatch(c -> c.startsWith(JAR));
            list.stream().map(DocumentedCommandsTest::words).filter(c -> !all.contains(c)).forEach(all::add);
        });
        assertThat(all).hasSizeGreaterThan(14);
        final Path list = Files.write(desk.resolve("commands.txt"), all);
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Batch.class.getName(),
            list.toString())
            .directory(desk.toFile()).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output.lines().filter(l -> l.startsWith("EXIT") && !l.startsWith("EXIT 0")
            || l.startsWith("noisynmf")).collect(Collectors.joining("\n"))).isZero();
    }
}

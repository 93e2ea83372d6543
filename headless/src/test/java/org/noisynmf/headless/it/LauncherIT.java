package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeFalse;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** The script of the archive runs the command line, and starts it from an archive of classes after the first time. */
public class LauncherIT {

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private Path m_home;

    private Path m_lib;

    private Path m_data;

    /** What a run said and how it ended. */
    private record Said(int code, String out, String err) {
    }

    @Before
    public void unpack() throws IOException {
        assumeFalse("a script for sh", System.getProperty("os.name").startsWith("Windows"));
        final Path root = m_folder.getRoot().toPath();
        try (ZipFile zip = new ZipFile(System.getProperty("noisynmf.archive"))) {
            for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                final ZipEntry entry = entries.nextElement();
                final Path file = root.resolve("app").resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        try (var folders = Files.list(root.resolve("app"))) {
            m_home = folders.findFirst().orElseThrow();
        }
        m_lib = m_home.resolve("lib");
        m_data = Cli.npy(root.resolve("x.npy"), new double[]{1, 2, 3}, new double[]{2, 4, 7}, new double[]{3, 1, 1});
    }

    private Said run(final String out, final String... environment) throws Exception {
        return start(List.of("factorise", "--data", m_data.toString(), "--rank", "1", "--out",
            m_folder.getRoot().toPath().resolve(out).toString()), environment);
    }

    private Said start(final List<String> arguments, final String... environment) throws Exception {
        final List<String> command = new ArrayList<>(List.of("sh", m_home.resolve("bin/noisynmf").toString()));
        command.addAll(arguments);
        final Path said = m_folder.newFile().toPath();
        final Path failed = m_folder.newFile().toPath();
        final ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(said.toFile())
            .redirectError(failed.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("NOISYNMF_"));
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        final Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return new Said(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8),
            Files.readString(failed, StandardCharsets.UTF_8));
    }

    @Test
    public void theSecondStartTakesItsClassesFromTheArchive() throws Exception {
        final Said first = run("first");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("results in").doesNotContain("[warning]");
        assertThat(m_lib.resolve("noisynmf.jsa")).exists();
        final Said second = run("second", "NOISYNMF_JAVA_OPTS", "-Xlog:class+load");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).containsPattern("org\\.noisynmf\\.engine\\.Nmf source: shared objects file \\(top\\)");
        assertThat(m_folder.getRoot().toPath().resolve("second/templates.npy"))
            .hasSameBinaryContentAs(m_folder.getRoot().toPath().resolve("first/templates.npy"));
    }

    @Test
    public void helpMakesNoArchiveSinceItLoadsFewClasses() throws Exception {
        for (final String help : List.of("-h", "--help")) {
            final Said said = start(List.of("factorise", help));
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains("--rank");
            assertThat(m_lib.resolve("noisynmf.jsa")).doesNotExist();
        }
    }

    @Test
    public void aFolderWithASpaceServesToo() throws Exception {
        m_home = Files.move(m_home, m_folder.getRoot().toPath().resolve("two words"));
        assertThat(run("first").code()).isZero();
        assertThat(run("second").code()).isZero();
    }

    @Test
    public void anArchiveOfAnotherJarIsMadeAnew() throws Exception {
        run("first");
        Files.writeString(m_lib.resolve("noisynmf.jsa.for"), "another java\n");
        assertThat(run("second").code()).isZero();
        assertThat(m_lib.resolve("noisynmf.jsa.for")).content()
            .contains(m_lib.resolve("noisynmf.jar").toRealPath().toString());
    }

    @Test
    public void vectorInstructionsAreUsedOnRequest() throws Exception {
        assumeTrue("this Java has no module jdk.incubator.vector",
            ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent());
        final Said said = run("first", "NOISYNMF_VECTORS", "yes");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).isEqualToIgnoringNewLines("WARNING: Using incubator modules: jdk.incubator.vector");
        final Said without = run("second", "NOISYNMF_VECTORS", "no");
        assertThat(without.err()).isEmpty();
    }

    @Test
    public void vectorInstructionsAreUsedForLargeFilesWhereRegistersAreWide() throws Exception {
        assumeTrue("this Java has no module jdk.incubator.vector",
            ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent());
        final Path root = m_folder.getRoot().toPath();
        m_data = root.resolve("large.npy");
        // what is no array is refused at once, however large
        try (FileChannel file = FileChannel.open(m_data, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1]), 105_000_000);
        }
        final Said said = run("first");
        assertThat(said.code()).isNotZero();
        final Path processor = Path.of("/proc/cpuinfo");
        final boolean wide = Files.isReadable(processor) && Files.readString(processor).contains("avx512f");
        assertThat(said.err().contains("WARNING: Using incubator modules: jdk.incubator.vector")).isEqualTo(wide);
    }

    @Test
    public void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        final Said said = run("first", "NOISYNMF_ARCHIVE", m_data.resolve("none").toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("cannot be written, so there is no archive of loaded classes");
        final Said without = run("second", "NOISYNMF_ARCHIVE", "none");
        assertThat(without.code()).isZero();
        assertThat(without.err()).isEmpty();
        assertThat(m_lib.resolve("noisynmf.jsa")).doesNotExist();
    }
}

package org.noisynmf.headless.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Workflows that somebody damaged, or made to do harm. */
public class RunSafetyTest {

    /** 60 in every run; more by the property. */
    private static final int MUTATIONS = Math.max(60, Integer.getInteger("noisynmf.mutations", 60) / 2);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_workflow;

    @Before
    public void writeWorkflow() throws IOException {
        m_dir = folder.getRoot().toPath();
        m_workflow = new WorkflowFiles(m_dir.resolve("W")).numbers(1, 3, 2.5).check(2, "x").connect(1, 1, 2, 1).save();
    }

    private Cli run(final Object... more) {
        final Object[] all = Arrays.copyOf(new Object[]{"run", "-workflowDir=" + m_workflow, "-failonloaderror"},
            2 + 1 + more.length);
        System.arraycopy(more, 0, all, 3, more.length);
        return Cli.run(all);
    }

    @Test
    public void mutatedWorkflowsAreAnsweredInLines() throws IOException {
        final Path[] files = {m_workflow.resolve("workflow.knime"), m_workflow.resolve("Numbers (#1)/settings.xml"),
            m_workflow.resolve("Check (#2)/settings.xml")};
        for (int seed = 0; seed < MUTATIONS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final Path file = files[random.nextInt(files.length)];
            final byte[] whole = Files.readAllBytes(file);
            Files.write(file,
                mutate(new String(whole, StandardCharsets.UTF_8), random).getBytes(StandardCharsets.UTF_8));
            final Cli cli = run();
            assertThat(cli.code()).as("seed %d: %s", seed, cli.err()).isIn(0, 3, 4);
            assertThat(cli.err()).as("seed %d", seed).doesNotContain("internal error").doesNotContain("\tat ");
            assertThat(cli.err().lines()).as("seed %d", seed).allMatch(line -> line.matches("(?s)(ERROR|WARN ) .*"));
            Files.write(file, whole);
        }
    }

    /** A letter more, less or another; an attribute or a line less; cut off. */
    private static String mutate(final String text, final SplittableRandom random) {
        final int at = random.nextInt(text.length());
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + (char)(32 + random.nextInt(95)) + text.substring(at + 1);
            case 1 -> text.substring(0, at);
            case 2 -> text.substring(0, at) + text.substring(at).replaceFirst(" value=\"[^\"]*\"", "");
            case 3 -> text.substring(0, at) + text.substring(at).replaceFirst("\\n[^\\n]*\\n", "\n");
            default -> text.substring(0, at) + text.substring(at).replaceFirst("value=\"[^\"]*\"", "value=\"-7x\"");
        };
    }

    @Test
    public void classThatPluginXmlDoesNotNameIsNotLoaded() throws IOException {
        m_workflow = new WorkflowFiles(m_dir.resolve("Other"))
            .node(1, "Evil", Cli.class.getName(), "CONFIGURED", settings -> {
            }).save();
        final Cli cli = run();
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("Cli is not a node of this plug-in");
    }

    @Test
    public void linkIntoTheWorkflowIsRefused() throws IOException {
        final Path link = m_dir.resolve("link");
        try {
            Files.createSymbolicLink(link, m_workflow);
        } catch (final IOException | UnsupportedOperationException e) {
            Assume.assumeNoException("links", e);
        }
        final Cli cli = run("-exportDir=" + link.resolve("out"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("-exportDir is inside the workflow");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    public void exportFolderThatCannotBeMadeIsRefusedBeforeTheFirstNode() throws IOException {
        final Path file = Cli.text(m_dir.resolve("file"), "x");
        final Cli cli = run("-exportDir=" + file.resolve("out"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("file is a file");
        assertThat(cli.out()).as("no node was run").isEmpty();
    }

    @Test
    public void staleFilesOfAnEarlierExportGoAway() throws IOException {
        final Path out = m_dir.resolve("out");
        run("-exportDir=" + out);
        Cli.text(out.resolve("notes.txt"), "mine");
        assertThat(Cli.files(out)).contains("2-check-same-data.csv", "index.html", "manifest.json");
        m_workflow = new WorkflowFiles(m_dir.resolve("Smaller")).numbers(1, 3, 2.5).save();
        run("-exportDir=" + out);
        assertThat(Cli.files(out)).containsExactly("1-numbers-some-numbers.csv", "1-numbers.html", "index.html",
            "manifest.json", "notes.txt");
        assertThat(out.resolve("index.html")).content().contains("href=\"1-numbers.html\"")
            .doesNotContain("2-check");
    }

    @Test
    public void archiveIsUnpackedUpToItsLimits() throws IOException {
        Files.write(m_workflow.resolve("zeros"), new byte[3 << 20]);
        final Path archive = WorkflowFiles.zip(m_workflow, m_dir.resolve("w.knwf"), "W/");
        final Cli bytes = Cli.run("run", "-workflowFile=" + archive, "-maxUnpacked=2");
        assertThat(bytes.code()).isEqualTo(3);
        assertThat(bytes.err().strip()).contains("more than 2 MB").doesNotContain("\n");
        final Cli entries = Cli.run("run", "-workflowFile=" + archive, "-maxEntries=2");
        assertThat(entries.code()).isEqualTo(3);
        assertThat(entries.err()).contains("more than 2 entries");
        assertThat(Cli.run("run", "-workflowFile=" + archive, "-maxUnpacked=4").code()).isZero();
    }
}

package org.noisynmf.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.knime.core.node.KNIMEConstants;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.util.FileUtil;
import org.noisynmf.standin.spi.WorkflowLocation;

/** Locations of files resolve as in KNIME. */
public class FilesTest {

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    private Path m_file;

    @Before
    public void enterWorkflow() throws IOException {
        m_file = m_folder.newFolder("my data").toPath().resolve("x 1.csv");
        Files.writeString(m_file, "1,2");
        WorkflowLocation workflow = () -> m_folder.getRoot().toPath();
        NodeContext.pushContext(workflow);
    }

    @After
    public void leaveWorkflow() {
        NodeContext.removeLastContext();
    }

    @Test
    public void pathsAndFileUrlsAreFiles() throws Exception {
        assertThat(FileUtil.resolveToPath(FileUtil.toURL(m_file.toString()))).isEqualTo(m_file);
        assertThat(FileUtil.resolveToPath(FileUtil.toURL(m_file.toUri().toString()))).isEqualTo(m_file);
    }

    @Test
    public void workflowUrlsLieInTheWorkflow() throws Exception {
        for (var location : new String[]{"knime://knime.workflow/my data/x 1.csv",
            "knime://knime.workflow/my%20data/x%201.csv"}) {
            var url = FileUtil.toURL(location);
            assertThat(FileUtil.resolveToPath(url)).isEqualTo(m_file);
            try (var in = FileUtil.openStreamWithTimeout(url)) {
                assertThat(new String(in.readAllBytes())).isEqualTo("1,2");
            }
        }
    }

    @Test
    public void workflowUrlsDoNotLeaveTheWorkflow() throws Exception {
        var url = FileUtil.toURL("knime://knime.workflow/../secret.csv");
        assertThatThrownBy(() -> FileUtil.resolveToPath(url)).isInstanceOf(IOException.class)
            .hasMessageContaining("Leaving the workflow");
    }

    @Test
    public void webUrlsAreNoFiles() throws Exception {
        assertThat(FileUtil.resolveToPath(FileUtil.toURL("https://example.org/x.csv"))).isNull();
    }

    @Test
    public void plainThreadsHaveNoContextAndPoolThreadsHave() throws Exception {
        var url = FileUtil.toURL("knime://knime.workflow/my data/x 1.csv");
        var inPlainThread = new FutureTask<>(() -> FileUtil.resolveToPath(url));
        new Thread(inPlainThread).start();
        assertThatThrownBy(inPlainThread::get).hasCauseInstanceOf(IOException.class)
            .hasMessageContaining("No workflow context");
        assertThat(KNIMEConstants.GLOBAL_THREAD_POOL.enqueue(() -> FileUtil.resolveToPath(url)).get())
            .isEqualTo(m_file);
    }
}

package org.knime.core.util;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.knime.core.node.workflow.NodeContext;
import org.noisynmf.standin.spi.WorkflowLocation;

/** Paths, file URLs and {@code knime://knime.workflow/…} as KNIME resolves them. */
public final class FileUtil {

    private static final String PROTOCOL = "knime";

    private static final String WORKFLOW_HOST = "knime.workflow";

    private static final int TIMEOUT_MILLIS = 1000;

    private FileUtil() {
    }

    /** @return the URL that the text is, or that of the file if it is a path */
    public static URL toURL(final String urlOrPath) throws MalformedURLException {
        if (urlOrPath.isEmpty()) {
            throw new InvalidPathException(urlOrPath, "Empty path");
        }
        if (urlOrPath.startsWith(PROTOCOL + ":")) {
            return new URL(null, urlOrPath, new WorkflowHandler());
        }
        try {
            return new URL(urlOrPath);
        } catch (MalformedURLException e) {
            return Path.of(urlOrPath).toAbsolutePath().toUri().toURL();
        }
    }

    /** @return the local file, or null if the URL is not that of one */
    public static Path resolveToPath(final URL url) throws IOException, URISyntaxException {
        return switch (url.getProtocol()) {
            case "file" -> Path.of(new URI(url.toString().replace(" ", "%20")));
            case PROTOCOL -> resolveInWorkflow(url);
            default -> null;
        };
    }

    private static Path resolveInWorkflow(final URL url) throws IOException, URISyntaxException {
        if (!WORKFLOW_HOST.equals(url.getHost())) {
            throw new IOException("Unknown location \"" + url + "\": only knime://" + WORKFLOW_HOST + "/ is known");
        }
        var workflow = NodeContext.getContextOptional()
            .flatMap(c -> c.getContextObjectForClass(WorkflowLocation.class))
            .map(WorkflowLocation::workflowDirectory)
            .orElseThrow(() -> new IOException("No workflow context available, cannot resolve " + url));
        var relative = new URI(url.toString().replace(" ", "%20")).getPath().replaceFirst("^/+", "");
        var root = workflow.toAbsolutePath().normalize();
        var resolved = root.resolve(relative).normalize();
        if (!resolved.startsWith(root)) {
            throw new IOException("Leaving the workflow is not allowed for workflow-relative URLs: " + url);
        }
        return resolved;
    }

    /** @return the folder for temporary files of the workflow that is at work, or of all */
    public static File getWorkflowTempDir() {
        return new File(System.getProperty("java.io.tmpdir"));
    }

    public static InputStream openStreamWithTimeout(final URL url) throws IOException {
        return openStreamWithTimeout(url, TIMEOUT_MILLIS);
    }

    /** @param timeout in milliseconds, for connecting and for reading */
    public static InputStream openStreamWithTimeout(final URL url, final int timeout) throws IOException {
        var connection = url.openConnection();
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        return connection.getInputStream();
    }

    private static final class WorkflowHandler extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(final URL url) {
            return new URLConnection(url) {

                @Override
                public void connect() {
                    // the file is opened when it is read
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    try {
                        return Files.newInputStream(resolveInWorkflow(url));
                    } catch (URISyntaxException e) {
                        throw new IOException("Not a valid location: " + url, e);
                    }
                }
            };
        }
    }
}

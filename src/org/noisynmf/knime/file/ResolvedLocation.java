package org.noisynmf.knime.file;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.FileUtil;

/**
 * What KNIME makes of the name that a user gives a file, whether one is there or not.
 *
 * @param text the name
 * @param url where that is
 * @param path the same on this machine, or null if it does not lie there
 */
public record ResolvedLocation(String text, URL url, Path path) {

    /**
     * @param given a path, a file URL or a KNIME URL
     * @return where that is
     * @throws InvalidSettingsException if it is none of these
     */
    public static ResolvedLocation of(final String given) throws InvalidSettingsException {
        final String text = given == null ? "" : given.trim();
        if (text.isEmpty()) {
            throw new InvalidSettingsException("No file is given. Enter its path or URL in the dialog.");
        }
        try {
            final URL url = FileUtil.toURL(text);
            return new ResolvedLocation(text, url, FileUtil.resolveToPath(url));
        } catch (final IOException | URISyntaxException | IllegalArgumentException e) {
            throw new InvalidSettingsException(
                "The file \"" + text + "\" is neither a path nor a URL that can be resolved: " + e.getMessage(), e);
        }
    }
}

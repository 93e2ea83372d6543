package org.noisynmf.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page that shows a {@link FactorisationView}: one HTML file that needs nothing else. Inside KNIME it asks its
 * frame for the data; on its own it carries them.
 */
public final class ViewPage {

    private static final String RESOURCE = "nmf-view.html";

    /** Where the page looks for data of its own; the build of the page writes this line and this class fills it. */
    private static final String DATA_SLOT = "<script id=\"nmf-data\" type=\"application/json\"></script>";

    private ViewPage() {
    }

    /**
     * The page without data, for a host that hands them over.
     *
     * @return HTML, in UTF-8 when written to a file
     */
    public static String html() {
        try (InputStream resource = ViewPage.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + ViewPage.class.getName());
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /**
     * The page with its data inside, for a report that is opened from a file.
     *
     * @param json a {@link FactorisationView} as JSON, bare or as {@code {"result": …}}
     * @return HTML, to be written in UTF-8
     */
    public static String standalone(final String json) {
        final String page = html();
        final int slot = page.indexOf(DATA_SLOT);
        if (slot < 0) {
            throw new IllegalStateException(RESOURCE + " has no place for data");
        }
        // Within JSON '<' occurs in strings alone, where its escape means the same and cannot end the script element.
        final String harmless = json.replace("<", "\\u003c");
        final int at = slot + DATA_SLOT.indexOf("</script>");
        return page.substring(0, at) + harmless + page.substring(at);
    }
}

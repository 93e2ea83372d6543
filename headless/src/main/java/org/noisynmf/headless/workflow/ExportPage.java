package org.noisynmf.headless.workflow;

import java.util.List;

/** The page that lists what a run exported: images as thumbnails, views and tables as links. */
final class ExportPage {

    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Results</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body { font: 16px/1.5 sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
        img { max-width: 20em; max-height: 15em; border: 1px solid #ccc; display: block; }
        li { margin: .3em 0; }
        </style></head><body>
        """;

    private ExportPage() {
    }

    /**
     * @param files names of the files, all letters, digits, dots and dashes
     * @return the page
     */
    static String of(final List<String> files) {
        final StringBuilder page = new StringBuilder(HEAD);
        section(page, "Views", files.stream().filter(f -> f.endsWith(".html")).toList(), false);
        section(page, "Images", files.stream().filter(f -> f.endsWith(".png") || f.endsWith(".svg")).toList(), true);
        section(page, "Tables", files.stream().filter(f -> f.endsWith(".csv")).toList(), false);
        return page.append("</body></html>\n").toString();
    }

    private static void section(final StringBuilder page, final String title, final List<String> files,
        final boolean images) {
        if (files.isEmpty()) {
            return;
        }
        page.append("<h1>").append(title).append("</h1>\n<ul>\n");
        for (final String file : files) {
            page.append("<li><a href=\"").append(file).append("\">");
            if (images) {
                page.append("<img src=\"").append(file).append("\" alt=\"\">");
            }
            page.append(file).append("</a></li>\n");
        }
        page.append("</ul>\n");
    }
}

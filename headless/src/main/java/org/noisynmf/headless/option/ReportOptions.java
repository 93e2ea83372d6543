package org.noisynmf.headless.option;

import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Report;
import org.noisynmf.io.source.Names;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that ask for a page for the eye, and say what its axes are. */
public final class ReportOptions {

    @Option(names = "--report", order = 13,
        description = "Also write report.html, a page that needs nothing else, and its first charts as PNG and SVG.")
    public boolean report;

    @Mixin
    private Titles m_titles;

    /**
     * @param out receives the files
     * @param title heading of the page
     * @param names of observations and pixels, or empty lists
     * @return what adds the page
     */
    public Report to(final OutputFolder out, final String title, final Names names) {
        return m_titles.to(out, title, names);
    }

    /** What the axes are. */
    public static final class Titles {

        @Option(names = "--axis-title", paramLabel = "TEXT", defaultValue = "", order = 14,
            description = "For the page: what the pixels are, with their unit, such as \"Wavelength (nm)\". Default: "
                + "from the names of the pixels.")
        private String m_axisTitle;

        @Option(names = "--value-title", paramLabel = "TEXT", defaultValue = "", order = 15,
            description = "For the page: what the values are, with their unit, such as \"Concentration (µg/m³)\".")
        private String m_valueTitle;

        /**
         * @param out receives the files
         * @param title heading of the page
         * @param names of observations and pixels, or empty lists
         * @return what adds the page
         */
        public Report to(final OutputFolder out, final String title, final Names names) {
            // without a screen, as on a server
            System.setProperty("java.awt.headless", "true");
            return new Report(out, title, names, m_axisTitle, m_valueTitle);
        }
    }
}

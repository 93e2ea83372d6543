package org.noisynmf.io.source;

/** Words of a file as messages show them. */
public final class Quote {

    /** Of a longer text the beginning is shown. */
    private static final int LONGEST = 80;

    private Quote() {
    }

    /**
     * @param text from a file
     * @return its beginning in quotation marks, at most 80 characters, with control characters made visible
     */
    public static String of(final String text) {
        return '"' + beginning(text) + '"';
    }

    /**
     * @param text from a file
     * @return its beginning, at most 80 characters, with control characters made visible
     */
    public static String beginning(final String text) {
        final String begin = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        return begin.replaceAll("\\p{Cntrl}", "?");
    }
}

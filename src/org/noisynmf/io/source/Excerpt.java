package org.noisynmf.io.source;

/** What a message quotes of a file: one line of at most 80 characters. */
public final class Excerpt {

    /** Characters that are quoted at most. */
    public static final int LONGEST = 80;

    private Excerpt() {
    }

    /**
     * @param text from a file
     * @return its beginning, at most 80 characters; what cannot be printed is a question mark
     */
    public static String of(final String text) {
        final String begin = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        return begin.replaceAll("\\p{Cntrl}", "?");
    }
}

package org.noisynmf.engine.naming;

/** Numbers of things in messages. */
public final class Counted {

    private Counted() {
    }

    /**
     * @param n a number of things
     * @param thing its name in the singular, with an s in the plural
     * @return e.g. "1 row", "3 rows"
     */
    public static String of(final long n, final String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}

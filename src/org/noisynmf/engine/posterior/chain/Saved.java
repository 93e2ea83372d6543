package org.noisynmf.engine.posterior.chain;

import java.util.Map;

/** Takes arrays back from a saved state. */
public final class Saved {

    private Saved() {
    }

    /**
     * @param values named arrays. Not modified.
     * @param name of the wanted one
     * @param to receives it. Modified.
     * @throws IllegalArgumentException if it is absent or of another length
     */
    public static void take(final Map<String, double[]> values, final String name, final double[] to) {
        final double[] from = get(values, name);
        if (from.length != to.length) {
            throw new IllegalArgumentException("The saved state holds " + from.length + " values of " + name + ", but "
                + to.length + " are needed: it belongs to other data or settings");
        }
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /**
     * @param values named arrays. Not modified.
     * @param name of the wanted one
     * @return it. Treat as read-only.
     * @throws IllegalArgumentException if it is absent
     */
    public static double[] get(final Map<String, double[]> values, final String name) {
        final double[] from = values.get(name);
        if (from == null) {
            throw new IllegalArgumentException("The saved state holds no values of " + name
                + ": it belongs to other data or settings");
        }
        return from;
    }
}

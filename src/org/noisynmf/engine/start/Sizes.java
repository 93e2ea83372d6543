package org.noisynmf.engine.start;

/** Sizes of factors that must fit into one array. */
final class Sizes {

    private Sizes() {
    }

    /**
     * @param count n or d
     * @param rank q
     * @param name what the factor is called, plural
     * @return their product
     * @throws IllegalArgumentException if an array cannot hold it
     */
    static int of(final int count, final int rank, final String name) {
        final long size = (long)count * rank;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                count + " × " + rank + " " + name + " are more than an array can hold; ask for fewer templates");
        }
        return (int)size;
    }
}

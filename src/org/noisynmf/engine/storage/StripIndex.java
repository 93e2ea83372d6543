package org.noisynmf.engine.storage;

/**
 * Where the strips of observations lie. The pixel axis is cut into tiles of equal width; of each observation there is one
 * strip for every tile in which it has weight.
 *
 * @param pixels d
 * @param tileWidth pixels of a tile; the last one may reach beyond d
 * @param firstStrip first strip of each observation, n + 1 numbers
 * @param tileOfStrip tile of each strip, ascending within an observation
 */
public record StripIndex(int pixels, int tileWidth, int[] firstStrip, int[] tileOfStrip) {

    /** Largest width of a tile: two strips and the tiles of a few templates stay in the first cache level. */
    private static final int MAX_TILE_WIDTH = 256;

    /** Tiles are multiples of this: two of the widest registers in single precision, so that loops leave no rest. */
    private static final int TILE_UNIT = 32;

    /** Checks the width, on which loops rely. */
    public StripIndex {
        if (tileWidth % TILE_UNIT != 0) {
            throw new IllegalArgumentException("A tile has " + tileWidth + " pixels, no multiple of " + TILE_UNIT);
        }
    }

    /**
     * @param pixels d ≥ 1
     * @return width of equal tiles, a whole number of the widest registers
     */
    public static int tileWidth(final int pixels) {
        final int tiles = (pixels + MAX_TILE_WIDTH - 1) / MAX_TILE_WIDTH;
        return ((pixels + tiles - 1) / tiles + TILE_UNIT - 1) / TILE_UNIT * TILE_UNIT;
    }

    /** @return n, the number of observations */
    public int observations() {
        return firstStrip.length - 1;
    }

    /** @return number of tiles the pixel axis is cut into */
    public int tiles() {
        return (pixels + tileWidth - 1) / tileWidth;
    }

    /**
     * @param which indices of the wanted observations. Not modified.
     * @return the numbers of their strips
     * @throws IllegalArgumentException if none is wanted
     */
    public int[] stripsOf(final int[] which) {
        if (which.length == 0) {
            throw new IllegalArgumentException("There are no observations; at least one is needed");
        }
        int strips = 0;
        for (final int j : which) {
            strips += firstStrip[j + 1] - firstStrip[j];
        }
        final int[] wanted = new int[strips];
        int next = 0;
        for (final int j : which) {
            for (int s = firstStrip[j]; s < firstStrip[j + 1]; s++) {
                wanted[next++] = s;
            }
        }
        return wanted;
    }

    /**
     * @param which indices of the wanted observations. Not modified.
     * @param strips the numbers of their strips. Not modified.
     * @return where those lie when they are all there is
     */
    public StripIndex select(final int[] which, final int[] strips) {
        final int[] first = new int[which.length + 1];
        for (int j = 0; j < which.length; j++) {
            first[j + 1] = first[j] + firstStrip[which[j] + 1] - firstStrip[which[j]];
        }
        final int[] tiles = new int[strips.length];
        for (int s = 0; s < strips.length; s++) {
            tiles[s] = tileOfStrip[strips[s]];
        }
        return new StripIndex(pixels, tileWidth, first, tiles);
    }
}

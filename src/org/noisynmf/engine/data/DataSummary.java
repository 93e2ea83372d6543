package org.noisynmf.engine.data;

/**
 * What the steps on moments need to know of the data: not the entries, but their shape, their scale and their kind. That of
 * blocks is added up, so that all blocks of one data set can agree on it before the first pass.
 *
 * @param pixels d
 * @param count n
 * @param tileWidth width of a tile of the pixel axis in pixels
 * @param dataExponent e in stored x = x · 2⁻ᵉ
 * @param weightExponent e in stored v = v · 2⁻ᵉ
 * @param uniform whether every entry is observed and has weight 1, so that Gram matrices are shared
 * @param minimum the smallest observed value as stored; +∞ if nothing is observed
 * @param weightedSquares Σ V X² of the stored values
 * @param observedEntries entries with weight
 * @param pixelObserved whether any observation has weight in a pixel, d values. Read-only.
 */
public record DataSummary(int pixels, long count, int tileWidth, int dataExponent, int weightExponent, boolean uniform,
    double minimum, double weightedSquares, long observedEntries, boolean[] pixelObserved) {

    /** @return number of tiles the pixel axis is cut into */
    public int tiles() {
        return (pixels + tileWidth - 1) / tileWidth;
    }

    /**
     * @param tile index of a tile
     * @return pixels in it; the last tile may be shorter
     */
    public int width(final int tile) {
        return Math.min(tileWidth, pixels - tile * tileWidth);
    }

    /**
     * @param other the summary of further observations of the same pixels, stored in the same units
     * @return the summary of both
     * @throws IllegalStateException if pixels or units differ, which whoever cut the blocks must prevent
     */
    public DataSummary plus(final DataSummary other) {
        if (other.pixels != pixels || other.tileWidth != tileWidth) {
            throw new IllegalStateException(
                "One block of observations has " + pixels + " pixels, another " + other.pixels);
        }
        if (other.dataExponent != dataExponent || other.weightExponent != weightExponent) {
            throw new IllegalStateException("One block of observations is stored in units of 2^" + dataExponent
                + " with weights in units of 2^" + weightExponent + ", another in units of 2^" + other.dataExponent
                + " and 2^" + other.weightExponent + "; agree on both before storing");
        }
        final boolean[] observed = pixelObserved.clone();
        for (int i = 0; i < observed.length; i++) {
            observed[i] |= other.pixelObserved[i];
        }
        return new DataSummary(pixels, count + other.count, tileWidth, dataExponent, weightExponent,
            uniform && other.uniform, Math.min(minimum, other.minimum), weightedSquares + other.weightedSquares,
            observedEntries + other.observedEntries, observed);
    }
}

package org.noisynmf.io.fits;

/**
 * What is done with the mask of a file, one whole number a pixel, of which 0 says: nothing is wrong.
 *
 * @param use which pixels it takes out
 * @param name of the extension or column that holds it; empty = find it. Not looked at for {@link Use#NONE}.
 * @param bits the bits that take a pixel out, &gt; 0, for {@link Use#BITS}
 */
public record MaskOptions(Use use, String name, long bits) {

    /** The mask is not looked at. */
    public static final MaskOptions NONE = new MaskOptions(Use.NONE, "", 0);

    /** Which pixels a mask takes out. */
    public enum Use {
        /** None; the mask is not looked at. */
        NONE,
        /** Those whose mask is not 0, or has no value. */
        NOT_ZERO,
        /** Those of whose mask one of the given bits is set, or which has no value. */
        BITS
    }

    /**
     * Trims the name.
     *
     * @throws IllegalArgumentException if bits are to be looked at and none is given
     */
    public MaskOptions {
        name = name.trim();
        if (use == Use.BITS && !(bits > 0)) {
            throw new IllegalArgumentException("The bits of the mask are " + bits
                + ", but must be a sum of powers of 2, at least 1: bit 0 counts 1, bit 1 counts 2, bit 2 counts 4");
        }
    }
}

package org.noisynmf.io.fits.file;

/** Columns of true and false (TFORM L): the letters T and F, or a byte 0 for no value. */
public final class Logicals {

    private static final int NONE = 255;

    /** 1 = true, 0 = false. */
    public static final Scaling SCALING = new Scaling(1, 0, (long)NONE);

    private Logicals() {
    }

    /**
     * @param letters as they are stored
     * @return the numbers that {@link #SCALING} describes
     */
    public static byte[] numbers(final byte[] letters) {
        final byte[] numbers = new byte[letters.length];
        for (int i = 0; i < letters.length; i++) {
            numbers[i] = (byte)(letters[i] == 'T' ? 1 : letters[i] == 'F' ? 0 : NONE);
        }
        return numbers;
    }
}

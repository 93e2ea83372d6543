package org.noisynmf.headless.output.table;

import java.util.Locale;

/** Numbers as {@code %.17g} writes them, without its reading of the format for every number, which is most of its time. */
final class SignificantDigits {

    /** As many as tell every double from every other. */
    private static final int DIGITS = 17;

    /** Smaller numbers are written with an exponent. */
    private static final int SMALLEST_EXPONENT = -4;

    private SignificantDigits() {
    }

    /**
     * @param value finite
     * @return 17 significant digits with a decimal point: the shortest that tell this double from others, and zeros
     */
    static String of(final double value) {
        final StringBuilder digits = new StringBuilder(2 * DIGITS);
        final int exponent = shortest(Double.toString(Math.abs(value)), digits);
        if (value == 0 || digits.length() > DIGITS) {
            return String.format(Locale.ROOT, "%." + DIGITS + "g", value);
        }
        zeros(digits, digits.length(), DIGITS - digits.length());
        if (exponent < SMALLEST_EXPONENT || exponent >= DIGITS) {
            digits.insert(1, '.').append(exponent < 0 ? "e-" : "e+");
            digits.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
        } else if (exponent < 0) {
            zeros(digits, 0, -exponent);
            digits.insert(1, '.');
        } else if (exponent < DIGITS - 1) {
            digits.insert(exponent + 1, '.');
        }
        return value < 0 ? digits.insert(0, '-').toString() : digits.toString();
    }

    private static void zeros(final StringBuilder digits, final int at, final int count) {
        for (int i = 0; i < count; i++) {
            digits.insert(at, '0');
        }
    }

    /**
     * @param text of a number ≥ 0, as Java writes it
     * @param digits receives its digits from the first that is not 0. Modified.
     * @return the power of ten that the first digit counts
     */
    private static int shortest(final String text, final StringBuilder digits) {
        int exponent = -1;
        boolean behindPoint = false;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == 'E') {
                exponent += Integer.parseInt(text, i + 1, text.length(), 10);
                break;
            }
            if (c == '.') {
                behindPoint = true;
            } else {
                if (c != '0' || digits.length() > 0) {
                    digits.append(c);
                    exponent += behindPoint ? 0 : 1;
                } else if (behindPoint) {
                    exponent--;
                }
            }
        }
        return exponent;
    }
}

package org.noisynmf.headless.output.table;

import java.util.Locale;

/**
 * Numbers as {@code %.17g} and its like write them, without its reading of the format for every number, which is most of its
 * time, and without its classes, which take longer to begin with than all lines of a command.
 */
public final class SignificantDigits {

    /** As many as tell every double from every other. */
    private static final int ALL = 17;

    /** Smaller numbers are written with an exponent. */
    private static final int SMALLEST_EXPONENT = -4;

    private SignificantDigits() {
    }

    /**
     * @param value a number
     * @return 17 significant digits with a decimal point: the shortest that tell this double from others, and zeros
     */
    static String of(final double value) {
        return of(value, ALL);
    }

    /**
     * @param value a number
     * @param count significant digits, 1 to 17
     * @return the number with so many, rounded half up from the shortest that tell it from other doubles
     */
    public static String of(final double value, final int count) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        final StringBuilder digits = new StringBuilder(2 * ALL);
        final int exponent = value == 0 ? 0 : shortest(Double.toString(Math.abs(value)), digits);
        if (digits.length() > count && !round(digits, count)) {
            // it becomes a power of ten
            return String.format(Locale.ROOT, "%." + count + "g", value);
        }
        zeros(digits, digits.length(), count - digits.length());
        if (exponent < SMALLEST_EXPONENT || exponent >= count) {
            digits.insert(1, count > 1 ? "." : "").append(exponent < 0 ? "e-" : "e+");
            digits.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
        } else if (exponent < 0) {
            zeros(digits, 0, -exponent);
            digits.insert(1, '.');
        } else if (exponent < count - 1) {
            digits.insert(exponent + 1, '.');
        }
        return Math.copySign(1, value) < 0 ? digits.insert(0, '-').toString() : digits.toString();
    }

    /**
     * Rounds half up.
     *
     * @param digits more than {@code count}. Modified.
     * @param count how many to leave
     * @return whether that was possible without a digit more
     */
    private static boolean round(final StringBuilder digits, final int count) {
        final boolean up = digits.charAt(count) >= '5';
        digits.setLength(count);
        for (int i = count - 1; up && i >= 0; i--) {
            if (digits.charAt(i) < '9') {
                digits.setCharAt(i, (char)(digits.charAt(i) + 1));
                return true;
            }
            digits.setCharAt(i, '0');
        }
        return !up;
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

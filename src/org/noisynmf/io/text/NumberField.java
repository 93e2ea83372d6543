package org.noisynmf.io.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field of a text file says: a number, that there is none, or something else. */
public final class NumberField {

    private static final Set<String> MISSING = Set.of("na", "nan", "+nan", "-nan");

    private static final Set<String> INFINITE = Set.of("inf", "+inf", "infinity", "+infinity");

    private static final Set<String> MINUS_INFINITE = Set.of("-inf", "-infinity");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

    /** Longer fields are no numbers; the longest decimal of a double takes about 770 digits. */
    private static final int LONGEST = 1100;

    private final Set<String> m_missing = new HashSet<>();

    private final double[] m_missingNumbers;

    /**
     * @param missing texts and numbers that stand for a missing value
     */
    public NumberField(final List<String> missing) {
        final List<Double> numbers = new ArrayList<>();
        for (final String text : missing) {
            final OptionalDouble number = decimal(text);
            if (number.isPresent()) {
                numbers.add(number.getAsDouble());
            } else {
                m_missing.add(text);
            }
        }
        m_missingNumbers = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** @return the numbers among what stands for a missing value */
    public double[] missingNumbers() {
        return m_missingNumbers;
    }

    /**
     * @param field without blanks around it
     * @return the number, NaN for a missing one, or nothing if it is neither
     */
    OptionalDouble parse(final String field) {
        final OptionalDouble number = decimal(field);
        if (number.isPresent()) {
            final double value = number.getAsDouble();
            for (final double missing : m_missingNumbers) {
                if (value == missing) {
                    return OptionalDouble.of(Double.NaN);
                }
            }
            return number;
        }
        if (field.isEmpty() || m_missing.contains(field)) {
            return OptionalDouble.of(Double.NaN);
        }
        return word(field);
    }

    private static OptionalDouble word(final String field) {
        if (field.length() > "+infinity".length()) {
            return OptionalDouble.empty();
        }
        final String word = field.toLowerCase(java.util.Locale.ROOT);
        return MISSING.contains(word) ? OptionalDouble.of(Double.NaN)
            : INFINITE.contains(word) ? OptionalDouble.of(Double.POSITIVE_INFINITY)
            : MINUS_INFINITE.contains(word) ? OptionalDouble.of(Double.NEGATIVE_INFINITY) : OptionalDouble.empty();
    }

    /** Java also takes 1d and 0x1p3 for numbers, which no other reader of CSV does. */
    private static OptionalDouble decimal(final String field) {
        if (field.isEmpty() || field.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        final char first = field.charAt(0);
        final char last = field.charAt(field.length() - 1);
        if (!isDigit(first) && first != '-' && first != '+' && first != '.' || !isDigit(last) && last != '.') {
            return OptionalDouble.empty();
        }
        try {
            final double value = Double.parseDouble(field);
            return field.indexOf('x') >= 0 || field.indexOf('X') >= 0 ? OptionalDouble.empty()
                : OptionalDouble.of(value);
        } catch (final NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * @param field a field that is no number
     * @return whether it would be one if its comma were a point
     */
    static boolean hasDecimalComma(final String field) {
        return DECIMAL_COMMA.matcher(field).matches();
    }
}

package org.noisynmf.headless.output.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;

import org.junit.Test;

/** Numbers of tables have the digits that Java's formatter gives them. */
public class SignificantDigitsTest {

    private static void check(final double value) {
        assertThat(SignificantDigits.of(value)).isEqualTo(String.format(Locale.ROOT, "%.17g", value));
        for (final int count : new int[]{1, 2, 6, 16}) {
            assertThat(SignificantDigits.of(value, count))
                .isEqualTo(String.format(Locale.ROOT, "%." + count + "g", value));
        }
    }

    @Test
    public void everyKindOfNumberIsAsTheFormatterHasIt() {
        for (final double value : new double[]{0, -0.0, 1, -1, 10, 0.1, 1e-4, 9.999999999999999e-5, 1e-5, 123.456, 1e6,
            1e7, 12345678, 1e16, 1e17, 1.2345678901234567e16, 1.2345678901234567e17, 9007199254740993.0, 2e-3,
            Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 999999.5,
            99.96, 0.00099995, 253554.66, 1.5, 2.5,
            Math.PI, 1.0 / 3, 2.0 / 3e5, 100, 1e100, 5e-324}) {
            check(value);
            check(-value);
        }
    }

    @Test
    public void randomNumbersAreAsTheFormatterHasThem() {
        final Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            final double bits = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(bits)) {
                check(bits);
            }
            check(random.nextGaussian() * Math.pow(10, random.nextInt(30) - 10));
            check((double)random.nextInt(1000000) / (1 << random.nextInt(12)));
        }
    }
}

package org.noisynmf.engine.start;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.settings.StartMethod;

/**
 * The templates of {@link Starts}, bit for bit, without the coefficients: for passes that need none and data whose
 * coefficients nobody holds.
 */
public final class TemplateStart {

    private TemplateStart() {
    }

    /**
     * @param data shape and units
     * @param method {@link StartMethod#RANDOM}, {@link StartMethod#GIVEN} or {@link StartMethod#SEQUENTIAL}, whose ramps
     *            growth takes one after the other
     * @param rank q
     * @param seed of the draws
     * @param given templates in the caller's units, d values each; with templates to be held fewer than q will do. Not
     *            modified.
     * @param held whether templates are to be held
     * @return W, d × q, in stored units of the data
     * @throws IllegalArgumentException if the method needs the data, or the templates do not fit
     */
    public static double[] create(final DataSummary data, final StartMethod method, final int rank, final long seed,
        final double @Nullable [] given, final boolean held) {
        final int d = data.pixels();
        if (given == null && method == StartMethod.GIVEN) {
            throw new IllegalArgumentException("The start is \"Given\", but no start templates were given");
        }
        if (method != StartMethod.RANDOM && method != StartMethod.GIVEN && method != StartMethod.SEQUENTIAL) {
            throw new IllegalArgumentException("The start \"" + method.id() + "\" needs all data in one place; "
                + "choose random, sequential, or given templates");
        }
        if (given == null) {
            return drawn(data, method, rank, seed);
        }
        if (given.length % d != 0 || given.length > (long)d * rank || !held && given.length != (long)d * rank) {
            throw new IllegalArgumentException("The start templates hold " + given.length + " values, but " + d
                + " pixels × " + rank + " templates need " + (long)d * rank);
        }
        final double[] stored = new double[d * rank];
        if (given.length < stored.length) {
            System.arraycopy(drawn(data, method, rank, seed), 0, stored, 0, stored.length);
        }
        final double scale = given.length < stored.length
            ? largest(given, data.dataExponent()) / largest(stored, 0) : 1;
        for (int p = 0; p < stored.length; p++) {
            stored[p] = p < given.length ? Math.scalb(given[p], -data.dataExponent()) : stored[p] * scale;
        }
        return stored;
    }

    private static double largest(final double[] factor, final int exponent) {
        final double largest = Math.scalb(Arrays.stream(factor).max().orElse(0), -exponent);
        return largest > 0 ? largest : 1;
    }

    private static double[] drawn(final DataSummary data, final StartMethod method, final int rank, final long seed) {
        final int d = data.pixels();
        if (method == StartMethod.SEQUENTIAL) {
            return UniformStart.ramps(d, rank, Sizes.of(d, rank, "templates"));
        }
        final UniformRandomProvider generator = UniformStart.generator(seed);
        // the coefficients are drawn first
        for (long p = 0; p < data.count() * rank; p++) {
            generator.nextDouble();
        }
        return UniformStart.draw(generator, Sizes.of(d, rank, "templates"));
    }
}

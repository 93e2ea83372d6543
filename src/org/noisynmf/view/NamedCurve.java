package org.noisynmf.view;

import org.jspecify.annotations.Nullable;

/**
 * One template with its name.
 *
 * @param label the name, as in the templates table
 * @param values d values, one a pixel
 * @param band within what each of them lies; null = unknown
 */
public record NamedCurve(String label, PackedFloats values, @Nullable Band band) {

    /** Checks that the band has as many numbers as the curve. */
    public NamedCurve {
        if (band != null && band.count() != values.count()) {
            throw new IllegalArgumentException("template '" + label + "' has " + values.count()
                + " values and a band of " + band.count());
        }
    }

    /**
     * A template without errors.
     *
     * @param label the name
     * @param values d values
     */
    public NamedCurve(final String label, final PackedFloats values) {
        this(label, values, null);
    }
}

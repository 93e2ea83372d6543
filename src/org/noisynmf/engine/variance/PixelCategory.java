package org.noisynmf.engine.variance;

import java.util.Optional;

import org.noisynmf.engine.naming.Named;

/**
 * How far the uncertainties of a pixel are trusted, in the words of receptor modelling (Norris et al. 2014, EPA PMF 5.0,
 * section 5.1.1).
 */
public enum PixelCategory implements Named {
    /** As they are. */
    STRONG(1),
    /** Three times as large: σ ← 3 σ. */
    WEAK(3),
    /** Not at all: the pixel is left out. */
    BAD(Double.POSITIVE_INFINITY);

    private final double m_factor;

    PixelCategory(final double factor) {
        m_factor = factor;
    }

    /** @return the names of all, for messages */
    public static String ids() {
        return String.join(", ", Named.ids(PixelCategory.class));
    }

    /**
     * @param text a category in any case, or a factor &gt; 0 on σ
     * @return what the weights of the pixel are multiplied by, 1 / factor²; empty if the text is neither
     */
    public static Optional<Double> weight(final String text) {
        final String trimmed = text.trim();
        for (final PixelCategory category : values()) {
            if (category.id().equalsIgnoreCase(trimmed)) {
                return Optional.of(weight(category.m_factor));
            }
        }
        try {
            final double factor = Double.parseDouble(trimmed);
            return factor > 0 ? Optional.of(weight(factor)) : Optional.empty();
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * @param factor on σ, &gt; 0
     * @return what weights are multiplied by
     */
    public static double weight(final double factor) {
        return 1 / (factor * factor);
    }
}

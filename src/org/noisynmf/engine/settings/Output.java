package org.noisynmf.engine.settings;

/**
 * In which form the factors are handed over. Their product is the same in each.
 *
 * @param scaling norm to which templates are scaled at the end
 * @param ordered whether templates are ordered by the χ² each explains, largest first, at the end
 */
public record Output(Scaling scaling, boolean ordered) {

    /** As the algorithm left them. */
    public static final Output DEFAULT = new Output(Scaling.NONE, false);
}

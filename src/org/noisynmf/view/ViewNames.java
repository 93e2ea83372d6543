package org.noisynmf.view;

import java.util.List;

/**
 * What the parts of a factorisation are called: names travel around the engine, not through it.
 *
 * @param title heading of the page
 * @param pixels the d pixels
 * @param templates q names
 * @param observations n names
 */
public record ViewNames(String title, PixelAxis pixels, List<String> templates, List<String> observations) {

    /** Copies the lists. */
    public ViewNames {
        templates = List.copyOf(templates);
        observations = List.copyOf(observations);
    }
}

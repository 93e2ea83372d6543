package org.noisynmf.view.plot;

import org.noisynmf.view.FactorisationView;

/** The plots of the page that a report shows, as drawings: templates, convergence and one observation. */
public final class Plots {

    private Plots() {
    }

    /**
     * The templates: lines in one chart, bars one below the other where pixels have names, or, where pixels form an image,
     * images side by side.
     *
     * @param view what to draw
     * @return the drawing
     */
    public static Plot templates(final FactorisationView view) {
        return templates(view, false);
    }

    /**
     * The templates, values on a logarithmic axis if wanted.
     *
     * @param view what to draw
     * @param logarithmic whether lines and bars stand on a logarithmic axis
     * @return the drawing
     */
    public static Plot templates(final FactorisationView view, final boolean logarithmic) {
        return view.pixels().gridColumns() > 0 ? new TemplateImages(view) : new TemplatesPlot(view, logarithmic);
    }

    /** What a convergence plot runs along. */
    public enum Along {
        /** The number of the pass. */
        PASSES,
        /** Seconds since the start of the search. */
        SECONDS
    }

    /**
     * χ² along the search, on a logarithmic axis where it falls far.
     *
     * @param view what to draw
     * @param along the horizontal axis; rows without seconds are left out of a plot along these
     * @param kkt whether to draw the relative projected gradient below, too
     * @return the drawing
     */
    public static Plot convergence(final FactorisationView view, final Along along, final boolean kkt) {
        return convergence(view, along, kkt, true);
    }

    /**
     * χ² along the search.
     *
     * @param view what to draw
     * @param along the horizontal axis; rows without seconds are left out of a plot along these
     * @param kkt whether to draw the relative projected gradient below, too
     * @param logarithmic whether χ² that falls far stands on a logarithmic axis
     * @return the drawing
     */
    public static Plot convergence(final FactorisationView view, final Along along, final boolean kkt,
        final boolean logarithmic) {
        return new ConvergencePlot(view, along, kkt, logarithmic);
    }

    /** How much of the axis the plot of an observation shows. */
    public enum Extent {
        /** All pixels, the reconstruction beyond those observed too. */
        ALL,
        /** From the first to the last pixel observed. */
        OBSERVED
    }

    /**
     * One observation with its reconstruction, and below it the residuals.
     *
     * @param view what to draw
     * @param index of the stored observation, 0 ≤ index &lt; their number
     * @param extent how much of the axis
     * @return the drawing
     */
    public static Plot observation(final FactorisationView view, final int index, final Extent extent) {
        return new ObservationPlot(view, index, extent);
    }
}

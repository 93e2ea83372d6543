package org.noisynmf.headless.output;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.io.source.Names;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.ViewNames;
import org.noisynmf.view.ViewPage;
import org.noisynmf.view.Views;
import org.noisynmf.view.json.ViewJson;
import org.noisynmf.view.plot.Plot;
import org.noisynmf.view.plot.Plots;
import org.noisynmf.view.plot.RankPlot;
import org.noisynmf.view.posterior.PosteriorViews;
import org.noisynmf.view.rank.RankView;
import org.noisynmf.view.rank.RankViews;

/** Results for the eye: the page of the view, which needs nothing else, and its first charts as images. */
public final class Report {

    private static final int WIDTH = 900;

    private static final int HEIGHT = 500;

    /** Criteria stand in three rows. */
    private static final int RANKS_HEIGHT = 720;

    private static final double PRINT_SCALE = 2;

    private final OutputFolder m_out;

    private final String m_title;

    private final Names m_names;

    private final String m_axisTitle;

    private final String m_valueTitle;

    /**
     * @param out receives the files
     * @param title heading of the page
     * @param names of observations and pixels, or empty lists
     * @param axisTitle what the pixels are; empty = as their names say
     * @param valueTitle what the values are, or empty
     */
    public Report(final OutputFolder out, final String title, final Names names, final String axisTitle,
        final String valueTitle) {
        m_out = out;
        m_title = title;
        m_names = names;
        m_axisTitle = axisTitle;
        m_valueTitle = valueTitle;
    }

    /**
     * Adds report.html, and templates and convergence as PNG and SVG.
     *
     * @param algorithm title of the algorithm
     * @param result what the engine found
     * @param uniqueness what templates may hold of one another; null = not looked for
     */
    public void factorisation(final String algorithm, final NmfResult result, final @Nullable Uniqueness uniqueness) {
        final FactorisationView view = Views
            .ofFactorisation(names(result.factors().rank(), result.factors().pixels(), result.data().count()),
                algorithm, result, result.data())
            .titled("", m_valueTitle);
        final FactorisationView content = view
            .with(Views.certainty(view.convergence(), StartAgreement.of(result).cosine(), uniqueness));
        page(content);
        images("templates", Plots.templates(content));
        if (!result.trace().isEmpty()) {
            images("convergence", Plots.convergence(content, Plots.Along.PASSES, false));
        }
    }

    /**
     * Adds report.html, and templates with their bands as PNG and SVG.
     *
     * @param result what was drawn
     * @param coefficientQuantiles of the coefficients, see {@link PosteriorViews#of}; null = unknown
     * @param seconds duration
     * @param warnings everything the user was warned of
     */
    public void posterior(final PosteriorResult result, final double @Nullable [][] coefficientQuantiles,
        final double seconds, final List<String> warnings) {
        final ViewNames names = names(result.mean().rank(), result.mean().pixels(), result.data().count());
        final FactorisationView content = PosteriorViews.of(names, result, coefficientQuantiles,
            PosteriorViews.summary(names.templates(), result, seconds, warnings)).titled("", m_valueTitle);
        page(content);
        images("templates", Plots.templates(content));
    }

    /**
     * Adds report.html, and the criteria as PNG and SVG.
     *
     * @param result what was compared
     * @param seconds duration
     * @param warnings everything the user was warned of
     */
    public void rank(final RankResult result, final double seconds, final List<String> warnings) {
        final RankView content =
            RankViews.of(m_title, pixels(result.chosen().model().pixels()), result, seconds, warnings);
        page(content);
        images("ranks", new RankPlot(content), RANKS_HEIGHT);
    }

    /**
     * Adds report.html, and templates, convergence and observations as PNG and SVG.
     *
     * @param view what is shown
     * @param observations number of its observations to draw, at most
     */
    public void view(final FactorisationView view, final int observations) {
        final FactorisationView content = view.titled(m_axisTitle, m_valueTitle);
        page(content);
        images("templates", Plots.templates(content));
        if (!content.convergence().isEmpty()) {
            images("convergence", Plots.convergence(content, Plots.Along.PASSES, false));
        }
        for (int j = 0; j < Math.min(observations, content.observations().size()); j++) {
            images("observation-" + j, Plots.observation(content, j, Plots.Extent.ALL));
        }
    }

    private ViewNames names(final int rank, final int pixels, final int observations) {
        return new ViewNames(m_title, pixels(pixels),
            IntStream.range(0, rank).mapToObj(k -> "Template " + k).toList(), m_names.vectors().isEmpty()
                ? IntStream.range(0, observations).mapToObj(Integer::toString).toList() : m_names.vectors());
    }

    private PixelAxis pixels(final int count) {
        final PixelAxis axis =
            m_names.entries().isEmpty() ? PixelAxis.indexed(count) : PixelAxis.ofNames(m_names.entries());
        return m_axisTitle.isEmpty() ? axis : axis.withTitle(m_axisTitle);
    }

    private void page(final Record content) {
        final String json = ViewJson.of(content);
        m_out.with("report.html", o -> o.write(ViewPage.standalone(json).getBytes(StandardCharsets.UTF_8)));
    }

    private void images(final String name, final Plot plot) {
        images(name, plot, HEIGHT);
    }

    private void images(final String name, final Plot plot, final int height) {
        m_out.with(name + ".png", o -> o.write(plot.png(WIDTH, height, PRINT_SCALE)));
        m_out.with(name + ".svg", o -> o.write(plot.svg(WIDTH, height).getBytes(StandardCharsets.UTF_8)));
    }
}

package org.noisynmf.headless.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.io.source.Names;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.plot.Plot;
import org.noisynmf.view.plot.Plots;
import org.noisynmf.view.ViewNames;
import org.noisynmf.view.ViewPage;
import org.noisynmf.view.Views;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A fit for the eye: the page of the view, which needs nothing else, and its two first charts as images. */
public final class Report {

    private static final int WIDTH = 900;

    private static final int HEIGHT = 500;

    private static final double PRINT_SCALE = 2;

    private Report() {
    }

    /**
     * Adds report.html, and templates and convergence as PNG and SVG.
     *
     * @param out receives the files
     * @param title heading of the page
     * @param algorithm title of the algorithm
     * @param result what the engine found
     * @param names of observations and pixels, or empty lists
     * @throws IOException if the page cannot be made
     */
    public static void add(final OutputFolder out, final String title, final String algorithm, final NmfResult result,
        final Names names) throws IOException {
        final int d = result.factors().pixels();
        final List<String> observations = names.vectors().isEmpty()
            ? IntStream.range(0, result.factors().observations()).mapToObj(Integer::toString).toList()
            : names.vectors();
        final ViewNames view = new ViewNames(title,
            names.entries().isEmpty() ? PixelAxis.indexed(d) : PixelAxis.ofNames(names.entries()),
            IntStream.range(0, result.factors().rank()).mapToObj(k -> "Template " + k).toList(), observations);
        final FactorisationView content = Views.ofFactorisation(view, algorithm, result, result.data());
        // as the page reads it: NaN and ∞ as strings, which is Jackson's default
        final String json = new ObjectMapper().writeValueAsString(content);
        out.with("report.html", o -> o.write(ViewPage.standalone(json).getBytes(StandardCharsets.UTF_8)));
        images(out, "templates", Plots.templates(content));
        if (!result.trace().isEmpty()) {
            images(out, "convergence", Plots.convergence(content, Plots.Along.PASSES, false));
        }
    }

    private static void images(final OutputFolder out, final String name, final Plot plot) {
        out.with(name + ".png", o -> o.write(plot.png(WIDTH, HEIGHT, PRINT_SCALE)));
        out.with(name + ".svg", o -> o.write(plot.svg(WIDTH, HEIGHT).getBytes(StandardCharsets.UTF_8)));
    }
}

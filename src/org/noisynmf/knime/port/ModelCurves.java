package org.noisynmf.knime.port;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.posterior.TemplateDraws;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.posterior.PosteriorViews;

/** The templates of a model as curves over its pixels. */
public final class ModelCurves {

    private ModelCurves() {
    }

    /**
     * @param spec what the pixels are
     * @param imageRows rows of the image that they form, 0 for none
     * @return the horizontal axis
     */
    public static PixelAxis axis(final NmfModelPortObjectSpec spec, final int imageRows) {
        final PixelAxis axis =
            spec.columns().isVector() ? PixelAxis.indexed(spec.pixels()) : PixelAxis.ofNames(spec.columns().names());
        return imageRows == 0 ? axis : axis.withGrid(imageRows, spec.pixels() / imageRows);
    }

    /**
     * @param labels of the data
     * @return the horizontal axis
     */
    public static PixelAxis axis(final Labels labels) {
        return labels.columns().isVector() ? PixelAxis.indexed(labels.pixels())
            : PixelAxis.ofNames(labels.columns().names());
    }

    /** @return the templates of a model, with the bands in which its draws lie if it has any */
    public static List<NamedCurve> templates(final NmfModel model) {
        final TemplateDraws draws = ModelDraws.of(model);
        if (draws != null) {
            return PosteriorViews.templates(Labels.templates(model.rank()), draws, model.templates());
        }
        final List<NamedCurve> templates = new ArrayList<>();
        for (final String name : Labels.templates(model.rank())) {
            templates.add(new NamedCurve(name,
                PackedFloats.of(model.templates(), templates.size() * model.pixels(), model.pixels())));
        }
        return templates;
    }
}

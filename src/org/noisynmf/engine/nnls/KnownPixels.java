package org.noisynmf.engine.nnls;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Projection;

/**
 * The pixels at which templates are known. Where all are NaN, for nothing was observed there when they were learnt, the
 * entries of the observations say nothing about coefficients, and get weight 0.
 *
 * @param observations X and V; the given ones themselves if every pixel is known
 * @param templates W, 0 at unknown pixels
 * @param unknown number of unknown pixels
 */
record KnownPixels(Observations observations, double[] templates, int unknown) {

    /**
     * @param observations X and V. Not modified.
     * @param templates W, d × q, template k contiguous, NaN = unknown. Not modified.
     * @return what is known
     */
    static KnownPixels of(final Observations observations, final double[] templates) {
        final int d = observations.pixels();
        final boolean[] isUnknown = new boolean[d];
        int unknown = 0;
        for (int i = 0; i < d && templates.length % d == 0; i++) {
            boolean allUnknown = templates.length > 0;
            for (int p = i; p < templates.length; p += d) {
                allUnknown &= Double.isNaN(templates[p]);
            }
            isUnknown[i] = allUnknown;
            unknown += allUnknown ? 1 : 0;
        }
        if (unknown == 0 || unknown == d) {
            return new KnownPixels(observations, templates, 0);
        }
        final double[] known = templates.clone();
        for (int p = 0; p < known.length; p++) {
            known[p] = isUnknown[p % d] ? 0 : known[p];
        }
        return new KnownPixels(observations.reweighted((j, x, v) -> {
            for (int i = 0; i < d; i++) {
                v[i] = isUnknown[i] ? 0 : v[i];
            }
        }), known, unknown);
    }

    /**
     * @param projection onto the known pixels. Not modified.
     * @param given W as it was given. Copied.
     * @return the same with the templates as given, and a warning
     */
    Projection complete(final Projection projection, final double[] given) {
        final Factors found = projection.factors();
        final List<String> warnings = new ArrayList<>();
        warnings.add(unknown + (unknown == 1 ? " pixel of the templates is" : " pixels of the templates are")
            + " unknown (NaN): entries there count neither for coefficients nor for χ².");
        warnings.addAll(projection.warnings());
        return new Projection(observations,
            new Factors(found.pixels(), found.observations(), found.rank(), given.clone(), found.h()),
            projection.chi2(), projection.covariances(), projection.signed(), projection.device(), warnings);
    }
}

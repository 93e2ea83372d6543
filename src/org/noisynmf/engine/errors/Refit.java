package org.noisynmf.engine.errors;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;

/** Refits the same templates to other observations, from where they are. */
final class Refit {

    /** The gradient is that of an error 1e-3 of the statistical one or smaller; measured on 40 × 300 and 510 × 500. */
    private static final Stopping STOPPING = new Stopping(2000, 1e-7, 0, Double.POSITIVE_INFINITY);

    private Refit() {
    }

    /**
     * @param data the observations. Not modified.
     * @param w templates from which to start, d × q, template k contiguous, ≥ 0. Not modified.
     * @param held templates that stay. Not modified.
     * @param observer may cancel
     * @return W and H at the minimum of χ², held templates as they are, the others in the scale of those given: each with
     *         the same sum; 0 where nothing was observed. One thread.
     */
    static Factors of(final Observations data, final double[] w, final int[] held, final Observer observer) {
        final int q = w.length / data.pixels();
        final Factors start =
            Nmf.project(data, w, new ProjectionSettings(false, 1, Machine.PROCESSOR), observer).factors().known();
        final NmfSettings settings = NmfSettings.builder().rank(q).start(StartMethod.GIVEN).scaling(Scaling.NONE)
            .stopping(STOPPING).threads(1).build();
        final Factors found = Nmf.factorise(
            NmfProblem.of(data).withTemplates(w).withCoefficients(start.h()).withHeld(held), settings, observer)
            .factors().known();
        observer.throwIfCancelled();
        return scaled(data, found, w, held);
    }

    /** Sums over the pixels that were observed: a pixel that happens to be missing now must not rescale the others. */
    private static Factors scaled(final Observations data, final Factors found, final double[] like,
        final int[] held) {
        final int d = found.pixels();
        final double[] w = found.w().clone();
        final double[] h = found.h().clone();
        for (int k = 0; k < found.rank(); k++) {
            final int template = k;
            final double sum = sum(data, found.w(), k);
            final double wanted = sum(data, like, k);
            if (!(sum > 0 && wanted > 0) || Arrays.stream(held).anyMatch(l -> l == template)) {
                continue;
            }
            final double factor = wanted / sum;
            IntStream.range(template * d, (template + 1) * d).forEach(p -> w[p] *= factor);
            IntStream.range(0, found.observations()).forEach(j -> h[j * found.rank() + template] /= factor);
        }
        return new Factors(d, found.observations(), found.rank(), w, h);
    }

    private static double sum(final Observations data, final double[] w, final int template) {
        return IntStream.range(0, data.pixels()).filter(data::pixelObserved)
            .mapToDouble(i -> w[template * data.pixels() + i]).sum();
    }
}

package org.noisynmf.engine.start;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.step.Anls;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Workspace;

/**
 * Separable factorisation: if every template is seen pure in some observation (or every coefficient alone in some pixel),
 * these anchors are the corners of the hull of all observations (pixels) scaled to sum 1, and column-pivoted QR finds
 * them one after the other: the one farthest from 0, then the one farthest from the span of those found. Bindel's lecture;
 * successive projection, Araújo et al. (2001); Gillis and Vavasis (2014) for noise.
 *
 * <p>Against noise the corners are looked for among the coordinates in the q leading singular directions, which changes
 * nothing where the data are exactly separable. The other factor is the exact weighted non-negative least-squares fit to
 * the anchors.
 */
public final class Separable implements Start {

    /** Observations (pixels) fainter than this, relative to the brightest, are mostly noise and cannot be anchors. */
    private static final double FAINTEST = 0.01;

    private final boolean m_pixelAnchors;

    /**
     * @param pixelAnchors whether anchors are pixels, where one template alone is seen (else observations, which consist
     *            of one template alone)
     */
    public Separable(final boolean pixelAnchors) {
        m_pixelAnchors = pixelAnchors;
    }

    /**
     * Factors from the anchors.
     *
     * @param data X and V. Not modified.
     * @param rank q, at most min(d, n)
     * @param seed of the random projection that finds the leading singular directions
     * @return factors in stored units: with anchor observations, templates are those observations, negative values as 0;
     *         with anchor pixels, coefficients are those pixels
     * @throws IllegalArgumentException if there are not that many anchors; the message says how many there are
     */
    @Override
    public Factors create(final Observations data, final int rank, final long seed) {
        final int[] anchors = anchors(data, rank, seed);
        final int d = data.pixels();
        final int n = data.count();
        final FilledData filled = new FilledData(data);
        final double[] w = new double[Sizes.of(d, rank, "templates")];
        final double[] h = new double[Sizes.of(n, rank, "coefficients")];
        final double[] row = new double[d];
        if (m_pixelAnchors) {
            for (int j = 0; j < n; j++) {
                filled.row(j, row);
                for (int k = 0; k < rank; k++) {
                    h[j * rank + k] = Math.max(row[anchors[k]], 0);
                }
            }
            fitTemplates(data, rank, h, w);
        } else {
            for (int k = 0; k < rank; k++) {
                filled.row(anchors[k], row);
                for (int i = 0; i < d; i++) {
                    w[k * d + i] = Math.max(row[i], 0);
                }
            }
            fitCoefficients(data, rank, w, h);
        }
        return new Factors(d, n, rank, w, h);
    }

    /**
     * The anchors, in the order in which they were found.
     *
     * @param data X and V. Not modified.
     * @param rank q, at most min(d, n)
     * @param seed of the random projection
     * @return q indices of observations, or of pixels
     * @throws IllegalArgumentException if there are not that many anchors; the message says how many there are
     */
    public int[] anchors(final Observations data, final int rank, final long seed) {
        final int most = Math.min(data.pixels(), data.count());
        if (rank > most) {
            throw refusal(rank, most);
        }
        final FilledData filled = new FilledData(data);
        filled.normalise(m_pixelAnchors, FAINTEST);
        final TruncatedSvd svd = TruncatedSvd.of(filled, rank, seed);
        final double[][] vectors = m_pixelAnchors ? svd.u() : svd.v();
        final int count = vectors[0].length;
        final double[][] points = new double[count][rank];
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < rank; k++) {
                points[p][k] = svd.s()[k] * vectors[k][p];
            }
        }
        final int[] anchors = new int[rank];
        final double rounding = 1e-12 * Arrays.stream(points).mapToDouble(Separable::square).max().orElse(0);
        for (int found = 0; found < rank; found++) {
            final int farthest = farthest(points);
            if (!(square(points[farthest]) > rounding)) {
                throw refusal(rank, found);
            }
            anchors[found] = farthest;
            project(points, points[farthest].clone());
        }
        return anchors;
    }

    private IllegalArgumentException refusal(final int rank, final int most) {
        return new IllegalArgumentException("The data have no more than " + most + " separate anchor "
            + (m_pixelAnchors ? "pixels" : "observations") + ", but " + rank + " templates were asked for");
    }

    private static int farthest(final double[][] points) {
        int best = 0;
        for (int p = 1; p < points.length; p++) {
            if (square(points[p]) > square(points[best])) {
                best = p;
            }
        }
        return best;
    }

    private static double square(final double[] point) {
        double sum = 0;
        for (final double value : point) {
            sum += value * value;
        }
        return sum;
    }

    /** Takes from every point its part along a direction. */
    private static void project(final double[][] points, final double[] direction) {
        final double norm = square(direction);
        for (final double[] point : points) {
            double along = 0;
            for (int k = 0; k < point.length; k++) {
                along += point[k] * direction[k];
            }
            for (int k = 0; k < point.length; k++) {
                point[k] -= along / norm * direction[k];
            }
        }
    }

    private static void fitCoefficients(final Observations data, final int rank, final double[] w, final double[] h) {
        final Kernels kernels = Kernels.of(data, rank);
        final Kernels.Scratch scratch = kernels.newScratch();
        kernels.setTemplates(w);
        final int chunk = Kernels.chunk(data, rank, 1);
        final Problems problems = new Problems(rank, chunk, true, false, false);
        final Workspace workspace = new Workspace(rank, chunk);
        for (int from = 0; from < data.count(); from += chunk) {
            final int to = Math.min(from + chunk, data.count());
            problems.reset(to - from, Problems.Form.OWN_GRAM);
            kernels.form(from, to, h, 0, problems, 0, scratch);
            solve(problems, workspace);
            for (int j = from; j < to; j++) {
                for (int k = 0; k < rank; k++) {
                    h[j * rank + k] = problems.z()[k][j - from];
                }
            }
        }
    }

    private static void fitTemplates(final Observations data, final int rank, final double[] h, final double[] w) {
        final Kernels kernels = Kernels.of(data, rank);
        final Kernels.Scratch scratch = kernels.newScratch();
        final int d = data.pixels();
        for (int tile = 0; tile < data.tiles(); tile++) {
            final int first = tile * data.tileWidth();
            final Problems problems = new Problems(rank, data.tileWidth(), true, false, false);
            problems.reset(Math.min(data.tileWidth(), d - first), Problems.Form.OWN_GRAM);
            kernels.accumulate(tile, 0, data.count(), h, 0, problems, scratch);
            solve(problems, new Workspace(rank, data.tileWidth()));
            for (int k = 0; k < rank; k++) {
                System.arraycopy(problems.z()[k], 0, w, k * d + first, problems.size());
            }
        }
    }

    private static void solve(final Problems problems, final Workspace workspace) {
        for (final double[] z : problems.z()) {
            Arrays.fill(z, 0);
        }
        new Anls(true).step(problems, workspace);
    }
}

package org.noisynmf.engine.evaluate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * Which estimated template is which true one. A factorisation leaves order and scale of its templates open, so they are
 * compared by the cosine of the angle between them, and assigned one to one so that the cosines add up to the most
 * (Kuhn 1955, Munkres 1957). Where the numbers differ, the surplus stays without a partner.
 *
 * @param estimate for each true template the index of its estimate, −1 for none
 * @param cosine for each true template the cosine of the angle to its estimate, −1 to 1, 0 if either is 0 everywhere;
 *            NaN without a partner
 * @param scale for each true template the factor that brings its estimate closest to it in the sense of least squares,
 *            0 if the estimate is 0 everywhere; NaN without a partner
 * @param surplus indices of estimates without a partner, ascending
 */
public record TemplateMatch(int[] estimate, double[] cosine, double[] scale, List<Integer> surplus) {

    /** The assignment is done in whole multiples of this cosine: their sums and differences are exact. */
    private static final double RESOLUTION = 0x1p-40;

    /** Copies the list. */
    public TemplateMatch {
        surplus = List.copyOf(surplus);
    }

    /** How two templates compare. */
    private record Pair(double cosine, double scale) {
    }

    /**
     * Matches.
     *
     * @param pixels d ≥ 1
     * @param estimated templates, d × any number, template k contiguous; NaN = unknown, such pixels are left out. Not
     *            modified.
     * @param truth templates of the same form. Not modified.
     * @param leastCosine pairs less alike than this lose their partners; −1 keeps all
     * @return the pairs
     * @throws IllegalArgumentException if an array holds no template or a part of one, a value is infinite, or
     *             leastCosine is not between −1 and 1
     */
    public static TemplateMatch of(final int pixels, final double[] estimated, final double[] truth,
        final double leastCosine) {
        if (!(leastCosine >= -1 && leastCosine <= 1)) {
            throw new IllegalArgumentException(
                "The smallest cosine similarity is " + leastCosine + ", but must be from -1 to 1");
        }
        final int estimates = count(pixels, estimated, "estimated");
        final int truths = count(pixels, truth, "true");
        final Pair[][] pairs = new Pair[truths][estimates];
        for (int t = 0; t < truths; t++) {
            for (int e = 0; e < estimates; e++) {
                pairs[t][e] = pair(pixels, estimated, e * pixels, truth, t * pixels);
            }
        }
        final int[] assigned = assign(pairs, truths, estimates);
        final double[] cosine = new double[truths];
        final double[] scale = new double[truths];
        for (int t = 0; t < truths; t++) {
            if (assigned[t] >= 0 && pairs[t][assigned[t]].cosine() < leastCosine) {
                assigned[t] = -1;
            }
            cosine[t] = assigned[t] < 0 ? Double.NaN : pairs[t][assigned[t]].cosine();
            scale[t] = assigned[t] < 0 ? Double.NaN : pairs[t][assigned[t]].scale();
        }
        return new TemplateMatch(assigned, cosine, scale, IntStream.range(0, estimates)
            .filter(e -> IntStream.of(assigned).noneMatch(a -> a == e)).boxed().toList());
    }

    private static int count(final int pixels, final double[] templates, final String which) {
        if (pixels < 1 || templates.length == 0 || templates.length % pixels != 0) {
            throw new IllegalArgumentException(templates.length + " values are not a whole number of " + which
                + " templates of " + pixels + " pixels");
        }
        for (int p = 0; p < templates.length; p++) {
            if (Double.isInfinite(templates[p])) {
                throw new IllegalArgumentException("Value " + p % pixels + " of " + which + " template " + p / pixels
                    + " is " + templates[p] + ", but must be finite, or NaN where it is unknown");
            }
        }
        return templates.length / pixels;
    }

    /** Both are divided by their largest value first, so that no square overflows or vanishes. */
    private static Pair pair(final int pixels, final double[] a, final int fromA, final double[] b, final int fromB) {
        final double largestA = largest(pixels, a, fromA);
        final double largestB = largest(pixels, b, fromB);
        if (largestA == 0 || largestB == 0) {
            return new Pair(0, 0);
        }
        double aa = 0;
        double ab = 0;
        double bb = 0;
        for (int i = 0; i < pixels; i++) {
            final double x = a[fromA + i] / largestA;
            final double y = b[fromB + i] / largestB;
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                aa += x * x;
                ab += x * y;
                bb += y * y;
            }
        }
        if (aa == 0 || bb == 0) {
            return new Pair(0, 0);
        }
        return new Pair(Math.max(-1, Math.min(1, ab / Math.sqrt(aa) / Math.sqrt(bb))), ab / aa * (largestB / largestA));
    }

    private static double largest(final int pixels, final double[] values, final int from) {
        double largest = 0;
        for (int i = 0; i < pixels; i++) {
            if (!Double.isNaN(values[from + i])) {
                largest = Math.max(largest, Math.abs(values[from + i]));
            }
        }
        return largest;
    }

    /** True templates are nodes 0 … size − 1, estimates follow; the smaller side is filled up with nobodies. */
    private static int[] assign(final Pair[][] pairs, final int truths, final int estimates) {
        final int size = Math.max(truths, estimates);
        final SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
            new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        IntStream.range(0, 2 * size).forEach(graph::addVertex);
        for (int t = 0; t < size; t++) {
            for (int e = 0; e < size; e++) {
                final double cosine = t < truths && e < estimates ? pairs[t][e].cosine() : 0;
                graph.setEdgeWeight(graph.addEdge(t, size + e), Math.rint((1 - cosine) / RESOLUTION));
            }
        }
        final int[] assigned = new int[truths];
        new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph,
            IntStream.range(0, size).boxed().collect(Collectors.toSet()),
            IntStream.range(size, 2 * size).boxed().collect(Collectors.toSet())).getMatching()
            .forEach(edge -> {
                final int t = graph.getEdgeSource(edge);
                final int e = graph.getEdgeTarget(edge) - size;
                if (t < truths) {
                    assigned[t] = e < estimates ? e : -1;
                }
            });
        return assigned;
    }
}

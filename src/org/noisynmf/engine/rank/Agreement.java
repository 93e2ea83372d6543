package org.noisynmf.engine.rank;

import java.util.Arrays;
import java.util.List;

import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.model.Factors;

/** Whether the same templates come back elsewhere. */
final class Agreement {

    private Agreement() {
    }

    /**
     * @param of the templates asked about. Not modified.
     * @param others templates learnt elsewhere, at least one set. Not modified.
     * @return for each template the median cosine to its partners in the others, ascending
     */
    static double[] of(final Factors of, final List<Factors> others) {
        final double[][] each = new double[of.rank()][others.size()];
        for (int o = 0; o < others.size(); o++) {
            final double[] cosine = TemplateMatch.of(of.pixels(), others.get(o).w(), of.w(), -1).cosine();
            for (int k = 0; k < cosine.length; k++) {
                each[k][o] = cosine[k];
            }
        }
        return Arrays.stream(each).mapToDouble(Gain::median).sorted().toArray();
    }

    /**
     * @param rank q
     * @return what is said where nothing was learnt elsewhere, q times NaN
     */
    static double[] unknown(final int rank) {
        final double[] unknown = new double[rank];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }
}

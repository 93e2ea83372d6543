package org.noisynmf.engine.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.Median;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfResult;

/**
 * Whether several starts of a fit say the same: how many reach the lowest χ², and whether those that fit about as well
 * have the same templates.
 *
 * @param starts number of starts
 * @param reached starts whose objective is within {@link FitStart#EQUAL} of the lowest, at least 1
 * @param near other starts whose objective is within {@link FitStart#NEAR} of the lowest
 * @param cosine for each template of the result the median over those of the cosine to its partner, q values; NaN
 *            without any
 */
public record StartAgreement(int starts, int reached, int near, double[] cosine) {

    /** Templates less alike than this are not the same. */
    public static final double SAME = 0.9;

    /**
     * @param result of one start or several. Not modified.
     * @return what they agree on
     */
    public static StartAgreement of(final NmfResult result) {
        final List<FitStart> starts = result.starts();
        final int q = result.factors().rank();
        final double lowest = starts.stream().mapToDouble(FitStart::objective).min().orElse(Double.NaN);
        final List<double[]> others = IntStream.range(0, starts.size()).filter(s -> s != result.restart())
            .mapToObj(starts::get).filter(start -> start.templates() != null && start.within(FitStart.NEAR, lowest))
            .map(start -> TemplateMatch.of(result.factors().pixels(), start.templates(), result.factors().w(), -1)
                .cosine())
            .toList();
        final double[] cosine = new double[q];
        Arrays.setAll(cosine, k -> others.isEmpty() ? Double.NaN
            : Median.withDefaults().evaluate(others.stream().mapToDouble(of -> of[k]).toArray()));
        return new StartAgreement(starts.size(),
            (int)starts.stream().filter(start -> start.within(FitStart.EQUAL, lowest)).count(), others.size(), cosine);
    }

    /** @return one sentence for each template that other starts fit as well without, the least alike first */
    public List<String> warnings() {
        return IntStream.range(0, cosine.length).filter(k -> cosine[k] < SAME).boxed()
            .sorted((a, b) -> Double.compare(cosine[a], cosine[b]))
            .map(k -> String.format(Locale.ROOT,
                "Template %d depends on the start: its partners in starts that fit as well have a median cosine of "
                    + "only %.2f",
                k, cosine[k]))
            .toList();
    }
}

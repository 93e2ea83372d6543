package org.noisynmf.benchmarks.rank;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.rank.Criterion;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankRow;
import org.noisynmf.engine.rank.RankSearch;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * How often the right number of templates is recommended, over generated sets whose number is known; docs/rank.md holds
 * the tables. Every set writes its line as soon as it is done.
 *
 * <p>{@code RankBenchmark sets FILE FIRST ROUNDS}: rounds of 48 sets, 8 kinds at 6 strengths of the signal.
 * {@code RankBenchmark counts FILE FIRST SETS}: counts of 96 kinds of mutations.
 */
public final class RankBenchmark {

    private static final double[] SIGNALS = {0.25, 0.5, 1, 2, 5, 20};

    private static final int[][] SIZES = {{60, 120}, {120, 60}, {80, 80}};

    private static final int LARGEST = 8;

    private static final int LARGEST_OF_COUNTS = 12;

    private RankBenchmark() {
    }

    /**
     * @param args what, the file to write, the first round or set, and their number
     * @throws IOException if the file cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final int first = Integer.parseInt(args[2]);
        final int count = Integer.parseInt(args[3]);
        try (PrintWriter out = new PrintWriter(args[1], StandardCharsets.UTF_8)) {
            final List<String> header =
                new ArrayList<>(List.of("set", "kind", "signal", "n", "d", "true", "detectable", "recommended"));
            Arrays.stream(Criterion.values()).map(Criterion::id).forEach(header::add);
            header.addAll(List.of("perdegree", "trusted", "block", "seconds", "evidence"));
            out.println(String.join(",", header));
            for (int round = first; round < first + count; round++) {
                if ("counts".equals(args[0])) {
                    final CountSet set = CountSet.of(round);
                    write(round, new RankSet(RankSet.Kind.COUNTS, set.rank(), set.signal(), set.data(), set.rank()),
                        LARGEST_OF_COUNTS, out);
                } else {
                    round(round, out);
                }
            }
        }
    }

    private static void round(final int round, final PrintWriter out) {
        int number = 0;
        for (final RankSet.Kind kind : RankSet.Kind.values()) {
            for (int s = 0; s < SIGNALS.length && kind != RankSet.Kind.COUNTS; s++, number++) {
                final int seed = round * 1000 + number;
                final int rank = 1 + (round + kind.ordinal() + s) % 6;
                final int[] size = SIZES[seed / 7 % SIZES.length];
                write(seed, RankSet.of(kind, rank, SIGNALS[s], size[0], size[1], seed), LARGEST, out);
            }
        }
    }

    private static void write(final int number, final RankSet set, final int largest, final PrintWriter out) {
        final long started = System.nanoTime();
        final RankSettings settings = new RankSettings(1, largest, 5, 5, 0.1, 3,
            NmfSettings.builder().stopping(RankSettings.STOPPING).threads(1).build());
        final RankResult result = RankSearch.search(set.data(), settings, Observer.NONE);
        final double seconds = (System.nanoTime() - started) * 1e-9;
        final List<Object> cells = new ArrayList<>(List.of(number, set.kind(), set.signal(), set.data().count(),
            set.data().pixels(), set.rank(), set.detectable(), result.rank()));
        for (final Criterion criterion : Criterion.values()) {
            cells.add(result.choices().get(criterion));
        }
        cells.addAll(List.of(result.chi2PerDegree(), result.trusted(), result.block(), seconds, evidence(result)));
        out.println(String.join(",", cells.stream()
            .map(c -> c instanceof Double v ? String.format(Locale.ROOT, "%.4g", v) : String.valueOf(c)).toList()));
        out.flush();
    }

    /** For each step: fall over its limit, norm over its limit, held-out gain over its error, half cosine, masked score. */
    private static String evidence(final RankResult result) {
        final StringBuilder text = new StringBuilder();
        for (final RankRow row : result.rows()) {
            text.append(String.format(Locale.ROOT, "%.3f/%.3f/%.2f/%.2f/%.4g ", row.fall() / row.fallLimit(),
                row.residualNorm() / row.normLimit(), row.heldOutGain() / row.heldOutError(), row.halves()[0],
                row.masked()));
        }
        return text.toString().trim();
    }
}

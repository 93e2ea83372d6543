package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankRow;

/** The tables that say how many templates there are, and whether they are the only ones. */
public final class RankTables {

    private RankTables() {
    }

    /**
     * A line for each number of templates.
     *
     * @param out receives the table
     * @param result what was measured
     * @throws IOException if it cannot be written
     */
    public static void ranks(final OutputStream out, final RankResult result) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord("rank", "chosen", "chi2", "parameters", "chi2_per_degree", "aic", "bic", "fall", "fall_limit",
            "residual_norm", "norm_limit", "noise_edge", "held_out", "held_out_gain", "held_out_error", "masked",
            "masked_gain", "masked_error", "halves_min", "halves_median", "starts_min", "starts_median");
        for (final RankRow row : result.rows()) {
            csv.print(row.rank());
            csv.print(row.rank() == result.rank() ? 1 : 0);
            csv.print(CsvTables.number(row.chi2()));
            csv.print(row.parameters());
            for (final double value : new double[]{row.chi2PerDegree(), row.aic(), row.bic(), row.fall(),
                row.fallLimit(), row.residualNorm(), row.normLimit(), row.noiseEdge(), row.heldOut(), row.heldOutGain(),
                row.heldOutError(), row.masked(), row.maskedGain(), row.maskedError(), row.halves()[0],
                middle(row.halves()), row.starts()[0], middle(row.starts())}) {
                csv.print(CsvTables.number(value));
            }
            csv.println();
        }
        csv.flush();
    }

    private static double middle(final double[] ascending) {
        final int size = ascending.length;
        return (ascending[(size - 1) / 2] + ascending[size / 2]) / 2;
    }

    /**
     * A line for each pair of templates.
     *
     * @param out receives the table
     * @param uniqueness how far each template may change
     * @throws IOException if it cannot be written
     */
    public static void uniqueness(final OutputStream out, final Uniqueness uniqueness) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord("template", "of_template", "less", "more");
        for (int k = 0; k < uniqueness.rank(); k++) {
            for (int l = 0; l < uniqueness.rank(); l++) {
                if (k != l) {
                    final int p = k * uniqueness.rank() + l;
                    csv.printRecord(k, l, CsvTables.number(uniqueness.less()[p]),
                        CsvTables.number(uniqueness.more()[p]));
                }
            }
        }
        csv.flush();
    }
}

package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.evaluate.PixelScores;

/** How well each pixel is fitted, as CSV. */
public final class PixelTable {

    private PixelTable() {
    }

    /**
     * @param out receives the table, a line for each pixel; what is not known is an empty field
     * @param scores of the pixels
     * @param names names of the pixels, or an empty list
     * @param texts how names are written
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final PixelScores scores, final List<String> names,
        final CsvTexts texts) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord("pixel", "chi2", "observed_entries", "summed_weight", "explained", "residual_mean",
            "residual_variance", "residual_skewness", "residual_excess_kurtosis");
        final List<String> all = FactorTable.names(names, scores.chi2().length);
        final List<double[]> further = List.of(scores.weight(), scores.explained(), scores.mean(), scores.variance(),
            scores.skewness(), scores.excessKurtosis());
        for (int i = 0; i < scores.chi2().length; i++) {
            csv.print(texts.of(all.get(i)));
            CsvTables.printNumber(csv, number(scores.chi2()[i]));
            CsvTables.printNumber(csv, Integer.toString(scores.entries()[i]));
            for (final double[] values : further) {
                CsvTables.printNumber(csv, number(values[i]));
            }
            csv.println();
        }
        csv.flush();
    }

    private static String number(final double value) {
        return Double.isNaN(value) ? "" : CsvTables.shortNumber(value);
    }
}

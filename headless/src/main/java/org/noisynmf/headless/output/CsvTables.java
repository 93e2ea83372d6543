package org.noisynmf.headless.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.TraceRow;

/** The tables that commands write as CSV. */
public final class CsvTables {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private CsvTables() {
    }

    public static CSVPrinter printer(final OutputStream out) throws IOException {
        return new CSVPrinter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORMAT);
    }

    /** @return 17 significant digits with a decimal point, which is every bit of a double */
    public static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.17g", value) : Double.isNaN(value) ? "NaN"
            : value > 0 ? "inf" : "-inf";
    }

    /** @return the shortest text that reads back as the same double */
    public static String shortNumber(final double value) {
        return Double.isFinite(value) ? Double.toString(value) : number(value);
    }

    public static void trace(final OutputStream out, final NmfResult result) throws IOException {
        final CSVPrinter csv = printer(out);
        csv.printRecord("pass", "chi2", "seconds", "kkt", "restart", "growth");
        for (final TraceRow row : result.trace()) {
            csv.printRecord(row.pass(), number(row.objective()), number(row.seconds()), number(row.kkt()),
                row.restart(), row.growth());
        }
        csv.flush();
    }

    /**
     * χ² and degrees of freedom of every observation.
     *
     * @param out receives the table
     * @param chi2 χ², n values
     * @param data the observations
     * @param rank number of templates
     * @param labels names of the observations, or an empty list
     * @throws IOException if it cannot be written
     */
    public static void chi2(final OutputStream out, final double[] chi2, final Observations data, final int rank,
        final List<String> labels) throws IOException {
        final CSVPrinter csv = printer(out);
        csv.printRecord(labels.isEmpty() ? List.of("observation", "chi2", "degrees_of_freedom")
            : List.of("observation", "chi2", "degrees_of_freedom", "label"));
        for (int j = 0; j < chi2.length; j++) {
            csv.print(j);
            csv.print(number(chi2[j]));
            csv.print(data.observedCount(j) - rank);
            if (!labels.isEmpty()) {
                csv.print(labels.get(j));
            }
            csv.println();
        }
        csv.flush();
    }
}

package org.noisynmf.headless.output.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Projection;
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
        return Double.isFinite(value) ? SignificantDigits.of(value) : Double.isNaN(value) ? "NaN"
            : value > 0 ? "inf" : "-inf";
    }

    /** @return the shortest text that reads back as the same double */
    public static String shortNumber(final double value) {
        return Double.isFinite(value) ? Double.toString(value) : number(value);
    }

    /**
     * Adds a field that needs no quotes, without the search for what would.
     *
     * @param csv in a line that has a field already
     * @param number what a number is written as, or ""
     * @throws IOException if it cannot be written
     */
    static void printNumber(final CSVPrinter csv, final String number) throws IOException {
        csv.getOut().append(',').append(number);
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
     * A line for each start: how it ended.
     *
     * @param out receives the table
     * @param result the factorisation
     * @throws IOException if it cannot be written
     */
    public static void starts(final OutputStream out, final NmfResult result) throws IOException {
        final CSVPrinter csv = printer(out);
        csv.printRecord("restart", "seed", "chi2", "above_best", "iterations", "stop_reason", "kept");
        final double lowest = result.starts().stream().mapToDouble(FitStart::objective).min().orElse(Double.NaN);
        for (int s = 0; s < result.starts().size(); s++) {
            final FitStart start = result.starts().get(s);
            csv.printRecord(s, start.seed(), number(start.objective()),
                shortNumber((start.objective() - lowest) / Math.abs(lowest)), start.passes(), start.stopReason().name(),
                s == result.restart() ? 1 : 0);
        }
        csv.flush();
    }

    /**
     * χ² of every observation of a factorisation, with the number of its observed entries and the part of the effective
     * degrees of freedom that falls to it: its own it has not, since all share the templates.
     *
     * @param out receives the table
     * @param result the factorisation
     * @param names names of the observations, or an empty list
     * @param texts how names are written
     * @throws IOException if it cannot be written
     */
    public static void chi2(final OutputStream out, final NmfResult result, final List<String> names,
        final CsvTexts texts) throws IOException {
        final Observations data = result.data();
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(data, result.factors());
        chi2(out, List.of("chi2", "observed_entries", "share_of_degrees_of_freedom"), names, texts, data.count(),
            j -> List.of(number(data.observedCount(j) == 0 ? Double.NaN : result.chi2PerObservation()[j]),
                data.observedCount(j), shortNumber(freedom.share(data, j))));
    }

    /**
     * χ² of every observation of a projection, with its effective degrees of freedom.
     *
     * @param out receives the table
     * @param projection the projection
     * @param names names of the observations, or an empty list
     * @param texts how names are written
     * @throws IOException if it cannot be written
     */
    public static void chi2(final OutputStream out, final Projection projection, final List<String> names,
        final CsvTexts texts) throws IOException {
        final Observations data = projection.data();
        chi2(out, List.of("chi2", "degrees_of_freedom"), names, texts, data.count(),
            j -> List.of(number(projection.chi2()[j]), DegreesOfFreedom.ofProjection(data, projection.factors(), j)));
    }

    private static void chi2(final OutputStream out, final List<String> columns, final List<String> names,
        final CsvTexts texts, final int count, final IntFunction<List<Object>> values) throws IOException {
        final CSVPrinter csv = printer(out);
        csv.print("observation");
        for (final String column : columns) {
            csv.print(column);
        }
        if (!names.isEmpty()) {
            csv.print("label");
        }
        csv.println();
        for (int j = 0; j < count; j++) {
            csv.print(j);
            for (final Object value : values.apply(j)) {
                csv.print(value);
            }
            if (!names.isEmpty()) {
                csv.print(texts.of(names.get(j)));
            }
            csv.println();
        }
        csv.flush();
    }
}

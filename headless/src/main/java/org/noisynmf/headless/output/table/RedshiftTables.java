package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.redshift.RedshiftFit;
import org.noisynmf.engine.redshift.RedshiftMinimum;

/**
 * What a scan of redshifts found, as CSV.
 *
 * @param names of the spectra
 * @param templates names of the templates
 * @param given redshifts known before; NaN = not known. Empty if none is known.
 * @param fits one a spectrum
 * @param texts how names are written
 */
public record RedshiftTables(List<String> names, List<String> templates, double[] given, List<RedshiftFit> fits,
    CsvTexts texts) {

    private List<String> columns(final String... first) {
        final List<String> columns = new ArrayList<>(Arrays.asList(first));
        columns.addAll(List.of("redshift", "redshift_error", "chi2", "delta_chi2", "degrees_of_freedom", "gain",
            "coverage", "warnings"));
        templates.forEach(name -> columns.add(texts.of(name)));
        templates.forEach(name -> columns.add(texts.of(name + " (standard error)")));
        return columns;
    }

    /**
     * @param out receives a row a spectrum: its best redshift, empty where there is none
     * @throws IOException if it cannot be written
     */
    public void best(final OutputStream out) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord(columns(given.length == 0 ? new String[]{"observation"}
            : new String[]{"observation", "redshift_given"}));
        for (int j = 0; j < names.size(); j++) {
            csv.print(texts.of(names.get(j)));
            if (given.length > 0) {
                csv.print(number(given[j]));
            }
            final List<RedshiftMinimum> minima = fits.get(j).minima();
            if (minima.isEmpty()) {
                for (int c = 0; c < 7; c++) {
                    csv.print("");
                }
                csv.print("no data");
                for (int c = 0; c < 2 * templates.size(); c++) {
                    csv.print("");
                }
            } else {
                print(csv, minima.get(0));
            }
            csv.println();
        }
        csv.flush();
    }

    /**
     * @param out receives a row for each of the best redshifts of each spectrum, number 0 first
     * @throws IOException if it cannot be written
     */
    public void minima(final OutputStream out) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord(columns("observation", "number"));
        for (int j = 0; j < names.size(); j++) {
            for (int m = 0; m < fits.get(j).minima().size(); m++) {
                csv.print(texts.of(names.get(j)));
                csv.print(m);
                print(csv, fits.get(j).minima().get(m));
                csv.println();
            }
        }
        csv.flush();
    }

    private static String number(final double value) {
        return Double.isNaN(value) ? "" : CsvTables.shortNumber(value);
    }

    private static void print(final CSVPrinter csv, final RedshiftMinimum minimum) throws IOException {
        csv.print(number(minimum.redshift()));
        csv.print(number(minimum.error()));
        csv.print(number(minimum.chi2()));
        csv.print(number(minimum.deltaChi2()));
        csv.print(minimum.degreesOfFreedom());
        csv.print(number(minimum.gain()));
        csv.print(number(minimum.coverage()));
        csv.print(minimum.warningText());
        for (final double coefficient : minimum.coefficients()) {
            csv.print(number(coefficient));
        }
        for (final double error : minimum.errors()) {
            csv.print(number(error));
        }
    }
}

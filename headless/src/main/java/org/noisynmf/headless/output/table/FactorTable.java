package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.io.source.Orientation;

/**
 * A factor as CSV with the names of its rows and columns. NaN is an empty field.
 *
 * @param thing what a vector is: observation or template
 * @param vectors a name for each vector
 * @param entries a name for each entry of a vector
 * @param values value of an entry of a vector
 */
public record FactorTable(String thing, List<String> vectors, List<String> entries, Values values) {

    /** The values of a table. */
    @FunctionalInterface
    public interface Values {
        double at(int vector, int entry);
    }

    /**
     * @param factors W and H. Not copied.
     * @param templates names of the templates, or an empty list
     * @param pixels names of the pixels, or an empty list
     * @return W, one vector a template
     */
    public static FactorTable templates(final Factors factors, final List<String> templates,
        final List<String> pixels) {
        return new FactorTable("template", templateNames(templates, factors.rank()),
            names(pixels, factors.pixels()), (k, i) -> factors.w()[k * factors.pixels() + i]);
    }

    /**
     * @param factors W and H. Not copied.
     * @param observations names of the observations, or an empty list
     * @param templates names of the templates, or an empty list
     * @param signed standard errors and estimates that may be negative; null = neither
     * @param errors with the uncertainty of the templates; null = not known
     * @return H, one vector an observation, followed by these if there are any
     */
    public static FactorTable coefficients(final Factors factors, final List<String> observations,
        final List<String> templates, final @Nullable SignedCoefficients signed,
        final @Nullable CoefficientErrors errors) {
        final int q = factors.rank();
        final List<String> plain = templateNames(templates, q);
        final List<String> names = new ArrayList<>(plain);
        final List<double[]> columns = new ArrayList<>(List.of(factors.h()));
        if (signed != null) {
            plain.forEach(name -> names.add(name + " (standard error)"));
            plain.forEach(name -> names.add(name + " (signed estimate)"));
            columns.add(signed.errors());
            columns.add(signed.estimates());
        }
        if (errors != null) {
            plain.forEach(name -> names.add(name + " (total error)"));
            plain.forEach(name -> names.add(name + " (error from templates)"));
            columns.add(errors.total());
            columns.add(errors.fromTemplates());
        }
        return new FactorTable("observation", names(observations, factors.observations()), names,
            (j, k) -> columns.get(k / q)[j * q + k % q]);
    }

    public static List<String> templateNames(final List<String> given, final int rank) {
        return given.isEmpty() ? IntStream.range(0, rank).mapToObj(k -> "Template " + k).toList() : given;
    }

    public static List<String> names(final List<String> given, final int count) {
        return given.isEmpty() ? IntStream.range(0, count).mapToObj(Integer::toString).toList() : given;
    }

    /**
     * @param out receives the table
     * @param orientation a line for each vector, or a column
     * @param texts how names are written
     * @throws IOException if it cannot be written
     */
    public void write(final OutputStream out, final Orientation orientation, final CsvTexts texts) throws IOException {
        final boolean rows = orientation == Orientation.ROWS;
        final List<String> lines = rows ? vectors : entries;
        final List<String> columns = rows ? entries : vectors;
        final CSVPrinter csv = CsvTables.printer(out);
        csv.print(rows ? thing : "template".equals(thing) ? "pixel" : "template");
        for (final String column : columns) {
            csv.print(texts.of(column));
        }
        csv.println();
        for (int r = 0; r < lines.size(); r++) {
            csv.print(texts.of(lines.get(r)));
            for (int c = 0; c < columns.size(); c++) {
                final double value = rows ? values.at(r, c) : values.at(c, r);
                CsvTables.printNumber(csv, Double.isNaN(value) ? "" : CsvTables.shortNumber(value));
            }
            csv.println();
        }
        csv.flush();
    }
}

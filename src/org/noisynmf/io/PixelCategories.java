package org.noisynmf.io;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.noisynmf.engine.variance.PixelCategory;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Names;

/** Reads how far the uncertainties of each pixel are trusted. */
public final class PixelCategories {

    private PixelCategories() {
    }

    /**
     * @param file CSV: a line for each pixel with its name and its category, or with the category alone and the pixels in the
     *            order of the data; a first line of headings is passed over
     * @return weights of the pixels, one number each, under their names if there are any
     * @throws MatrixFormatException if a line holds something else; names file and line
     * @throws IOException if the file cannot be read
     */
    public static Vectors read(final Path file) throws IOException {
        final String name = String.valueOf(file.getFileName());
        final List<String> names = new ArrayList<>();
        final List<Double> weights = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            CSVParser parser = CSVFormat.DEFAULT.parse(reader)) {
            int columns = 0;
            for (final CSVRecord line : parser) {
                columns = columns == 0 ? line.size() : columns;
                if (line.size() != columns || columns > 2) {
                    throw new MatrixFormatException(name + ", line " + line.getRecordNumber() + ", has " + line.size()
                        + (line.size() == 1 ? " field" : " fields")
                        + ", but must hold a name and a category, or a category alone, as the first line does");
                }
                final String text = line.get(columns - 1).replace("\uFEFF", "");
                final Optional<Double> weight = PixelCategory.weight(text);
                if (weight.isPresent()) {
                    weights.add(weight.get());
                    if (columns == 2) {
                        // without the mark of UTF-8 that spreadsheets write
                        names.add(line.get(0).replace("\uFEFF", "").trim());
                    }
                } else if (line.getRecordNumber() > 1) {
                    throw new MatrixFormatException(name + ", line " + line.getRecordNumber() + ": the category is \""
                        + text + "\", but must be one of " + PixelCategory.ids()
                        + ", or a factor > 0 on the standard deviation");
                }
            }
        }
        if (weights.isEmpty()) {
            throw new MatrixFormatException(name + " holds no category");
        }
        return new Vectors(name, weights.size(), 1, weights.stream().mapToDouble(Double::doubleValue).toArray(),
            new Names(names, List.of()));
    }
}

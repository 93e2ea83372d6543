package org.noisynmf.spark.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How observations lie in the columns of a table: arrays on one grid, windows of it, or a column a pixel.
 *
 * @param id what names the observations
 * @param windows whether arrays begin at a pixel of their own
 * @param weights whether there are inverse variances
 * @param single whether values are floats
 * @param nulls whether arrays may hold nulls
 * @param pixels d where the table says so, else 0
 */
public record Layout(Id id, boolean windows, boolean weights, boolean single, boolean nulls,
    int pixels) implements Serializable {

    /** Key of the metadata of a column of windows that holds d. */
    public static final String PIXELS = "noisynmf.pixels";

    /** Key of the metadata of a column that holds the wavelengths of its d pixels. */
    public static final String WAVELENGTHS = "noisynmf.wavelengths";

    /** Key of the metadata of a column that holds the unit of the wavelengths. */
    public static final String UNIT = "noisynmf.wavelength_unit";

    /** What names the observations. */
    public enum Id {
        /** A column of integers. */
        NUMBER,
        /** A column of anything else, as text. */
        TEXT,
        /** No column: their numbers, from 0, in the order of files and rows. */
        ROW
    }

    /** Place of a column in what {@link #select} gives. */
    static final int ID = 0;

    static final int FILE = 1;

    static final int START = 2;

    static final int DATA = 3;

    static final int WEIGHTS = 4;

    /**
     * @param schema of the table
     * @param names of the columns
     * @return how observations lie in it
     * @throws IllegalArgumentException if they do not
     */
    public static Layout of(final StructType schema, final ColumnNames names) {
        final Set<String> columns = Set.of(schema.fieldNames());
        final Id id = !columns.contains(names.id()) ? Id.ROW
            : field(schema, names.id()).dataType() instanceof IntegralType ? Id.NUMBER : Id.TEXT;
        if (!columns.contains(names.data())) {
            final List<String> pixels = pixelColumns(schema, names);
            if (pixels.isEmpty()) {
                throw new IllegalArgumentException("The table has neither a column \"" + names.data()
                    + "\" of arrays nor numeric columns that could be pixels; its columns are "
                    + String.join(", ", schema.fieldNames()));
            }
            final long weighted = pixels.stream().filter(p -> columns.contains(names.weightPrefix() + p)).count();
            if (weighted > 0 && weighted < pixels.size()) {
                final String without =
                    pixels.stream().filter(p -> !columns.contains(names.weightPrefix() + p)).findFirst().orElseThrow();
                throw new IllegalArgumentException("Pixel \"" + without + "\" has no column of weights \""
                    + names.weightPrefix() + without + "\", but others have");
            }
            final boolean single = pixels.stream().allMatch(p -> field(schema, p).dataType() instanceof FloatType);
            return new Layout(id, false, weighted > 0, single, false, pixels.size());
        }
        final boolean weights = columns.contains(names.weights());
        final boolean windows = columns.contains(names.start());
        final StructField data = field(schema, names.data());
        boolean nulls = containsNull(data);
        if (weights) {
            nulls |= containsNull(field(schema, names.weights()));
        }
        final Metadata metadata = data.metadata();
        final int stated = !windows ? 0 : names.pixels() > 0 ? names.pixels()
            : metadata.contains(PIXELS) ? (int)metadata.getLong(PIXELS) : 0;
        return new Layout(id, windows, weights, ((ArrayType)data.dataType()).elementType() instanceof FloatType, nulls,
            stated);
    }

    private static StructField field(final StructType schema, final String name) {
        return schema.fields()[schema.fieldIndex(name)];
    }

    private static boolean containsNull(final StructField field) {
        if (!(field.dataType() instanceof ArrayType array && array.elementType() instanceof NumericType)) {
            throw new IllegalArgumentException(
                "Column \"" + field.name() + "\" holds " + field.dataType().simpleString()
                    + ", but arrays of numbers are expected");
        }
        return array.containsNull();
    }

    /**
     * @param schema of a table without a column of arrays
     * @param names of the columns
     * @return the numeric columns that are neither the name nor a weight, in order
     */
    static List<String> pixelColumns(final StructType schema, final ColumnNames names) {
        final Set<String> columns = Set.of(schema.fieldNames());
        final String prefix = names.weightPrefix();
        return Arrays.stream(schema.fields())
            .filter(f -> f.dataType() instanceof NumericType && !f.name().equals(names.id()))
            .map(StructField::name)
            .filter(name -> prefix.isEmpty() || !name.startsWith(prefix)
                || !columns.contains(name.substring(prefix.length())))
            .collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * @param table the table
     * @param names of its columns
     * @return name, file, first pixel, values and weights of every observation
     */
    Dataset<Row> select(final Dataset<Row> table, final ColumnNames names) {
        final DataType element = single ? DataTypes.FloatType : DataTypes.DoubleType;
        final List<Column> columns = new ArrayList<>();
        columns.add(switch (id) {
            case NUMBER -> quoted(names.id()).cast(DataTypes.LongType);
            case TEXT -> quoted(names.id()).cast(DataTypes.StringType);
            case ROW -> functions.lit(0L);
        });
        columns.add(functions.input_file_name());
        columns.add(windows ? quoted(names.start()).cast(DataTypes.IntegerType) : functions.lit(0));
        if (Set.of(table.columns()).contains(names.data())) {
            final DataType array = DataTypes.createArrayType(element, nulls);
            columns.add(quoted(names.data()).cast(array));
            if (weights) {
                columns.add(quoted(names.weights()).cast(array));
            }
        } else {
            final List<String> pixels = pixelColumns(table.schema(), names);
            columns.add(array(pixels, "", element, Float.NaN));
            if (weights) {
                columns.add(array(pixels, names.weightPrefix(), element, 0));
            }
        }
        return table.select(columns.toArray(Column[]::new));
    }

    private static Column array(final List<String> pixels, final String prefix, final DataType element,
        final float missing) {
        return functions.array(pixels.stream().map(p -> functions
            .coalesce(quoted(prefix + p).cast(element), functions.lit(missing).cast(element))).toArray(Column[]::new));
    }

    private static Column quoted(final String name) {
        return functions.col('`' + name.replace("`", "``") + '`');
    }
}

package org.noisynmf.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Orientation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** The files of a fit. */
public final class Results {

    private Results() {
    }

    /**
     * Writes templates.npy, one row a template, and templates.parquet: template, values.
     *
     * @param session writes Parquet
     * @param folder where to
     * @param templates W, d × q. Not modified.
     * @param rank q
     * @param observed whether any observation has weight in a pixel; the others become NaN
     * @param metadata of the pixels
     * @throws IOException if that fails
     */
    public static void templates(final SparkSession session, final OutputFolder folder, final double[] templates,
        final int rank, final boolean[] observed, final Metadata metadata) throws IOException {
        final int d = templates.length / rank;
        final double[] known = templates.clone();
        for (int p = 0; p < known.length; p++) {
            known[p] = observed[p % d] ? known[p] : Double.NaN;
        }
        folder.write("templates.npy", out -> NpyWriter.write(out, known, rank, d, Orientation.ROWS));
        final List<Row> rows = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            rows.add(RowFactory.create(k, Arrays.copyOfRange(known, k * d, (k + 1) * d)));
        }
        final StructType schema = new StructType(new StructField[]{
            DataTypes.createStructField("template", DataTypes.IntegerType, false), new StructField("values",
                DataTypes.createArrayType(DataTypes.DoubleType, false), false, metadata)});
        session.createDataFrame(rows, schema).coalesce(1).write().mode(SaveMode.Overwrite)
            .parquet(folder.path("templates.parquet"));
    }

    /**
     * A line for each iteration, with the columns of the command line's trace.csv.
     *
     * @param out receives the table
     * @param trace the iterations
     * @throws IOException if it cannot be written
     */
    public static void trace(final OutputStream out, final List<TraceRow> trace) throws IOException {
        final Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write("pass,chi2,seconds,kkt,restart,growth\n");
        for (final TraceRow row : trace) {
            text.write(row.pass() + "," + number(row.objective()) + "," + number(row.seconds()) + ","
                + number(row.kkt()) + "," + row.restart() + "," + row.growth() + "\n");
        }
        text.flush();
    }

    private static String number(final double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    /**
     * @param out receives the text
     * @param entries texts, numbers, truth values, lists and maps of such, in order
     * @throws IOException if it cannot be written
     */
    public static void summary(final OutputStream out, final Map<String, ?> entries) throws IOException {
        final JsonGenerator json = new JsonFactory().createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        write(json, entries);
        json.close();
    }

    private static void write(final JsonGenerator json, final Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (final Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (final Object entry : list) {
                write(json, entry);
            }
            json.writeEndArray();
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}

package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.model.LoopState;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;

/**
 * The state of a run as JSON, with what it may be continued with: checksums of data and weights, and settings. Doubles are
 * written in full, so that it comes back bit for bit.
 *
 * @param state where to go on
 * @param data checksums of the data it belongs to; null in files of the first format, which did not have them
 * @param settings those that decide what an iteration does, as texts; empty in files of the first format
 */
public record StateFile(LoopState state, @Nullable DataChecksum data, Map<String, String> settings) {

    /** Format 1 had algorithm, passes and values alone. */
    private static final int FORMAT = 2;

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * @param out receives the text; not closed
     * @throws IOException if it cannot be written
     */
    public void write(final OutputStream out) throws IOException {
        final JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("algorithm", state.algorithm());
        json.writeNumberField("passes", state.passes());
        json.writeNumberField("data", checksums().data());
        json.writeNumberField("weights", checksums().weights());
        json.writeObjectFieldStart("settings");
        for (final Map.Entry<String, String> setting : settings.entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("values");
        for (final Map.Entry<String, double[]> value : state.values().entrySet()) {
            json.writeFieldName(value.getKey());
            json.writeArray(value.getValue(), 0, value.getValue().length);
        }
        json.writeEndObject();
        json.writeNumberField("checksum", checksum());
        json.writeEndObject();
        json.close();
    }

    private DataChecksum checksums() {
        if (data == null) {
            throw new IllegalStateException("a state of the first format is read alone, never written");
        }
        return data;
    }

    /** Of all that stands before it in the file. */
    private long checksum() {
        final CRC32C sum = new CRC32C();
        add(sum,
            state.algorithm() + state.passes() + ' ' + checksums().data() + ' ' + checksums().weights() + settings);
        for (final Map.Entry<String, double[]> value : state.values().entrySet()) {
            add(sum, value.getKey());
            final ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * Math.min(value.getValue().length, 1 << 16));
            for (final double number : value.getValue()) {
                bytes.putDouble(number);
                if (!bytes.hasRemaining()) {
                    sum.update(bytes.flip());
                    bytes.clear();
                }
            }
            sum.update(bytes.flip());
        }
        return sum.getValue();
    }

    private static void add(final CRC32C sum, final String text) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param file a file that {@link #write} wrote
     * @return the state
     * @throws IOException if it cannot be read, is something else or was changed; the message names it
     */
    public static StateFile read(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file");
        }
        try (JsonParser json = FACTORY.createParser(file.toFile())) {
            return read(json);
        } catch (final StreamReadException | IllegalArgumentException e) {
            throw new IOException(file + " is not the state of a run, as written by --keep-state"
                + (e instanceof IllegalArgumentException ? ": " + e.getMessage() : ""), e);
        }
    }

    private static StateFile read(final JsonParser json) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
        final Map<String, Object> entries = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String name = json.currentName();
            json.nextToken();
            final Object value = switch (name) {
                case "algorithm" -> text(json, name);
                case "format", "passes", "data", "weights", "checksum" -> integer(json, name);
                case "settings" -> texts(json);
                case "values" -> values(json);
                default ->
                    throw new IllegalArgumentException("it has an entry " + quoted(name) + ", which no state has");
            };
            require(entries.put(name, value) == null, "its entry " + quoted(name) + " occurs twice");
        }
        require(json.nextToken() == null, "something follows its end");
        final Object format = entries.get("format");
        require(format == null || format.equals((long)FORMAT),
            "it has format " + format + ", but only format " + FORMAT + " and older ones can be read");
        final String algorithm = (String)entry(entries, "algorithm");
        final long passes = (Long)entry(entries, "passes");
        require(passes >= 0 && passes <= Integer.MAX_VALUE, "it was made by " + passes + " iterations");
        @SuppressWarnings("unchecked")
        final LoopState state =
            new LoopState(algorithm, (int)passes, (Map<String, double[]>)entry(entries, "values"));
        if (format == null) {
            return new StateFile(state, null, Map.of());
        }
        @SuppressWarnings("unchecked")
        final StateFile read = new StateFile(state,
            new DataChecksum((Long)entry(entries, "data"), (Long)entry(entries, "weights")),
            (Map<String, String>)entry(entries, "settings"));
        require(entry(entries, "checksum").equals(read.checksum()), "it was changed after it was written");
        return read;
    }

    private static Object entry(final Map<String, Object> entries, final String name) {
        final Object value = entries.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it lacks the entry " + quoted(name));
        }
        return value;
    }

    private static String text(final JsonParser json, final String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "its entry " + quoted(name) + " is not a text");
        return json.getText();
    }

    private static Long integer(final JsonParser json, final String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
            "its entry " + quoted(name) + " is not an integer");
        return json.getLongValue();
    }

    private static Map<String, String> texts(final JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "its settings are not an object");
        final Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String name = json.currentName();
            json.nextToken();
            texts.put(name, text(json, name));
        }
        return texts;
    }

    private static Map<String, double[]> values(final JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "its values are not an object");
        final Map<String, double[]> values = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String name = json.currentName();
            require(json.nextToken() == JsonToken.START_ARRAY, "its values " + quoted(name) + " are not a list");
            double[] numbers = new double[16];
            int count = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = number(json, name);
            }
            values.put(name, Arrays.copyOf(numbers, count));
        }
        return values;
    }

    private static double number(final JsonParser json, final String name) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            // as JSON has no such numbers
            switch (json.getText()) {
                case "NaN":
                    return Double.NaN;
                case "Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                default:
            }
        }
        require(json.currentToken() != null && json.currentToken().isNumeric(),
            "one of its values " + quoted(name) + " is not a number");
        return json.getDoubleValue();
    }

    private static String quoted(final String name) {
        return '"' + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + '"';
    }

    private static void require(final boolean condition, final String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * @param file where the state comes from, for the message
     * @param found checksums of the data at hand
     * @param wanted the settings at hand
     * @throws IllegalArgumentException if the state belongs to others; says to which
     */
    public void check(final Path file, final DataChecksum found, final Map<String, String> wanted) {
        if (data == null) {
            return;
        }
        if (data.data() != found.data() || data.weights() != found.weights()) {
            throw new IllegalArgumentException(file + " cannot be continued: it was made with other "
                + (data.weights() == found.weights() ? "data" : data.data() == found.data() ? "weights"
                    : "data and weights"));
        }
        for (final Map.Entry<String, String> setting : wanted.entrySet()) {
            final String then = settings.get(setting.getKey());
            if (then != null && !then.equals(setting.getValue())) {
                throw new IllegalArgumentException(
                    file + " cannot be continued: \"" + setting.getKey() + "\" was " + then
                        + " and is " + setting.getValue() + " now");
            }
        }
    }
}

package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** JSON as written by this program: indented, numbers in full, null for what is not a finite number. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .registerModule(new SimpleModule().addSerializer(Double.class, new FiniteOrNull()));

    private Json() {
    }

    public static void write(final OutputStream out, final Object value) throws IOException {
        MAPPER.writeValue(out, value);
        out.write('\n');
    }

    private static final class FiniteOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(final Double value, final JsonGenerator json, final SerializerProvider provider)
            throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}

package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.noisynmf.engine.model.LoopState;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The state of a run as JSON. Doubles are written in full, so that it comes back bit for bit. */
public final class StateFile {

    private static final ObjectMapper MAPPER = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private StateFile() {
    }

    public static void write(final OutputStream out, final LoopState state) throws IOException {
        MAPPER.writeValue(out, state);
    }

    /**
     * @param file a file that {@link #write} wrote
     * @return the state
     * @throws IOException if it cannot be read or is something else; the message names it
     */
    public static LoopState read(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file");
        }
        try {
            return MAPPER.readValue(file.toFile(), LoopState.class);
        } catch (final JsonProcessingException e) {
            throw new IOException(file + " is not the state of a run, as --keep-state writes it", e);
        }
    }
}

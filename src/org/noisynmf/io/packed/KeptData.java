package org.noisynmf.io.packed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.noisynmf.engine.data.StoredObservations;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.source.Names;

/**
 * What a {@link PackedFile} that is kept says of its strips: all that reading gave.
 *
 * @param seen when the files that were read were looked at, in milliseconds since 1970
 * @param checksums SHA-256 of those files, by the option that named each
 * @param data what was read from them
 */
public record KeptData(long seen, Map<String, String> checksums, ObservationsReader.Named data) {

    /** Copies the checksums. */
    public KeptData {
        checksums = Map.copyOf(checksums);
    }

    /**
     * @param out where to
     * @throws IOException if that fails
     */
    public void write(final DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeInt(checksums.size());
        for (final Map.Entry<String, String> entry : checksums.entrySet()) {
            write(entry.getKey(), out);
            write(entry.getValue(), out);
        }
        write(data.file(), out);
        write(data.names().vectors(), out);
        write(data.names().entries(), out);
        write(data.warnings(), out);
        StoredObservations.write(data.observations(), out);
    }

    /**
     * @param file one that was opened
     * @return what its strips are
     * @throws IOException if it cannot be read
     */
    public static KeptData read(final PackedFile file) throws IOException {
        final DataInput in = file.footer();
        final long seen = in.readLong();
        final Map<String, String> checksums = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            final String option = text(in);
            checksums.put(option, text(in));
        }
        final String name = text(in);
        final List<String> vectors = texts(in);
        final List<String> entries = texts(in);
        final List<String> warnings = texts(in);
        return new KeptData(seen, checksums, new ObservationsReader.Named(name, StoredObservations.read(in, file),
            new Names(vectors, entries), warnings));
    }

    private static void write(final List<String> texts, final DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (final String text : texts) {
            write(text, out);
        }
    }

    /** Letter by letter: a name from a broken file may hold half of a pair, which UTF-8 would replace. */
    private static void write(final String text, final DataOutput out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static List<String> texts(final DataInput in) throws IOException {
        final int count = in.readInt();
        final List<String> texts = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(final DataInput in) throws IOException {
        final char[] letters = new char[in.readInt()];
        for (int c = 0; c < letters.length; c++) {
            letters[c] = in.readChar();
        }
        return new String(letters);
    }
}

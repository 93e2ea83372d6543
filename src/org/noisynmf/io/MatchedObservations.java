package org.noisynmf.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.Heap;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;

/**
 * The observations of a file in the order of another file: by name where both carry names, else one after the other.
 * Only observations passed on the way to the one wanted are kept, so that a file in the wanted order is streamed.
 */
final class MatchedObservations {

    /** Passed observations after which memory is looked at for the first time. */
    private static final int FIRST_CHECK = 64;

    private final MatrixSource m_source;

    private final String m_wantedFile;

    /** For each pixel wanted the one of the file; null = as they stand. */
    private final int @Nullable [] m_pixels;

    private final double[] m_line;

    private final Map<String, Passed> m_passed = new LinkedHashMap<>();

    private final Set<String> m_names = new HashSet<>();

    private final Set<String> m_wanted = new HashSet<>();

    private long m_read;

    /** Where the observation last given stands in the file. */
    private long m_position;

    private boolean m_byName;

    private record Passed(double[] values, long position) {
    }

    /**
     * @param source observations of as many pixels as are wanted
     * @param wantedPixels names of the pixels in the order wanted, with the file that wants them
     * @throws MatrixFormatException if names of pixels do not match
     */
    MatchedObservations(final MatrixSource source, final NameOrder.Axis wantedPixels) throws MatrixFormatException {
        m_source = source;
        m_wantedFile = wantedPixels.file();
        m_pixels = NameOrder.of(wantedPixels, new NameOrder.Axis(source.name(), "pixel", source.pixelNames()));
        m_line = new double[source.pixels()];
    }

    /**
     * @param wanted name of the observation wanted, if it has one
     * @param out receives its values. Modified.
     * @return false if it is not there
     * @throws IOException if the file cannot be read, or has a name twice
     */
    boolean next(final Optional<String> wanted, final double[] out) throws IOException {
        if (wanted.isEmpty() && m_pixels == null) {
            m_position = m_read;
            m_read++;
            return m_source.next(out);
        }
        if (wanted.isPresent()) {
            final Passed passed = m_passed.remove(wanted.get());
            if (passed != null) {
                m_wanted.add(wanted.get());
                return deliver(passed.values(), passed.position(), out);
            }
        }
        while (m_source.next(m_line)) {
            final long position = m_read++;
            final Optional<String> name = m_source.label();
            if (wanted.isEmpty() || name.isEmpty()) {
                return deliver(m_line, position, out);
            }
            m_byName = true;
            if (!m_names.add(name.get())) {
                throw NameOrder.twice(m_source.name(), "observation", name.get());
            }
            if (name.equals(wanted)) {
                m_wanted.add(name.get());
                return deliver(m_line, position, out);
            }
            m_passed.put(name.get(), new Passed(m_line.clone(), position));
            requireMemory();
        }
        if (wanted.isPresent() && m_wanted.contains(wanted.get())) {
            throw NameOrder.twice(m_wantedFile, "observation", wanted.get());
        }
        return false;
    }

    private void requireMemory() {
        final int kept = m_passed.size();
        if (kept >= FIRST_CHECK && Integer.bitCount(kept) == 1) {
            Heap.require((double)kept * m_line.length * Double.BYTES,
                String.format(Locale.ROOT, "Bringing the observations of %s into the order of %s (%d are kept already)",
                    m_source.name(), m_wantedFile, kept),
                "bring both files into the same order");
        }
    }

    private boolean deliver(final double[] values, final long position, final double[] out) {
        m_position = position;
        if (m_pixels == null) {
            System.arraycopy(values, 0, out, 0, out.length);
        } else {
            for (int i = 0; i < out.length; i++) {
                out[i] = values[m_pixels[i]];
            }
        }
        return true;
    }

    /** @return whether observations are matched by name, as far as is known */
    boolean isByName() {
        return m_byName;
    }

    /** @return where the observation last given stands in the file, from 0 */
    long position() {
        return m_position;
    }

    /**
     * @param pixel a pixel in the order wanted
     * @return where it stands in the file, from 0
     */
    int pixel(final int pixel) {
        return m_pixels == null ? pixel : m_pixels[pixel];
    }

    /**
     * Says which observations are not there.
     *
     * @param name of one that is not there
     * @param others the file that wants it, of which the rest is read here
     * @param count observations of that file that have been found
     * @return what to throw
     * @throws IOException if that file cannot be read
     */
    MatrixFormatException lacking(final String name, final MatrixSource others, final long count) throws IOException {
        final List<String> lacking = new ArrayList<>(List.of(name));
        long of = count + 1;
        final double[] line = new double[others.pixels()];
        for (; others.next(line); of++) {
            others.label().filter(n -> !m_passed.containsKey(n)).ifPresent(lacking::add);
        }
        return NameOrder.lacks(m_source.name(), m_wantedFile, "observation", lacking, of);
    }

    /**
     * @return what the file has that nobody wanted: names, or a stretch beyond the end
     * @throws IOException if the file cannot be read
     */
    List<String> rest() throws IOException {
        final List<String> rest = new ArrayList<>(m_passed.keySet());
        while (m_source.next(m_line)) {
            rest.add(m_source.label().orElse(""));
        }
        return rest;
    }
}

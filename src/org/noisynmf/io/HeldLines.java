package org.noisynmf.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other way through a matrix: all lines are read and held once, and given out across. */
final class HeldLines implements Lines {

    private final Lines m_stored;

    private final List<double[]> m_held = new ArrayList<>();

    private final List<String> m_names = new ArrayList<>();

    private int m_next;

    private HeldLines(final Lines stored) {
        m_stored = stored;
    }

    /**
     * @param stored the lines as stored; read to their end here, and closed with the result
     * @return the columns if the stored lines are rows, and the other way round
     * @throws IOException if they cannot be read
     */
    static Lines transposed(final Lines stored) throws IOException {
        final HeldLines lines = new HeldLines(stored);
        double[] line = new double[stored.length()];
        while (stored.next(line)) {
            lines.m_held.add(line);
            stored.name().ifPresent(lines.m_names::add);
            line = new double[stored.length()];
        }
        return lines;
    }

    @Override
    public boolean areRows() {
        return !m_stored.areRows();
    }

    @Override
    public int length() {
        return m_held.size();
    }

    @Override
    public long count() {
        return m_stored.length();
    }

    @Override
    public List<String> entryNames() {
        return m_names;
    }

    @Override
    public boolean next(final double[] out) {
        if (m_next == m_stored.length()) {
            return false;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = m_held.get(i)[m_next];
        }
        m_next++;
        return true;
    }

    @Override
    public Optional<String> name() {
        return m_stored.entryNames().isEmpty() ? Optional.empty() : Optional.of(m_stored.entryNames().get(m_next - 1));
    }

    @Override
    public void close() throws IOException {
        m_held.clear();
        m_stored.close();
    }
}

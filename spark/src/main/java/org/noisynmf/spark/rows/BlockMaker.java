package org.noisynmf.spark.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.storage.Precision;

/**
 * Stores rows in blocks, in agreed units.
 *
 * @param layout of the rows
 * @param pixels d
 * @param precision type in which to store
 * @param dataExponent e in stored x = x · 2⁻ᵉ
 * @param weightExponent e in stored v = v · 2⁻ᵉ
 * @param blockRows observations a block
 * @param firsts number of the first block, and of the first row, of each file
 */
record BlockMaker(Layout layout, int pixels, Precision precision, int dataExponent, int weightExponent, int blockRows,
    Map<String, long[]> firsts) implements Serializable {

    /**
     * @param partition number of the partition
     * @param rows its rows
     * @return their blocks, ascending where files do, made one after the other
     */
    Iterator<Block> blocks(final int partition, final Iterator<InternalRow> rows) {
        return new Blocks(partition, rows);
    }

    private final class Blocks implements Iterator<Block> {

        private final int m_partition;

        private final Iterator<InternalRow> m_rows;

        private final ObservationRow m_row = new ObservationRow(layout);

        /** Whether the row has been read and not been stored. */
        private boolean m_waiting;

        private @Nullable String m_file;

        private long m_rowOfFile;

        Blocks(final int partition, final Iterator<InternalRow> rows) {
            m_partition = partition;
            m_rows = rows;
        }

        @Override
        public boolean hasNext() {
            return m_waiting || m_rows.hasNext();
        }

        @Override
        public Block next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            final ObservationsBuilder builder = Observations.builder(pixels).precision(precision)
                .exponents(dataExponent, weightExponent);
            final double[] x = new double[pixels];
            final double[] v = new double[pixels];
            long[] numbers = new long[blockRows];
            String[] texts = layout.id() == Layout.Id.TEXT ? new String[blockRows] : null;
            long index = 0;
            int count = 0;
            while (count < blockRows && read()) {
                if (count > 0 && m_rowOfFile == 0) {
                    // the first of another file waits for its own block
                    break;
                }
                final long[] first = firsts.getOrDefault(BlockedData.key(m_row.file(), m_partition), new long[2]);
                if (count == 0) {
                    index = first[0] + m_rowOfFile / blockRows;
                }
                numbers[count] = layout.id() == Layout.Id.ROW ? first[1] + m_rowOfFile : m_row.number();
                if (texts != null) {
                    texts[count] = m_row.name();
                }
                m_row.fill(x, v);
                builder.add(x, v);
                count++;
                m_waiting = false;
            }
            return new Block(index, Arrays.copyOf(numbers, count), texts == null ? null : Arrays.copyOf(texts, count),
                builder.build());
        }

        private boolean read() {
            if (m_waiting) {
                return true;
            }
            if (!m_rows.hasNext()) {
                return false;
            }
            m_row.read(m_rows.next(), 0);
            if (m_row.file().equals(m_file)) {
                m_rowOfFile++;
            } else {
                m_file = m_row.file();
                m_rowOfFile = 0;
            }
            m_waiting = true;
            return true;
        }
    }
}

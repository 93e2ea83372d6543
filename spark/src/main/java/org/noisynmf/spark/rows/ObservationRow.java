package org.noisynmf.spark.rows;

import java.util.Arrays;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/**
 * One row as Spark holds it, which is no public API of Spark but reads arrays without an object for each number: nothing
 * else here knows it.
 */
final class ObservationRow {

    private final Layout m_layout;

    private String m_file = "";

    private long m_number;

    private String m_text = "";

    private int m_start;

    private @Nullable String m_problem;

    private double[] m_x = new double[0];

    private double @Nullable [] m_v;

    ObservationRow(final Layout layout) {
        m_layout = layout;
    }

    /**
     * @param row name, file, first pixel, values and weights, as {@link Layout#select} orders them
     * @param number of the row, from 0
     */
    void read(final InternalRow row, final long number) {
        m_problem = null;
        m_file = row.isNullAt(Layout.FILE) ? "" : row.getUTF8String(Layout.FILE).toString();
        m_number = m_layout.id() == Layout.Id.NUMBER && !row.isNullAt(Layout.ID) ? row.getLong(Layout.ID) : number;
        m_text = m_layout.id() != Layout.Id.TEXT ? Long.toString(m_number)
            : row.isNullAt(Layout.ID) ? "" : row.getUTF8String(Layout.ID).toString();
        m_x = new double[0];
        m_v = null;
        if (row.isNullAt(Layout.DATA) || row.isNullAt(Layout.START)
            || m_layout.weights() && row.isNullAt(Layout.WEIGHTS)) {
            m_problem = "values, weights or first pixel are null";
            return;
        }
        m_start = row.getInt(Layout.START);
        m_x = numbers(row.getArray(Layout.DATA), Double.NaN);
        m_v = m_layout.weights() ? numbers(row.getArray(Layout.WEIGHTS), 0) : null;
        if (m_v != null && m_v.length != m_x.length) {
            m_problem = "there are " + m_x.length + " values, but " + m_v.length + " weights";
        } else if (m_start < 0) {
            m_problem = "the first pixel is " + m_start + ", but must be ≥ 0";
        }
    }

    private double[] numbers(final ArrayData array, final double missing) {
        final double[] values;
        if (m_layout.single()) {
            final float[] floats = array.toFloatArray();
            values = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                values[i] = floats[i];
            }
        } else {
            values = array.toDoubleArray();
        }
        if (m_layout.nulls() && mayHoldNulls(array)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = array.isNullAt(i) ? missing : values[i];
            }
        }
        return values;
    }

    /** Tables read from Parquet say that any number may be null, and few are: 64 marks at a time. */
    private static boolean mayHoldNulls(final ArrayData array) {
        if (!(array instanceof UnsafeArrayData unsafe)) {
            return true;
        }
        // after the number of elements
        final long marks = unsafe.getBaseOffset() + Long.BYTES;
        for (int from = 0; from < unsafe.numElements(); from += Long.SIZE) {
            if (Platform.getLong(unsafe.getBaseObject(), marks + from / Byte.SIZE) != 0) {
                return true;
            }
        }
        return false;
    }

    /** @return the file it comes from; empty if it comes from none */
    String file() {
        return m_file;
    }

    /** @return what names the observation, if that is a number */
    long number() {
        return m_number;
    }

    /** @return what names the observation */
    String name() {
        return m_text;
    }

    /** @return why the row cannot be an observation, whatever its numbers are; null = it can */
    @Nullable
    String problem() {
        return m_problem;
    }

    /** @return index of the first pixel, from 0 */
    int start() {
        return m_start;
    }

    /** @return the values from the first pixel on */
    double[] values() {
        return m_x;
    }

    /** @return their weights; null = 1 where the value is a number */
    double @Nullable [] weights() {
        return m_v;
    }

    /**
     * The row on the whole grid.
     *
     * @param x receives d values, NaN outside the window. Modified.
     * @param v receives d weights. Modified.
     */
    void fill(final double[] x, final double[] v) {
        final int end = m_start + m_x.length;
        Arrays.fill(x, 0, m_start, Double.NaN);
        Arrays.fill(x, end, x.length, Double.NaN);
        Arrays.fill(v, 0, m_start, 0);
        Arrays.fill(v, end, v.length, 0);
        System.arraycopy(m_x, 0, x, m_start, m_x.length);
        if (m_v != null) {
            System.arraycopy(m_v, 0, v, m_start, m_v.length);
            return;
        }
        for (int i = 0; i < m_x.length; i++) {
            v[m_start + i] = Double.isNaN(m_x[i]) ? 0 : 1;
        }
    }
}

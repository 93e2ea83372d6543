package org.noisynmf.spark.convert;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.spark.rows.Layout;

/** The spectra of FITS files as rows, one in memory at a time. */
final class FitsRows implements Iterator<Row>, Closeable {

    private final Iterator<String> m_files;

    private final Grid m_grid;

    private final boolean m_single;

    private String m_file = "";

    private @Nullable Local m_local;

    private @Nullable FitsSpectra m_spectra;

    private @Nullable FitsSpectrum m_next;

    private int m_number;

    /** A file on this machine. */
    private record Local(Path path, boolean temporary) implements Closeable {

        /** The file itself, or a copy of it if it lies elsewhere. */
        static Local of(final String uri) throws IOException {
            final org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
            final FileSystem files = path.getFileSystem(new Configuration());
            if ("file".equals(files.getScheme())) {
                return new Local(Path.of(path.toUri().getPath()), false);
            }
            final Path copy = Files.createTempDirectory("noisynmf").resolve(path.getName());
            files.copyToLocalFile(path, new org.apache.hadoop.fs.Path(copy.toUri()));
            return new Local(copy, true);
        }

        @Override
        public void close() throws IOException {
            if (temporary) {
                Files.deleteIfExists(path);
                final Path folder = path.getParent();
                if (folder != null) {
                    Files.deleteIfExists(folder.resolve("." + path.getFileName() + ".crc"));
                    Files.deleteIfExists(folder);
                }
            }
        }
    }

    /**
     * @param files URIs of the files
     * @param grid of all spectra
     * @param single whether values become floats
     */
    FitsRows(final Iterator<String> files, final Grid grid, final boolean single) {
        m_files = files;
        m_grid = grid;
        m_single = single;
        final TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener)context -> closeQuietly());
        }
    }

    /**
     * @param file URI of a file
     * @return the wavelengths of its first spectrum
     * @throws IOException if it cannot be read
     */
    static Grid grid(final String file) throws IOException {
        try (Local local = Local.of(file); FitsSpectra spectra = FitsSpectra.open(local.path(), FitsOptions.DEFAULT)) {
            final FitsSpectrum first = spectra.next();
            if (first == null) {
                throw new IOException(file + " holds no spectrum");
            }
            return new Grid(first.spectrum().wavelengths(), first.unit() == null ? "" : first.unit().text());
        }
    }

    /**
     * @param grid of all spectra
     * @param single whether values are floats
     * @return id, start, flux, ivar, redshift; wavelengths and their unit beside the flux
     */
    static StructType schema(final Grid grid, final boolean single) {
        final var numbers =
            DataTypes.createArrayType(single ? DataTypes.FloatType : DataTypes.DoubleType, false);
        final MetadataBuilder pixels = new MetadataBuilder().putLong(Layout.PIXELS, grid.wavelengths().length)
            .putDoubleArray(Layout.WAVELENGTHS, grid.wavelengths());
        if (!grid.unit().isEmpty()) {
            pixels.putString(Layout.UNIT, grid.unit());
        }
        return new StructType(new StructField[]{DataTypes.createStructField("id", DataTypes.StringType, false),
            DataTypes.createStructField("start", DataTypes.IntegerType, false),
            new StructField("flux", numbers, false, pixels.build()),
            DataTypes.createStructField("ivar", numbers, false),
            DataTypes.createStructField("redshift", DataTypes.DoubleType, true)});
    }

    @Override
    public boolean hasNext() {
        try {
            while (m_next == null) {
                if (m_spectra != null) {
                    m_next = m_spectra.next();
                    m_number++;
                }
                if (m_next == null) {
                    close();
                    if (!m_files.hasNext()) {
                        return false;
                    }
                    open(m_files.next());
                }
            }
            return true;
        } catch (final IOException e) {
            throw new UncheckedIOException(m_file + ": " + e.getMessage(), e);
        }
    }

    private void open(final String file) throws IOException {
        m_file = file;
        final Local local = Local.of(file);
        m_local = local;
        m_spectra = FitsSpectra.open(local.path(), FitsOptions.DEFAULT);
        m_number = -1;
    }

    @Override
    public Row next() {
        if (!hasNext() || m_next == null || m_spectra == null) {
            throw new NoSuchElementException();
        }
        final FitsSpectrum spectrum = m_next;
        m_next = null;
        final String stem =
            m_file.substring(m_file.lastIndexOf('/') + 1).replaceFirst("(?i)\\.fits?(\\.gz|\\.fz)?$", "");
        final String id = m_spectra.count() == 1 ? stem : stem + "/" + m_number;
        try {
            return row(id, spectrum);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(m_file + ", spectrum " + m_number + " (from 0): " + e.getMessage(), e);
        }
    }

    private Row row(final String id, final FitsSpectrum read) {
        final Spectrum spectrum = read.spectrum();
        final int start = m_grid.start(spectrum);
        int from = 0;
        int to = spectrum.pixels();
        while (from < to && !spectrum.isMeasured(from)) {
            from++;
        }
        while (to > from && !spectrum.isMeasured(to - 1)) {
            to--;
        }
        final double[] flux = new double[to - from];
        final double[] ivar = new double[to - from];
        final double[] weights = spectrum.weights();
        for (int i = 0; i < flux.length; i++) {
            if (spectrum.isMeasured(from + i)) {
                flux[i] = spectrum.flux()[from + i];
                ivar[i] = weights == null ? 1 : weights[from + i];
            }
        }
        return RowFactory.create(id, start + from, m_single ? floats(flux) : flux, m_single ? floats(ivar) : ivar,
            read.redshift().isPresent() ? (Double)read.redshift().getAsDouble() : null);
    }

    private static float[] floats(final double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float)values[i];
        }
        return floats;
    }

    private void closeQuietly() {
        try {
            close();
        } catch (final IOException e) {
            // the task has ended; a temporary file may stay
            m_next = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (m_spectra != null) {
            m_spectra.close();
            m_spectra = null;
        }
        if (m_local != null) {
            m_local.close();
            m_local = null;
        }
    }
}

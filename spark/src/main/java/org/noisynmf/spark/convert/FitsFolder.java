package org.noisynmf.spark.convert;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** FITS files of one grid as a table: files in the order of their names, spectra in the order of their file. */
public final class FitsFolder {

    private static final Pattern NAME = Pattern.compile(".*\\.fits?(\\.gz|\\.fz)?");

    /** Bytes of FITS that make one file of Parquet. */
    private static final long PART = 256L << 20;

    private final List<String> m_files = new ArrayList<>();

    private long m_bytes;

    private final Grid m_grid;

    /**
     * @param session whose file systems are asked
     * @param places files, and folders that are searched with all below
     * @throws IOException if there are no FITS files, or the first cannot be read
     */
    public FitsFolder(final SparkSession session, final List<String> places) throws IOException {
        for (final String place : places) {
            final Path path = new Path(place);
            final FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
            final boolean folder = files.getFileStatus(path).isDirectory();
            final List<String> here = new ArrayList<>();
            for (final RemoteIterator<LocatedFileStatus> found = files.listFiles(path, true); found.hasNext();) {
                final LocatedFileStatus file = found.next();
                if (!folder || isSpectra(file.getPath(), files)) {
                    here.add(file.getPath().toUri().toString());
                    m_bytes += file.getLen();
                }
            }
            here.sort(null);
            m_files.addAll(here);
        }
        if (m_files.isEmpty()) {
            throw new FileNotFoundException(String.join(", ", places) + ": there are no FITS files");
        }
        m_grid = FitsRows.grid(m_files.get(0));
    }

    /** Files of uncertainties beside files of fluxes are read with them. */
    private static boolean isSpectra(final Path path, final FileSystem files) throws IOException {
        final String name = path.getName();
        if (!NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            return false;
        }
        final String fluxes = name.replaceFirst("E(\\.fits?(\\.gz|\\.fz)?)$", "F$1");
        return fluxes.equals(name) || !files.exists(new Path(path.getParent(), fluxes));
    }

    /** @return number of files */
    public int files() {
        return m_files.size();
    }

    /** @return the grid of the first spectrum, which all share */
    public Grid grid() {
        return m_grid;
    }

    /**
     * @param session makes the table
     * @param single whether values become floats
     * @param parts files of Parquet that are wanted; 0 = by size
     * @return id, start, flux, ivar, redshift
     */
    public Dataset<Row> table(final SparkSession session, final boolean single, final int parts) {
        final JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        final long wanted =
            parts > 0 ? parts : Math.max(context.defaultParallelism(), (m_bytes + PART - 1) / PART);
        final Grid grid = m_grid;
        final JavaRDD<Row> rows = context.parallelize(m_files, (int)Math.min(m_files.size(), wanted))
            .mapPartitions(files -> new FitsRows(files, grid, single));
        return session.createDataFrame(rows, FitsRows.schema(grid, single));
    }
}

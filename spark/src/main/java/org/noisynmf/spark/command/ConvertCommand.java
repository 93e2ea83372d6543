package org.noisynmf.spark.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.noisynmf.spark.convert.FitsFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Converts FITS files to Parquet. */
@Command(name = "convert", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Converts spectra in FITS files to Parquet: id, start, flux, ivar (1 if the file has no "
        + "uncertainties), redshift. Reads several files at a time, with one spectrum of each in memory. All spectra "
        + "must have the wavelengths of the first, or a contiguous part of them. Wavelengths and their unit become "
        + "metadata of the column flux.",
        ""})
final class ConvertCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "URI", required = true, arity = "1..*", order = 1,
        description = "FITS files, or folders that are searched, with their subfolders, for *.fits and *.fit, also "
            + "with .gz and .fz.")
    private List<String> m_data = List.of();

    @Option(names = "--out", paramLabel = "URI", required = true, order = 2,
        description = "Folder for the Parquet files.")
    private String m_out = "";

    @Option(names = "--precision", paramLabel = "TYPE", order = 3, description = "float32 (default) or float64.")
    private String m_precision = "float32";

    @Option(names = "--files", paramLabel = "N", order = 4,
        description = "Number of Parquet files to write. Default: one per core, with at most 256 MB of FITS each.")
    private int m_files;

    @Option(names = "--overwrite", order = 5, description = "Replace the contents of the folder.")
    private boolean m_overwrite;

    private final Console m_console;

    ConvertCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!m_precision.equals("float32") && !m_precision.equals("float64")) {
            throw new IllegalArgumentException("--precision is " + m_precision + ", but must be float32 or float64");
        }
        if (m_files < 0) {
            throw new IllegalArgumentException("--files is " + m_files + ", but must be ≥ 1");
        }
        final long started = System.nanoTime();
        try (Sessions.Opened opened = Sessions.open()) {
            final FitsFolder folder = new FitsFolder(opened.session(), m_data);
            final Dataset<Row> table = folder.table(opened.session(), m_precision.equals("float32"), m_files);
            table.write().mode(m_overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
                .option("compression", "zstd").parquet(m_out);
            m_console.line("converted: %d spectra of %d pixels from %d files in %.1f s; written to %s",
                opened.session().read().parquet(m_out).count(), folder.grid().wavelengths().length, folder.files(),
                (System.nanoTime() - started) * 1e-9, m_out);
        }
        return 0;
    }
}

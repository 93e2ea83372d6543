package org.noisynmf.headless.option;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.spectra.SpectraFileOptions;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of commands that can hold data in a file instead of the heap. */
public final class CacheOptions {

    @Option(names = "--cache", paramLabel = "FOLDER", order = 84,
        description = "For data larger than memory: hold them in a file in this folder, which every iteration reads. "
            + "The file is as large as the data would be in memory, and is removed at the end unless it is kept. "
            + "Masked copies of the data, and data with weights from the model, make more such files meanwhile. "
            + "Results are the same, bit for bit.")
    private @Nullable Path m_folder;

    @Option(names = "--keep-cache", order = 84,
        description = "Keep the file of --cache. A later command with --cache and the same folder, files of data and "
            + "options for reading opens it instead of reading them again.")
    private boolean m_keep;

    /**
     * @param spec the command
     * @param input where its data come from
     * @param console takes lines for the user
     * @return where data lie: a file that was kept, or one made when they come and, unless it is kept, removed at the end
     * @throws IllegalArgumentException if options contradict each other, or such data cannot be kept
     */
    public DataCache open(final CommandSpec spec, final InputOptions input, final Consumer<String> console) {
        if (m_keep && m_folder == null) {
            throw new IllegalArgumentException("--keep-cache needs --cache, the folder in which the data are kept");
        }
        final boolean fits = SpectraFileOptions.isFits(input.data());
        if (m_keep && fits) {
            throw new IllegalArgumentException("--keep-cache keeps data that come from files of matrices, but "
                + input.data() + " holds spectra, which come with wavelengths and redshifts; leave --keep-cache out");
        }
        return fits ? DataCache.temporary(spec, m_folder, console) : DataCache.open(spec, m_folder, m_keep, console);
    }
}

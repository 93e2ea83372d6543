package org.noisynmf.io.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The spectra of one FITS file or of all those of a folder, one after the other. */
public final class SpectraFiles {

    private static final String ENDING = "\\.fits?(\\.gz|\\.fz)?";

    private SpectraFiles() {
    }

    /**
     * Takes spectra.
     *
     * @param <E> what it may throw beside an {@link IOException}
     */
    @FunctionalInterface
    public interface Receiver<E extends Exception> {
        /**
         * @param id the file's name without folders, followed by the number of the spectrum where there are several
         * @param spectrum what was read
         * @param done share of all that was read so far
         * @throws IOException if it cannot be taken
         * @throws E if reading is to end
         */
        void take(String id, FitsSpectrum spectrum, double done) throws IOException, E;
    }

    /**
     * @param file a file or folder
     * @return whether its name ends as those of FITS files do
     */
    public static boolean isFits(final Path file) {
        return nameOf(file).toLowerCase(Locale.ROOT).matches(".*" + ENDING);
    }

    private static String nameOf(final Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * @param id of a spectrum
     * @return the id without the ending of its file
     */
    public static String withoutEnding(final String id) {
        return id.replaceFirst("(?i)" + ENDING + "(?=$| \\[)", "");
    }

    /**
     * @param path a file, or a folder
     * @return the file, or the FITS files of the folder by name, without those of uncertainties beside their fluxes
     * @throws IOException if the folder has none, or cannot be read
     */
    public static List<Path> list(final Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            final List<Path> files = all.filter(f -> Files.isRegularFile(f) && isFits(f))
                .filter(f -> !FitsSpectra.isUncertaintyFile(f)).sorted().toList();
            if (files.isEmpty()) {
                throw new IOException("The folder \"" + path + "\" has no files that end in .fits or .fit, also "
                    + "followed by .gz or .fz.");
            }
            return files;
        }
    }

    /**
     * Reads all spectra, those of later files in the unit of the first where none is asked for.
     *
     * @param <E> what the receiver may throw
     * @param path a file, or a folder
     * @param options how it is to be read
     * @param notes receives what a user should know. Modified.
     * @param receiver takes the spectra
     * @throws IOException if a file cannot be read or is not as it should be; names it
     * @throws E as the receiver does
     */
    public static <E extends Exception> void read(final Path path, final FitsOptions options, final ReadingNotes notes,
        final Receiver<E> receiver) throws IOException, E {
        final List<Path> files = list(path);
        FitsOptions sameUnit = options;
        for (int f = 0; f < files.size(); f++) {
            try (FitsSpectra spectra = FitsSpectra.open(files.get(f), sameUnit)) {
                sameUnit = sameUnit.unit() == null ? sameUnit.in(spectra.unit()) : sameUnit;
                int row = 0;
                for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                    final String id = spectra.count() == 1 ? spectra.name() : spectra.name() + " [" + row + "]";
                    row++;
                    notes.add(next);
                    receiver.take(id, next, (f + (double)row / spectra.count()) / files.size());
                }
                notes.add(spectra);
            }
        }
    }
}

package org.noisynmf.io.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.noisynmf.io.MatrixFile;

/** A matrix in a file, read one observation at a time. Opened by {@link MatrixFile}; not thread-safe. */
public interface MatrixSource extends Closeable {

    /** Number of observations of a source that knows it only at its end. */
    long UNKNOWN = -1;

    /** @return the name of the file, for messages */
    String name();

    /** @return which way observations lie in the file */
    Orientation orientation();

    /** @return number of observations ≥ 0, or {@link #UNKNOWN} for a CSV file with one observation a row */
    long observations();

    /** @return number of pixels ≥ 1 */
    int pixels();

    /** @return names of the pixels, or an empty list if the file has none */
    List<String> pixelNames();

    /**
     * Reads the next observation. Missing values (NaN, or an empty field of a CSV file) arrive as NaN.
     *
     * @param out receives {@link #pixels()} values. Modified.
     * @return false if there was none left; out is then unchanged
     * @throws MatrixFormatException if the file does not hold what it should; the message says where
     * @throws IOException if the file cannot be read
     */
    boolean next(double[] out) throws IOException;

    /** @return whether NaN says that there is no value, as an empty field of a text file; else it is one that failed */
    boolean isNanMissing();

    /** @return what a person should know of what was read so far, such as rows that were left out */
    List<String> warnings();

    /** @return the name of the observation last read, if the file has one */
    Optional<String> label();
}

package org.noisynmf.io.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A matrix as the lines in which its file stores it, all of the same length: rows, or columns of a Fortran-ordered file. */
public interface Lines extends Closeable {

    /** @return whether a line is a row of the matrix, else a column */
    boolean areRows();

    /** @return entries of a line, ≥ 0 */
    int length();

    /** @return number of lines, or {@link MatrixSource#UNKNOWN} */
    long count();

    /** @return whether the file is text */
    boolean areText();

    /** @return whether every value is a number of single precision, too */
    default boolean areSinglePrecision() {
        return false;
    }

    /** @return names of the entries of a line, or an empty list */
    List<String> entryNames();

    /**
     * @param out receives {@link #length()} values. Modified.
     * @return false if there was no line left
     * @throws IOException if the line cannot be read or is not what it should be
     */
    boolean next(double[] out) throws IOException;

    /** @return what a person should know of the lines read so far */
    default List<String> warnings() {
        return List.of();
    }

    /** @return the name of the line last read */
    Optional<String> name();
}

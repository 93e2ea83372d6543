package org.noisynmf.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

/** A file that a thread of its own opens: one that must be turned is read to its end meanwhile, beside another. */
public final class Opening implements Closeable {

    private final CompletableFuture<MatrixSource> m_source = new CompletableFuture<>();

    private boolean m_taken;

    /**
     * @param file a matrix
     * @param options how it is to be read
     */
    public Opening(final Path file, final ReadOptions options) {
        final Thread thread = new Thread(() -> open(file, options), "opening " + file);
        thread.setDaemon(true);
        thread.start();
    }

    private void open(final Path file, final ReadOptions options) {
        try {
            m_source.complete(MatrixFile.open(file, options));
        } catch (final IOException | RuntimeException | Error e) {
            m_source.completeExceptionally(e);
        }
    }

    /**
     * @return the matrix, to be closed by the caller
     * @throws IOException if it cannot be opened or is not what it should be
     */
    public MatrixSource source() throws IOException {
        try {
            final MatrixSource source = m_source.join();
            m_taken = true;
            return source;
        } catch (final CompletionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** Closes what nobody asked for, when it is open: a pipe may never be. */
    @Override
    public void close() {
        if (!m_taken) {
            m_source.thenAccept(Opening::closed);
        }
    }

    private static void closed(final MatrixSource source) {
        try {
            source.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

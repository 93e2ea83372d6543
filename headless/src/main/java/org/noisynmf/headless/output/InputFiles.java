package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.noisynmf.headless.location.Locations;

/** The files that a command reads, with their SHA-256 for the summary. */
public final class InputFiles {

    /** By option, of files that are known to be as they were. */
    private final Map<String, String> m_known;

    /** Knows no checksum yet. */
    public InputFiles() {
        this(Map.of());
    }

    /**
     * @param known SHA-256 that need not be formed again, by the option that names the file
     */
    public InputFiles(final Map<String, String> known) {
        m_known = Map.copyOf(known);
    }

    private record Input(String option, Path file, CompletableFuture<String> checksum) {
    }

    private final List<Input> m_inputs = new ArrayList<>();

    /**
     * Checks a file against the index beside it, if that names it. Other files are read by a thread of its own, since they
     * may be large.
     *
     * @param option the option that names the file
     * @param file what it names; folders and what is no file are left out
     * @throws IOException if it cannot be read or is not what the index says
     */
    public void add(final String option, final Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            final String known = m_known.get(option);
            m_inputs.add(new Input(option, file,
                Index.names(file) ? CompletableFuture.completedFuture(Index.check(file))
                    : known != null ? CompletableFuture.completedFuture(known)
                    : CompletableFuture.supplyAsync(() -> checksum(file), task -> start(task, file))));
        }
    }

    /**
     * Files of a folder, read one after the other by one thread.
     *
     * @param option the option that names the folder
     * @param files its files
     */
    public void addAll(final String option, final List<Path> files) {
        final List<CompletableFuture<String>> checksums = new ArrayList<>();
        for (final Path file : files) {
            final CompletableFuture<String> checksum = new CompletableFuture<>();
            checksums.add(checksum);
            m_inputs.add(new Input(option, file, checksum));
        }
        start(() -> {
            for (int f = 0; f < files.size(); f++) {
                try {
                    checksums.get(f).complete(checksum(files.get(f)));
                } catch (final UncheckedIOException e) {
                    checksums.get(f).completeExceptionally(e);
                }
            }
        }, files.get(0));
    }

    private static String checksum(final Path file) {
        try {
            return Checksum.of(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(final Runnable task, final Path file) {
        final Thread thread = new Thread(task, "checksum of " + file);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @return an entry a file: option, name and checksum
     * @throws IOException if one could not be read
     */
    public List<Map<String, Object>> summary() throws IOException {
        final List<Map<String, Object>> all = new ArrayList<>();
        for (final Input input : m_inputs) {
            final Map<String, Object> one = new LinkedHashMap<>();
            one.put("option", input.option);
            one.put("file", Locations.named(input.file));
            one.put("sha256", joined(input));
            all.add(one);
        }
        return all;
    }

    /**
     * @return SHA-256 by option, once all are formed
     * @throws IOException if a file could not be read
     */
    public Map<String, String> checksums() throws IOException {
        final Map<String, String> all = new LinkedHashMap<>();
        for (final Input input : m_inputs) {
            all.put(input.option, joined(input));
        }
        return all;
    }

    private static String joined(final Input input) throws IOException {
        try {
            return input.checksum.join();
        } catch (final CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unread) {
                throw unread.getCause();
            }
            throw e;
        }
    }
}

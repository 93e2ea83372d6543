package org.noisynmf.headless.location;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Files as users name them: paths, file URLs, and http and https URLs, which are fetched into a temporary file of the same ending.
 */
public final class Locations implements ITypeConverter<Path> {

    private static final int TIMEOUT = 30_000;

    private static final Map<Path, String> FETCHED = new ConcurrentHashMap<>();

    /**
     * @param file as a command reads it
     * @return as the user named it
     */
    public static String named(final Path file) {
        return FETCHED.getOrDefault(file, file.toString());
    }

    @Override
    public Path convert(final String text) {
        final String lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith("file:")) {
                return Path.of(new URI(text.replace(" ", "%20")));
            }
            if (lower.startsWith("http://") || lower.startsWith("https://")) {
                return fetch(new URI(text.replace(" ", "%20")), text);
            }
            return Path.of(text);
        } catch (final URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            if (e instanceof InvalidPathException invalid) {
                throw invalid;
            }
            throw new TypeConversionException("\"" + text + "\" is not a URL of a file: " + e.getMessage());
        } catch (final IOException e) {
            throw new TypeConversionException("\"" + text + "\" cannot be fetched: "
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }

    private static Path fetch(final URI address, final String text) throws IOException {
        final String path = address.getPath() == null ? "" : address.getPath();
        final String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        final Path folder = Files.createTempDirectory("noisynmf-");
        final Path file = folder.resolve(name.isEmpty() ? "download" : name);
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        final URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT);
        connection.setReadTimeout(TIMEOUT);
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        FETCHED.put(file, text);
        return file;
    }
}

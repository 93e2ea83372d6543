package org.noisynmf.headless.location;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Files as users name them: paths, file URLs, and http and https URLs, which are fetched into a temporary file of the same ending.
 */
public final class Locations implements ITypeConverter<Path> {

    private static final int TIMEOUT = 30_000;

    private static final int MOST_REDIRECTS = 5;

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
        final URLConnection connection = connect(address);
        try (InputStream in = connection.getInputStream()) {
            final long length = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            final long promised = connection.getContentLengthLong();
            if (promised >= 0 && length != promised) {
                throw new IOException(length + " bytes came, but " + promised + " were promised");
            }
        }
        FETCHED.put(file, text);
        return file;
    }

    /** Follows also from http to https, which {@link HttpURLConnection} does not. */
    private static URLConnection connect(final URI first) throws IOException {
        URI address = first;
        for (int redirect = 0; redirect <= MOST_REDIRECTS; redirect++) {
            final URLConnection connection = address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            if (!(connection instanceof HttpURLConnection http)
                || http.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return connection;
            }
            final String next = http.getHeaderField("Location");
            if (http.getResponseCode() / 100 != 3 || next == null) {
                throw new IOException("the server answers " + http.getResponseCode() + " "
                    + Objects.toString(http.getResponseMessage(), ""));
            }
            address = address.resolve(next);
            if (!List.of("http", "https").contains(address.getScheme())) {
                throw new IOException("the server sends on to " + address);
            }
        }
        throw new IOException("the server sends on more than " + MOST_REDIRECTS + " times");
    }
}

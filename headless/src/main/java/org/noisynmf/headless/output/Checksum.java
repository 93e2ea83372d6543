package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
public final class Checksum {

    private static final int BUFFER = 1 << 16;

    private Checksum() {
    }

    /** @return SHA-256 of nothing yet */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(final MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * @param file read to its end
     * @return 64 hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String of(final Path file) throws IOException {
        final MessageDigest digest = digest();
        final byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return text(digest);
    }
}

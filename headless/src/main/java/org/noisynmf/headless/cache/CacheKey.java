package org.noisynmf.headless.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.noisynmf.headless.location.Locations;
import org.noisynmf.headless.output.Checksum;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.io.MatrixFile;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What data depend on: the version of the program, the files that are read, and all options of the command but those known
 * to change nothing in the data. An option that nobody thought of makes another key, never a wrong hit.
 *
 * <p>A file counts as the same if its real path, its size, the time of its last modification and, where the system tells it,
 * that of the last change of its status are the same. Times may be coarse, so a file that changed shortly before it was
 * looked at is {@link #young}: its checksum has to tell.
 */
public final class CacheKey {

    /** Options that do not change what is read. */
    private static final Set<String> EXEMPT = Set.of(
        // of what is fitted, and how
        "--rank", "--algorithm", "--distance", "--iterations", "--tolerance", "--kkt-tolerance", "--time-limit",
        "--start", "--templates", "--coefficients", "--freeze", "--growth-passes", "--seed", "--restarts",
        "--l1-templates", "--l2-templates", "--orthogonality-templates", "--l1-coefficients", "--l2-coefficients",
        "--orthogonality-coefficients", "--pixel-overlap", "--linear-templates", "--linear-coefficients",
        "--quadratic-templates", "--quadratic-coefficients", "--shift-factor", "--shift", "--inner-steps", "--sweeps",
        "--extrapolate", "--epsilon", "--line-search", "--block-pivoting", "--tau", "--annealing", "--line-minimum",
        "--pixel-anchors", "--scale", "--order", "--resume",
        // of how many templates, their errors and draws
        "--from", "--to", "--folds", "--masks", "--masked", "--starts", "--method", "--samples", "--block", "--groups",
        "--levels", "--pixels", "--chains", "--draws", "--noise-scale",
        // of what is written
        "--out", "--format", "--escape-formulas", "--report", "--axis-title", "--value-title",
        "--uniqueness", "--keep-state", "--covariances", "--template-draws", "--template-jackknife",
        "--reconstruction", "--quantiles",
        // of what does the work
        "--threads", "--device", "--cache", "--keep-cache", "--verbose");

    private static final String STANDARD_INPUT = "-";

    /** No file system in use counts time in longer steps, and clocks of servers differ by less. */
    private static final long COARSEST_MILLIS = 10_000;

    /** Hexadecimal digits of the key in the name of a file. */
    private static final int NAME_DIGITS = 16;

    private final byte[] m_digest;

    private final long m_seen = System.currentTimeMillis();

    private final Map<String, Path> m_files = new TreeMap<>();

    private final Map<String, Long> m_changed = new TreeMap<>();

    private CacheKey(final CommandSpec spec) throws IOException {
        final MessageDigest digest = Checksum.digest();
        update(digest, Summaries.version());
        update(digest, program());
        final List<OptionSpec> options = new ArrayList<>(spec.commandLine().getParseResult().matchedOptionsSet());
        options.sort(Comparator.comparing(OptionSpec::longestName));
        for (final OptionSpec option : options) {
            if (exempt(option.longestName())) {
                continue;
            }
            update(digest, option.longestName());
            update(digest, Integer.toString(option.originalStringValues().size()));
            option.originalStringValues().forEach(text -> update(digest, text));
            final Object value = option.getValue();
            if (value instanceof Path named) {
                add(digest, option.longestName(), named);
            } else {
                update(digest, Objects.toString(value));
            }
        }
        m_digest = digest.digest();
    }

    /**
     * @param spec a command that was parsed
     * @return the key of the data that it would read now
     * @throws IOException if a file cannot be looked at
     * @throws IllegalArgumentException for data that cannot be kept
     */
    public static CacheKey of(final CommandSpec spec) throws IOException {
        return new CacheKey(spec);
    }

    /**
     * @param option its longest name
     * @return whether it is known not to change what is read
     */
    public static boolean exempt(final String option) {
        return EXEMPT.contains(option);
    }

    /** @return the options that are known not to change what is read, by their longest names */
    public static Set<String> exempt() {
        return EXEMPT;
    }

    private void add(final MessageDigest digest, final String option, final Path named) throws IOException {
        if (STANDARD_INPUT.equals(named.toString())) {
            throw notKept(option + " reads standard input");
        }
        if (!Locations.named(named).equals(named.toString())) {
            throw notKept(option + " " + Locations.named(named) + " is fetched anew by every command");
        }
        final Path file = MatrixFile.withoutMember(named);
        if (Files.isDirectory(file)) {
            throw notKept(option + " " + named + " is a folder");
        }
        final Path real = file.toRealPath();
        final BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw notKept(option + " " + named + " is no ordinary file");
        }
        final FileTime modified = attributes.lastModifiedTime();
        final FileTime changed = statusChanged(real, modified);
        update(digest, real.toString());
        update(digest, Long.toString(attributes.size()));
        update(digest, modified.toInstant().toString());
        update(digest, changed.toInstant().toString());
        m_files.put(option, file);
        m_changed.put(option, Math.max(modified.toMillis(), changed.toMillis()));
    }

    /** Nobody can set this time, as tools do that copy files with their times. */
    private static FileTime statusChanged(final Path real, final FileTime modified) throws IOException {
        return real.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(real, "unix:ctime", LinkOption.NOFOLLOW_LINKS) instanceof FileTime time ? time
                : modified;
    }

    private static IllegalArgumentException notKept(final String why) {
        return new IllegalArgumentException("--keep-cache keeps data that come from files of matrices, but " + why
            + "; leave --keep-cache out");
    }

    /** The jar, so that another build of the same version does not take over what the last one read. */
    private static String program() throws IOException {
        final CodeSource source = CacheKey.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "";
        }
        try {
            final Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? Files.size(jar) + " " + Files.getLastModifiedTime(jar).toInstant() : "";
        } catch (final URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // it does not come from a file
            return "";
        }
    }

    /** With its length, so that no two lists of texts are one. */
    private static void update(final MessageDigest digest, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    /** @return SHA-256, a copy */
    public byte[] digest() {
        return m_digest.clone();
    }

    /**
     * @param folder where files are kept
     * @return the one with this key, which may not exist
     */
    public Path file(final Path folder) {
        return folder
            .resolve("noisynmf-" + HexFormat.of().formatHex(m_digest).substring(0, NAME_DIGITS) + ".strips");
    }

    /** @return the files that are read, by the option that names each */
    public Map<String, Path> files() {
        return Map.copyOf(m_files);
    }

    /** @return when files were looked at, in milliseconds since 1970 */
    public long seen() {
        return m_seen;
    }

    /**
     * @param option that names a file
     * @param seen when it was looked at, in milliseconds since 1970
     * @return whether it had changed so shortly before that a further change might have left its times as they are
     */
    public boolean young(final String option, final long seen) {
        return m_changed.getOrDefault(option, Long.MAX_VALUE) > seen - COARSEST_MILLIS;
    }

    /**
     * @param spec the command
     * @return whether its files are still those of this key
     */
    public boolean holds(final CommandSpec spec) {
        try {
            return MessageDigest.isEqual(m_digest, of(spec).m_digest);
        } catch (final IOException | IllegalArgumentException e) {
            return false;
        }
    }
}

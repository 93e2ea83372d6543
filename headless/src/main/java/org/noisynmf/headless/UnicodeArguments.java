package org.noisynmf.headless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import org.noisynmf.headless.output.Interruption;

/**
 * Arguments with letters that the locale does not know, as under LC_ALL=C: Java can then open no file whose name has them. On
 * Linux, where the system still has the bytes, the command runs once more in a process of its own whose locale is UTF-8.
 */
final class UnicodeArguments {

    /** Goes before arguments that are written in ASCII. */
    private static final String MARK = "--utf-8-arguments";

    private static final String LOST = "\uFFFD";

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private UnicodeArguments() {
    }

    /**
     * @param args as Java gave them
     * @return the same, those of a process started by {@link #restart} decoded
     */
    static String[] decoded(final String[] args) {
        return args.length == 0 || !MARK.equals(args[0]) ? args
            : Arrays.stream(args, 1, args.length).map(a -> URLDecoder.decode(a, StandardCharsets.UTF_8))
                .toArray(String[]::new);
    }

    /**
     * Runs the command in another process, if letters were lost and can be had back.
     *
     * @param args as Java gave them
     * @return the exit code of that process; none if there is no need, or no way
     */
    static OptionalInt restart(final String[] args) {
        if (Arrays.stream(args).noneMatch(a -> a.contains(LOST)) || !Files.isReadable(COMMAND_LINE)) {
            return OptionalInt.empty();
        }
        try {
            final List<String> all = words(Files.readAllBytes(COMMAND_LINE));
            if (all.size() <= args.length) {
                return OptionalInt.empty();
            }
            final List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), MARK));
            all.subList(all.size() - args.length, all.size())
                .forEach(a -> command.add(URLEncoder.encode(a, StandardCharsets.UTF_8)));
            final ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("LC_ALL", "C.UTF-8");
            return OptionalInt.of(run(builder));
        } catch (final IOException e) {
            return OptionalInt.empty();
        }
    }

    /** Ctrl-C reaches both processes: the other one answers it, and this one waits for what it does. */
    private static int run(final ProcessBuilder builder) throws IOException {
        final Interruption ignored = Interruption.ignored();
        try {
            final Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the other process"));
            while (true) {
                try {
                    return process.waitFor();
                } catch (final InterruptedException e) {
                    process.destroy();
                }
            }
        } finally {
            ignored.close();
        }
    }

    private static List<String> words(final byte[] bytes) throws CharacterCodingException {
        final List<String> words = new ArrayList<>();
        final ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (final byte b : bytes) {
            if (b == 0) {
                // strict: bytes that are no UTF-8 are not guessed at
                words.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word.toByteArray())).toString());
                word.reset();
            } else {
                word.write(b);
            }
        }
        return words;
    }
}

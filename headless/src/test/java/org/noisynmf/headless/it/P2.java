package org.noisynmf.headless.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Eclipse's provisioning system, p2, which is KNIME's installer: its applications, each run in a JVM of its own as its
 * documentation says. The bundles are those that the build copies to {@code target/p2}.
 */
final class P2 {
    private static final Path BUNDLES = Path.of(System.getProperty("noisynmf.p2"));
    private static final Path LAUNCHER = BUNDLES.resolve("org.eclipse.equinox.launcher.jar");

    /** The framework, which the launcher starts and which an installation holds too. */
    static final Path FRAMEWORK = BUNDLES.resolve("org.eclipse.osgi.jar");
    /** The bundle by which an installation starts the bundles that its bundles.info lists. */
    static final Path CONFIGURATOR = BUNDLES.resolve("org.eclipse.equinox.simpleconfigurator.jar");

    private final Path folder;

    /**
     * @param folder an empty folder for p2's own files, in place of the home directory and of a configuration area
     */
    P2(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.list(BUNDLES)) {
            Files.writeString(folder.resolve("config.ini"), files
                .filter(file -> !file.equals(LAUNCHER) && !file.equals(FRAMEWORK)).sorted()
                .map(file -> "reference:" + file.toUri() + startLevel(file.getFileName().toString()))
                .collect(Collectors.joining(",", "osgi.bundles=", "\nosgi.framework=" + FRAMEWORK.toUri() + "\n")));
        }
    }

    /** The three that Eclipse starts by itself; the others start when a class of theirs is needed. */
    private static String startLevel(String bundle) {
        return switch (bundle) {
            case "org.apache.felix.scr.jar" -> "@1\\:start";
            case "org.eclipse.equinox.common.jar" -> "@2\\:start";
            case "org.eclipse.core.runtime.jar" -> "@start";
            default -> "";
        };
    }

    /** How an application ended. */
    record Outcome(int status, String console) {
        Outcome succeeds() {
            assertThat(status).as(console).isZero();
            return this;
        }
    }

    /** Makes or continues a repository. */
    Outcome publish(String application, Path repository, String... arguments) throws Exception {
        return run("org.eclipse.equinox.p2.publisher." + application, Stream.concat(Stream.of("-metadataRepository",
            repository.toUri().toString(), "-artifactRepository", repository.toUri().toString(), "-append"),
            Stream.of(arguments)));
    }

    /** Installs into a folder, or uninstalls. */
    Outcome direct(Path destination, String... arguments) throws Exception {
        return run("org.eclipse.equinox.p2.director", Stream.concat(Stream.of("-destination", destination.toString(),
            "-profile", "KNIME", "-profileProperties", "org.eclipse.update.install.features=true", "-p2.os", "linux",
            "-p2.ws", "gtk", "-p2.arch", "x86_64"), Stream.of(arguments)));
    }

    private Outcome run(String application, Stream<String> arguments) throws Exception {
        List<String> command =
            new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Each run is over before a better compiler would pay.
                "-XX:TieredStopAtLevel=1", "-Duser.home=" + folder, "-Duser.language=en", "-jar", LAUNCHER.toString(),
                "-nosplash", "-configuration", folder.toString(), "-consoleLog", "-application", application));
        arguments.forEach(command::add);
        Path console = folder.resolve("console.txt");
        Process process =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile()).start();
        // A run takes seconds; Equinox waits for ever when the application cannot be started.
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(console);
        assertThat(ended).as(String.format(Locale.ROOT, "%s ends%n%s", application, output)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}

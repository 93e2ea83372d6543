package org.noisynmf.spark.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import org.apache.hadoop.util.ShutdownHookManager;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of noisynmf-spark.jar, for spark-submit. */
@Command(name = "noisynmf-spark", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {"Non-negative matrix factorisation of noisy data, X ≈ W H, on Apache Spark.", ""},
    footer = {"", "noisynmf-spark COMMAND --help explains a command.", "",
        "Exit codes: 0 success, 2 bad arguments or bad input (one line on standard error says what), 1 anything else."})
public final class Main implements Runnable {

    @Spec
    private CommandSpec m_spec = CommandSpec.create();

    private Main() {
    }

    /**
     * Runs a command; ends the virtual machine only if it fails, since Spark in cluster mode wants its main method to
     * return.
     *
     * @param args the command and its options
     */
    public static void main(final String[] args) {
        final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        final int code = execute(err, args);
        err.flush();
        if (code != 0 && !ShutdownHookManager.get().isShutdownInProgress()) {
            System.exit(code);
        }
    }

    /**
     * Runs a command.
     *
     * @param err where it tells how it goes
     * @param args the command and its options
     * @return the exit code
     */
    public static int execute(final PrintStream err, final String... args) {
        final Console console = new Console(err);
        final CommandLine line = new CommandLine(new Main())
            .addSubcommand(new FactoriseCommand(console)).addSubcommand(new ProjectCommand(console))
            .addSubcommand(new ConvertCommand(console));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((e, given) -> {
            final String name = e.getCommandLine().getCommandSpec().qualifiedName();
            console.line("%s: %s (%s --help explains)", name, e.getMessage(), name);
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            if (ShutdownHookManager.get().isShutdownInProgress()) {
                // Ctrl-C: the hook has said what is kept
                return CommandLine.ExitCode.SOFTWARE;
            }
            final String message = Failure.message(e);
            if (message == null) {
                e.printStackTrace(err);
                return CommandLine.ExitCode.SOFTWARE;
            }
            console.line("%s: %s", failed.getCommandSpec().qualifiedName(), message);
            return CommandLine.ExitCode.USAGE;
        });
        return line.execute(args);
    }

    /** @return the version from the manifest of the jar */
    static String version() {
        final String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public void run() {
        throw new ParameterException(m_spec.commandLine(),
            "a command is missing: " + String.join(", ", m_spec.subcommands().keySet()));
    }

    /** Reads the version from the manifest of the jar. */
    public static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"noisynmf-spark " + version()};
        }
    }
}

package org.noisynmf.headless;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.noisynmf.headless.command.Choices;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.command.DevicesCommand;
import org.noisynmf.headless.command.FactoriseCommand;
import org.noisynmf.headless.output.Failures;
import org.noisynmf.headless.command.ProjectCommand;
import org.noisynmf.headless.command.RunCommand;
import org.noisynmf.headless.command.SimulateCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: workflows without KNIME, and the engine on files. */
@Command(name = "noisynmf", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {"Non-negative matrix factorisation of noisy data, X ≈ W H, with weights, missing entries and "
        + "negative values.", ""},
    footer = {"", "noisynmf help COMMAND, or noisynmf COMMAND --help, explains a command.", "",
        "Exit codes: 0 success, 2 bad arguments or bad input (one line on standard error says what), 1 anything else; "
            + "run has KNIME's."},
    subcommands = {RunCommand.class, FactoriseCommand.class, ProjectCommand.class, SimulateCommand.class,
        DevicesCommand.class, CommandLine.HelpCommand.class})
public final class Main implements Runnable {

    @Spec
    private CommandSpec m_spec;

    private Main() {
    }

    /**
     * Runs a command and ends the virtual machine with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(final String[] args) {
        final PrintStream out = standard(FileDescriptor.out);
        final PrintStream err = standard(FileDescriptor.err);
        final int code = execute(new Console(out, err, System.console() != null), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Messages hold letters beyond ASCII whatever the locale says. */
    private static PrintStream standard(final FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command.
     *
     * @param console where it prints
     * @param args the command and its options
     * @return the exit code
     */
    public static int execute(final Console console, final String... args) {
        final CommandLine line = new CommandLine(new Main(), new ConsoleFactory(console));
        Choices.register(line);
        line.setOut(console.writer());
        line.setErr(console.errorWriter());
        line.setUsageHelpWidth(100);
        // KNIME's options are words behind a single dash
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setParameterExceptionHandler((e, given) -> {
            console.error(e.getCommandLine().getCommandSpec().qualifiedName() + ": " + Failures.oneLine(e.getMessage())
                + " (" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help explains)");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler(
            (e, failed, parsed) -> Failures.report(e, failed.getCommandSpec().qualifiedName(), console));
        try {
            return line.execute(args);
        } catch (final Error e) {
            // picocli passes exceptions to the handler above, but not errors such as too little memory
            return Failures.report(e, "noisynmf", console);
        }
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
            final String version = Main.class.getPackage().getImplementationVersion();
            return new String[]{"noisynmf " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** Makes commands, handing the console to those that print. */
    private static final class ConsoleFactory implements CommandLine.IFactory {

        private final Console m_console;

        ConsoleFactory(final Console console) {
            m_console = console;
        }

        @Override
        public <K> K create(final Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Console.class).newInstance(m_console);
            } catch (final NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}

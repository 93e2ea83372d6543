package org.noisynmf.headless;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

import org.noisynmf.headless.command.DevicesCommand;
import org.noisynmf.headless.command.ErrorsCommand;
import org.noisynmf.headless.command.FactoriseCommand;
import org.noisynmf.headless.command.PosteriorCommand;
import org.noisynmf.headless.command.ProjectCommand;
import org.noisynmf.headless.command.RankCommand;
import org.noisynmf.headless.command.RedshiftCommand;
import org.noisynmf.headless.command.ReportCommand;
import org.noisynmf.headless.command.RunCommand;
import org.noisynmf.headless.command.SimulateCommand;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.Suggestions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Failures;

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
        "Exit codes: 0 success, 2 bad arguments or bad input (one line on standard error says why), 130 Ctrl-C, 1 "
            + "anything else; run has KNIME's."})
public final class Main implements Runnable {

    /** The commands in the order of the help. */
    private static final List<String> COMMANDS = List.of("run", "factorise", "rank", "posterior", "errors", "project",
        "report", "redshift", "simulate", "devices", "help");

    private static final List<String> VERSION = List.of("-V", "--version");

    @Spec
    private CommandSpec m_spec;

    private Main() {
    }

    /** @return a command, made when needed: to read the options of all takes longer than a small fit */
    private static Object command(final String name, final Console console) {
        return switch (name) {
            case "run" -> new RunCommand(console);
            case "factorise" -> new FactoriseCommand(console);
            case "rank" -> new RankCommand(console);
            case "posterior" -> new PosteriorCommand(console);
            case "errors" -> new ErrorsCommand(console);
            case "project" -> new ProjectCommand(console);
            case "report" -> new ReportCommand(console);
            case "redshift" -> new RedshiftCommand(console);
            case "simulate" -> new SimulateCommand(console);
            case "devices" -> new DevicesCommand(console);
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new IllegalStateException(name);
        };
    }

    /**
     * Runs a command and ends the virtual machine with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(final String[] args) {
        // no option is a time or a connection to a database, but picocli looks up how to read them at every start
        System.setProperty("picocli.converters.excludes",
            System.getProperty("picocli.converters.excludes", "java[.](time|sql)[.].*"));
        final PrintStream out = standard(FileDescriptor.out);
        final PrintStream err = standard(FileDescriptor.err);
        final OptionalInt elsewhere = UnicodeArguments.restart(args);
        final int code = elsewhere.isPresent() ? elsewhere.getAsInt()
            : execute(new Console(out, err, System.console() != null), UnicodeArguments.decoded(args));
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
        if (args.length > 0 && !args[0].startsWith("-") && !COMMANDS.contains(args[0])) {
            console.error("noisynmf: there is no command " + args[0] + Suggestions.command(args[0], COMMANDS)
                + " (noisynmf --help lists all)");
            return CommandLine.ExitCode.USAGE;
        }
        final CommandLine line = line(console, args);
        try {
            return line.execute(args);
        } catch (final Error e) {
            // picocli passes exceptions to its handler, but not errors such as too little memory
            return Failures.report(e, "noisynmf", console);
        }
    }

    /**
     * @param console where commands print
     * @param args the command and its options; none = with all commands
     * @return what reads the options of the command, or of all of them where help is wanted
     */
    static CommandLine line(final Console console, final String... args) {
        final CommandLine line = new CommandLine(new Main());
        for (final String name : COMMANDS) {
            if (isNeeded(name, args)) {
                line.addSubcommand(name, command(name, console));
            }
        }
        final CommandLine report = line.getSubcommands().get("report");
        if (report != null) {
            ReportCommand.withoutData(report.getCommandSpec());
        }
        Choices.register(line);
        HelpSections.register(line);
        line.setOut(console.writer());
        line.setErr(console.errorWriter());
        line.setUsageHelpWidth(100);
        // KNIME's options are words behind a single dash
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setParameterExceptionHandler((e, given) -> {
            final CommandSpec spec = e.getCommandLine().getCommandSpec();
            console.error(spec.qualifiedName() + ": " + Failures.oneLine(e.getMessage()) + Suggestions.forWhat(e, args)
                + " (" + spec.qualifiedName() + " --help explains)");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler(
            (e, failed, parsed) -> Failures.report(e, failed.getCommandSpec().qualifiedName(), console));
        return line;
    }

    private static boolean isNeeded(final String command, final String... args) {
        if (args.length == 0 || "help".equals(args[0])) {
            return true;
        }
        return COMMANDS.contains(args[0]) ? command.equals(args[0]) : args.length > 1 || !VERSION.contains(args[0]);
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
}

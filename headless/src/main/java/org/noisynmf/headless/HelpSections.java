package org.noisynmf.headless;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the options of a command under headings, where they are many. */
final class HelpSections {

    /** Fewer need no headings. */
    private static final int MANY = 15;

    /** The headings in their order. */
    private enum Section {
        DATA("Data", Set.of("--data", "--weights", "--weights-are", "--gain", "--observations", "--header", "--labels",
            "--label-columns", "--delimiter", "--skip-rows", "--missing", "--negative-values", "--extra-uncertainty",
            "--pixel-categories", "--observation-weights", "--pixel-weights", "--data-wavelengths")), SPECTRA(
                "Data: spectra in FITS files", Set.of("--redshifts", "--redshift-key", "--rest-frame", "--flux",
                    "--uncertainty", "--wavelengths", "--wavelength-unit", "--mask", "--range", "--coverage",
                    "--renormalise",
                    "--reference", "--leave-out")), METHOD("Method", Set.of()), START(
                        "Start",
                        Set.of("--start", "--templates", "--coefficients", "--freeze", "--growth-passes", "--seed",
                            "--restarts", "--starts", "--resume", "--from", "--template-wavelengths")), STOPPING(
                                "Stopping",
                                Set.of("--iterations", "--tolerance", "--kkt-tolerance", "--time-limit")), OUTPUT(
                                    "Output",
                                    Set.of("--out", "--format", "--escape-formulas", "--report", "--axis-title",
                                        "--value-title",
                                        "--plots", "--scale", "--order", "--uniqueness", "--keep-state",
                                        "--reconstruction", "--covariances", "--quantiles",
                                        "--draws", "--best")), MACHINE(
                                            "Machine",
                                            Set.of("--threads", "--device", "--precision", "--cache",
                                                "--keep-cache", "--verbose",
                                                "--help",
                                                "--version"));

        private final String m_heading;

        private final Set<String> m_options;

        Section(final String heading, final Set<String> options) {
            m_heading = heading;
            m_options = options;
        }

        static Section of(final OptionSpec option, final CommandSpec command) {
            final String name = option.longestName();
            if ("--step".equals(name)) {
                return command.findOption("--range") == null ? METHOD : SPECTRA;
            }
            if ("--templates".equals(name) && command.findOption("--start") == null) {
                return METHOD;
            }
            for (final Section section : values()) {
                if (section.m_options.contains(name)) {
                    return section;
                }
            }
            return METHOD;
        }
    }

    private HelpSections() {
    }

    /** @param line the command line, whose commands get headings. Modified. */
    static void register(final CommandLine line) {
        for (final CommandLine command : line.getSubcommands().values()) {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::render);
        }
    }

    private static String render(final Help help) {
        final List<OptionSpec> options = new ArrayList<>(help.commandSpec().options());
        options.removeIf(OptionSpec::hidden);
        if (options.size() < MANY) {
            return help.optionList();
        }
        options.sort((a, b) -> Integer.compare(a.order(), b.order()));
        final Map<Section, List<OptionSpec>> sections = new EnumMap<>(Section.class);
        options
            .forEach(o -> sections.computeIfAbsent(Section.of(o, help.commandSpec()), s -> new ArrayList<>()).add(o));
        final StringBuilder text = new StringBuilder();
        sections.forEach((section, list) -> {
            final Help.Layout layout = help.createDefaultLayout(list, List.of(), help.colorScheme());
            layout.addOptions(list, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(section.m_heading).append(System.lineSeparator())
                .append(layout.toString());
        });
        return text.toString();
    }
}

package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;

import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.naming.Named;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.headless.location.Locations;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.SpectraFiles;
import org.noisynmf.io.source.Orientation;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The engine's enumerations by their stable names. */
public final class Choices {

    private Choices() {
    }

    public static void register(final CommandLine line) {
        line.registerConverter(Path.class, new Locations());
        line.registerConverter(Algorithm.class, byId(Algorithm.class));
        line.registerConverter(Distance.class, byId(Distance.class));
        line.registerConverter(StartMethod.class, byId(StartMethod.class));
        line.registerConverter(Scaling.class, byId(Scaling.class));
        line.registerConverter(Precision.class, byId(Precision.class));
        line.registerConverter(NegativeValues.class, byId(NegativeValues.class));
        line.registerConverter(SimulationKind.class, byId(SimulationKind.class));
        line.registerConverter(FactorFormat.class, byId(FactorFormat.class));
        line.registerConverter(ErrorMethod.class, byId(ErrorMethod.class));
        line.registerConverter(NoiseScale.class, byId(NoiseScale.class));
        line.registerConverter(NoiseDraw.class, byId(NoiseDraw.class));
        line.registerConverter(Orientation.class, byId(Orientation.class));
        line.registerConverter(WeightKind.class, byId(WeightKind.class));
    }

    /**
     * @param spec a command that was parsed
     * @param known SHA-256 that need not be formed again, by the option that names the file
     * @return the files that its options name, but for the folder of results; checked where they are results themselves
     * @throws IOException if one cannot be read or is not what the index beside it says
     */
    public static InputFiles inputs(final CommandSpec spec, final Map<String, String> known)
        throws IOException {
        final InputFiles files = new InputFiles(known);
        for (final OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.getValue() instanceof Path file && !"--out".equals(option.longestName())) {
                if ("--data".equals(option.longestName()) && Files.isDirectory(file)) {
                    files.addAll(option.longestName(), SpectraFiles.list(file));
                } else {
                    files.add(option.longestName(), file);
                }
            }
        }
        return files;
    }

    /** Asks for the values only when one is given: some of the enumerations are large. */
    private static <E extends Enum<E> & Named> ITypeConverter<E> byId(final Class<E> type) {
        return text -> Named.byId(type, text).orElseThrow(() -> {
            final List<String> ids = Named.ids(type);
            return new TypeConversionException("\"" + text + "\" is none of " + String.join(", ", ids)
                + Suggestions.nearest(text, ids).map(best -> "; did you mean " + best + "?").orElse(""));
        });
    }

    /** Candidates that picocli shows in the help. */
    private abstract static class Ids extends AbstractList<String> {

        private final List<String> m_ids;

        Ids(final List<String> ids) {
            m_ids = ids;
        }

        @Override
        public String get(final int index) {
            return m_ids.get(index);
        }

        @Override
        public int size() {
            return m_ids.size();
        }
    }

    public static final class Algorithms extends Ids {
        Algorithms() {
            super(Algorithm.ids());
        }
    }

    static final class Distances extends Ids {
        Distances() {
            super(Named.ids(Distance.class));
        }
    }

    static final class Starts extends Ids {
        Starts() {
            super(Named.ids(StartMethod.class));
        }
    }

    public static final class Scalings extends Ids {
        Scalings() {
            super(Named.ids(Scaling.class));
        }
    }

    static final class Precisions extends Ids {
        Precisions() {
            super(Named.ids(Precision.class));
        }
    }

    static final class NegativeChoices extends Ids {
        NegativeChoices() {
            super(Named.ids(NegativeValues.class));
        }
    }

    public static final class SimulationKinds extends Ids {
        SimulationKinds() {
            super(Named.ids(SimulationKind.class));
        }
    }

    static final class Formats extends Ids {
        Formats() {
            super(Named.ids(FactorFormat.class));
        }
    }

    public static final class ErrorMethods extends Ids {
        ErrorMethods() {
            super(Named.ids(ErrorMethod.class));
        }
    }

    public static final class NoiseScales extends Ids {
        NoiseScales() {
            super(Named.ids(NoiseScale.class));
        }
    }

    public static final class NoiseDraws extends Ids {
        NoiseDraws() {
            super(Named.ids(NoiseDraw.class));
        }
    }

    public static final class Orientations extends Ids {
        Orientations() {
            super(Named.ids(Orientation.class));
        }
    }

    static final class WeightKinds extends Ids {
        WeightKinds() {
            super(Named.ids(WeightKind.class));
        }
    }
}

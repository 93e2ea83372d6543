package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Precision;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.headless.location.Locations;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.SpectraFiles;

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
        line.registerConverter(Algorithm.class, byId(Algorithm.class, Algorithm::id));
        line.registerConverter(Distance.class, byId(Distance.class, Distance::id));
        line.registerConverter(StartMethod.class, byId(StartMethod.class, StartMethod::id));
        line.registerConverter(Scaling.class, byId(Scaling.class, Scaling::id));
        line.registerConverter(Precision.class, byId(Precision.class, Precision::id));
        line.registerConverter(NegativeValues.class, byId(NegativeValues.class, NegativeValues::id));
        line.registerConverter(SimulationKind.class, byId(SimulationKind.class, SimulationKind::id));
        line.registerConverter(FactorFormat.class, byId(FactorFormat.class, FactorFormat::id));
        line.registerConverter(ErrorMethod.class, byId(ErrorMethod.class, ErrorMethod::id));
        line.registerConverter(NoiseScale.class, byId(NoiseScale.class, NoiseScale::id));
        line.registerConverter(NoiseDraw.class, byId(NoiseDraw.class, NoiseDraw::id));
        line.registerConverter(Orientation.class, byId(Orientation.class, Orientation::id));
        line.registerConverter(WeightKind.class, byId(WeightKind.class, WeightKind::id));
    }

    /**
     * @param spec a command that was parsed
     * @return the files that its options name, but for the folder of results; checked where they are results themselves
     * @throws IOException if one cannot be read or is not what the index beside it says
     */
    public static InputFiles inputs(final CommandSpec spec) throws IOException {
        final InputFiles files = new InputFiles();
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
    private static <E extends Enum<E>> ITypeConverter<E> byId(final Class<E> type, final Function<E, String> id) {
        return text -> {
            final E[] values = type.getEnumConstants();
            return Arrays.stream(values).filter(v -> id.apply(v).equals(text)).findFirst().orElseThrow(() -> {
                final List<String> ids = Arrays.stream(values).map(id).toList();
                return new TypeConversionException("\"" + text + "\" is none of " + String.join(", ", ids)
                    + Suggestions.nearest(text, ids).map(best -> "; did you mean " + best + "?").orElse(""));
            });
        };
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
            super(Arrays.stream(Distance.values()).map(Distance::id).toList());
        }
    }

    static final class Starts extends Ids {
        Starts() {
            super(Arrays.stream(StartMethod.values()).map(StartMethod::id).toList());
        }
    }

    public static final class Scalings extends Ids {
        Scalings() {
            super(Arrays.stream(Scaling.values()).map(Scaling::id).toList());
        }
    }

    static final class Precisions extends Ids {
        Precisions() {
            super(Arrays.stream(Precision.values()).map(Precision::id).toList());
        }
    }

    static final class NegativeChoices extends Ids {
        NegativeChoices() {
            super(Arrays.stream(NegativeValues.values()).map(NegativeValues::id).toList());
        }
    }

    public static final class SimulationKinds extends Ids {
        SimulationKinds() {
            super(Arrays.stream(SimulationKind.values()).map(SimulationKind::id).toList());
        }
    }

    static final class Formats extends Ids {
        Formats() {
            super(Arrays.stream(FactorFormat.values()).map(FactorFormat::id).toList());
        }
    }

    public static final class ErrorMethods extends Ids {
        ErrorMethods() {
            super(Arrays.stream(ErrorMethod.values()).map(ErrorMethod::id).toList());
        }
    }

    public static final class NoiseScales extends Ids {
        NoiseScales() {
            super(Arrays.stream(NoiseScale.values()).map(NoiseScale::id).toList());
        }
    }

    public static final class NoiseDraws extends Ids {
        NoiseDraws() {
            super(Arrays.stream(NoiseDraw.values()).map(NoiseDraw::id).toList());
        }
    }

    public static final class Orientations extends Ids {
        Orientations() {
            super(Arrays.stream(Orientation.values()).map(Orientation::id).toList());
        }
    }

    static final class WeightKinds extends Ids {
        WeightKinds() {
            super(Arrays.stream(WeightKind.values()).map(WeightKind::id).toList());
        }
    }
}

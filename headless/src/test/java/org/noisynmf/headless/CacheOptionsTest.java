package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.Test;
import org.noisynmf.headless.cache.CacheKey;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.option.ReadingOptions;
import org.noisynmf.headless.option.UncertaintyOptions;
import org.noisynmf.headless.option.spectra.SpectraFileOptions;
import org.noisynmf.headless.option.spectra.SpectraOptions;
import org.noisynmf.headless.output.Console;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Which options make another key of data that are kept. */
public class CacheOptionsTest {

    private static final Set<Class<?>> READING = Set.of(ReadingOptions.class, InputOptions.class,
        UncertaintyOptions.class, SpectraFileOptions.class, SpectraOptions.class);

    private static final Set<String> WEIGHTS = Set.of("--observation-weights", "--pixel-weights");

    private static List<OptionSpec> options() {
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        final Map<String, CommandLine> commands = Main.line(new Console(nowhere, nowhere, false)).getSubcommands();
        final List<OptionSpec> options = new ArrayList<>();
        commands.values().forEach(command -> {
            if (command.getCommandSpec().findOption("--cache") != null) {
                options.addAll(command.getCommandSpec().options());
            }
        });
        return options;
    }

    @Test
    public void noOptionForReadingIsExempt() {
        int reading = 0;
        for (final OptionSpec option : options()) {
            if (option.userObject() instanceof Field field && READING.contains(field.getDeclaringClass())
                || WEIGHTS.contains(option.longestName())) {
                reading++;
                assertThat(CacheKey.exempt(option.longestName())).as(option.longestName()).isFalse();
            }
        }
        assertThat(reading).as("options for reading of two commands").isGreaterThan(50);
    }

    @Test
    public void whatIsExemptExists() {
        final Set<String> names = new HashSet<>();
        options().forEach(option -> names.add(option.longestName()));
        assertThat(names).containsAll(CacheKey.exempt());
    }

    @Test
    public void filesThatMakeTheKeyAreNamedAsPaths() {
        for (final OptionSpec option : options()) {
            final Class<?> type = option.type();
            if (!CacheKey.exempt(option.longestName()) && type != Path.class) {
                // any other type might hold a file whose change went unseen
                assertThat(type.isPrimitive() || type.isEnum() || Number.class.isAssignableFrom(type)
                    || type == String.class
                    || type == List.class && Set.of(String.class, Double.class).contains(option.auxiliaryTypes()[0]))
                    .as(option.longestName() + " is a " + type).isTrue();
            }
        }
    }
}

package org.noisynmf.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.noisynmf.headless.output.Console;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The null analysis leaves out the fields that picocli fills: whether they are null is told from the options here. */
public class OptionNullnessTest {

    @Test
    public void aFieldIsNullableExactlyWhereItsOptionMayBeLeftOutAndHasNoDefault() {
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        final Map<Field, Boolean> absent = new LinkedHashMap<>();
        for (final CommandLine command : Main.line(new Console(nowhere, nowhere, false)).getSubcommands().values()) {
            for (final ArgSpec argument : command.getCommandSpec().args()) {
                if (argument.userObject() instanceof Field field && !field.getType().isPrimitive()
                    && !(command.getCommand() instanceof CommandLine.HelpCommand)) {
                    absent.merge(field, !argument.required() && argument.defaultValue() == null
                        && argument.initialValue() == null, Boolean::logicalOr);
                }
            }
        }
        assertThat(absent).hasSizeGreaterThan(80).allSatisfy((field, inSomeCommand) -> assertThat(
            field.getAnnotatedType().isAnnotationPresent(Nullable.class)).as(field.toString())
            .isEqualTo(inSomeCommand));
    }
}

package org.noisynmf.engine.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Test;

/** The loops for single precision are those for double precision, word for word. */
public class LoopsTest {

    private static final Path ENGINE =
        Path.of(System.getProperty("noisynmf.root", ".."), "src", "org", "noisynmf", "engine");

    /** Folder and last word of the names of the classes that come in both precisions. */
    private static final Map<String, String> PAIRS = Map.of("moments", "Loops", "arithmetic", "Products");

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/.*?final class", Pattern.DOTALL);

    /** @return the source of the class for single precision */
    private static String inFloat(final String folder, final String name) throws IOException {
        final String source = Files.readString(ENGINE.resolve(folder).resolve("Double" + name + ".java"));
        final String visible = source.contains("public final class") ? "public " : "";
        return COMMENT.matcher(source).replaceFirst(Matcher.quoteReplacement("""
            /** Loops over strips of type {@code float}; written from {@link @@%s}, see there. */
            %sfinal class""".formatted(name, visible))).replaceAll("\\bdouble(?!(\\[\\])* wide)", "float")
            .replace("Double.BYTES", "Float.BYTES").replaceAll("Double(Loops|Products)", "Float$1")
            .replace("@@", "Double");
    }

    private static Path file(final String folder, final String name) {
        return ENGINE.resolve(folder).resolve("Float" + name + ".java");
    }

    /**
     * Writes FloatLoops and FloatProducts.
     *
     * @param args none
     */
    public static void main(final String[] args) throws IOException {
        for (final Map.Entry<String, String> pair : PAIRS.entrySet()) {
            Files.writeString(file(pair.getKey(), pair.getValue()), inFloat(pair.getKey(), pair.getValue()));
        }
    }

    @Test
    public void loopsInSinglePrecisionAreWrittenFromThoseInDouble() throws IOException {
        for (final Map.Entry<String, String> pair : PAIRS.entrySet()) {
            assertThat(file(pair.getKey(), pair.getValue())).as("run LoopsTest.main after a change of the other")
                .hasContent(inFloat(pair.getKey(), pair.getValue()));
        }
    }
}

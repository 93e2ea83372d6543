package org.noisynmf.engine.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Test;

/** The loops for single precision are those for double precision, word for word. */
public class LoopsTest {

    private static final Path FOLDER =
        Path.of(System.getProperty("noisynmf.root", ".."), "src", "org", "noisynmf", "engine", "moments");

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/.*?final class", Pattern.DOTALL);

    /** @return the source of FloatLoops */
    private static String floatLoops() throws IOException {
        final String source = Files.readString(FOLDER.resolve("DoubleLoops.java"));
        return COMMENT.matcher(source).replaceFirst(Matcher.quoteReplacement("""
            /** Loops over strips of type {@code float}; written from {@link @@Loops}, see there. */
            final class""")).replaceAll("\\bdouble(?!(\\[\\])* wide)", "float").replace("Double.BYTES", "Float.BYTES")
            .replace("DoubleLoops", "FloatLoops").replace("@@Loops", "DoubleLoops");
    }

    /**
     * Writes FloatLoops.
     *
     * @param args none
     */
    public static void main(final String[] args) throws IOException {
        Files.writeString(FOLDER.resolve("FloatLoops.java"), floatLoops());
    }

    @Test
    public void loopsInSinglePrecisionAreWrittenFromThoseInDouble() throws IOException {
        assertThat(FOLDER.resolve("FloatLoops.java")).as("run LoopsTest.main after a change of DoubleLoops")
            .hasContent(floatLoops());
    }
}

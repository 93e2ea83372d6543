package org.noisynmf.engine.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.Test;

/** The loops for single precision are those for double precision, word for word. */
public class LoopsTest {

    private static final Path ROOT = Path.of(System.getProperty("noisynmf.root", ".."));

    private static final String VECTOR = "vector/org/noisynmf/engine/vector";

    /** A class that comes in both precisions: its folder, and its name behind the precision. */
    private record Pair(String folder, String name) {
    }

    private static final List<Pair> PAIRS = List.of(new Pair("src/org/noisynmf/engine/moments", "Loops"),
        new Pair("src/org/noisynmf/engine/arithmetic", "Products"), new Pair(VECTOR, "VectorProducts"),
        new Pair(VECTOR, "VectorDots"), new Pair(VECTOR, "VectorAcross"), new Pair(VECTOR, "VectorSums"),
        new Pair(VECTOR, "VectorRest"), new Pair(VECTOR, "VectorModels"));

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/.*?final class", Pattern.DOTALL);

    /** @return the source of the class for single precision */
    private static String inFloat(final String folder, final String name) throws IOException {
        final String source = Files.readString(ROOT.resolve(folder).resolve("Double" + name + ".java"));
        final String visible = source.contains("public final class") ? "public " : "";
        return COMMENT.matcher(source).replaceFirst(Matcher.quoteReplacement("""
            /** Loops over strips of type {@code float}; written from {@link @@%s}, see there. */
            %sfinal class""".formatted(name, visible))).replaceAll("\\bdouble(?!(\\[\\])* wide)", "float")
            .replace("Double.BYTES", "Float.BYTES")
            .replaceAll("Double(Loops|Products|Vector(Products|Dots|Across|Sums|Rest|Models)?\\b)", "Float$1")
            .replace("<Double>", "<Float>").replace("Vectors.doubles()", "Vectors.floats()")
            .replace("@@", "Double");
    }

    private static Path file(final String folder, final String name) {
        return ROOT.resolve(folder).resolve("Float" + name + ".java");
    }

    /**
     * Writes FloatLoops and FloatProducts.
     *
     * @param args none
     */
    public static void main(final String[] args) throws IOException {
        for (final Pair pair : PAIRS) {
            Files.writeString(file(pair.folder(), pair.name()), inFloat(pair.folder(), pair.name()));
        }
    }

    @Test
    public void loopsInSinglePrecisionAreWrittenFromThoseInDouble() throws IOException {
        for (final Pair pair : PAIRS) {
            assertThat(file(pair.folder(), pair.name())).as("run LoopsTest.main after a change of the other")
                .hasContent(inFloat(pair.folder(), pair.name()));
        }
    }
}

package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.MatrixTerms;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.source.NameOrder;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for Pav's row and column weights and his matrix penalties. */
public final class MatrixOptions {

    /** Stands for the identity. */
    private static final String IDENTITY = "-";

    @Option(names = "--observation-weights", paramLabel = "FILE", order = 12,
        description = "Weights r of observations: n numbers ≥ 0 in a row or column, which multiply the weights of their "
            + "entries; or a symmetric n × n matrix, for murnmf and aurnmf.")
    @Nullable
    Path observationWeights;

    @Option(names = "--pixel-weights", paramLabel = "FILE", order = 13,
        description = "Weights u of pixels: d numbers ≥ 0 in a row or column, which multiply the weights of their entries; "
            + "or a symmetric d × d matrix, for murnmf and aurnmf.")
    @Nullable
    Path pixelWeights;

    @Option(names = "--linear-templates", paramLabel = "FILE", order = 57,
        description = "murnmf, aurnmf: matrix ≥ 0 of the shape of the templates, an L1 penalty for each of their entries.")
    @Nullable
    Path linearTemplates;

    @Option(names = "--linear-coefficients", paramLabel = "FILE", order = 58,
        description = "murnmf, aurnmf: the same for the coefficients.")
    @Nullable
    Path linearCoefficients;

    @Option(names = "--quadratic-templates", paramLabel = "c,A,B", order = 58, converter = QuadraticConverter.class,
        description = "murnmf, aurnmf: a penalty ½ c ⟨R, A R B⟩ on the templates R (q × d), with files of symmetric matrices "
            + "≥ 0, A q × q and B d × d; - is the identity. May be repeated.")
    List<QuadraticFiles> quadraticTemplates = new ArrayList<>();

    @Option(names = "--quadratic-coefficients", paramLabel = "c,A,B", order = 59, converter = QuadraticConverter.class,
        description = "murnmf, aurnmf: a penalty ½ c ⟨L, A L B⟩ on the coefficients L (n × q), with A n × n and B q × q. "
            + "May be repeated.")
    List<QuadraticFiles> quadraticCoefficients = new ArrayList<>();

    /**
     * Reads what is needed before the data.
     *
     * @param input reads files
     * @return weights of whole observations and pixels
     * @throws IOException if a file cannot be read
     */
    public Weights readWeights(final InputOptions input) throws IOException {
        return new Weights(observationWeights == null ? null : input.readFactor(observationWeights),
            pixelWeights == null ? null : input.readFactor(pixelWeights));
    }

    /**
     * Vectors or matrices of weights.
     *
     * @param observations of the observations, or null
     * @param pixels of the pixels, or null
     */
    public record Weights(@Nullable Vectors observations, @Nullable Vectors pixels) {

        /** @return those that are vectors */
        public SeparableWeights separable() {
            return new SeparableWeights(column(observations), column(pixels));
        }

        private static @Nullable Vectors column(final @Nullable Vectors values) {
            return values != null && isVector(values) ? values.asColumn() : null;
        }

        private static double @Nullable [] matrix(final @Nullable Vectors values, final NameOrder.Axis axis)
            throws IOException {
            return values == null || isVector(values) ? null : values.arranged(axis, axis).values();
        }

        private static boolean isVector(final Vectors values) {
            return values.count() == 1 || values.length() == 1;
        }
    }

    /**
     * Reads what is needed after the data.
     *
     * @param input reads files
     * @param weights which may be matrices
     * @param data the data, in whose order everything is brought
     * @param templates the names of the templates, as far as a start has them
     * @return full matrices of weights, and penalties
     * @throws IOException if a file cannot be read, or names do not match
     */
    public MatrixTerms readTerms(final InputOptions input, final Weights weights, final ObservationsReader.Named data,
        final NameOrder.Axis templates) throws IOException {
        final NameOrder.Axis observations = data.observationAxis();
        final NameOrder.Axis pixels = data.pixelAxis();
        return new MatrixTerms(Weights.matrix(weights.observations, observations),
            Weights.matrix(weights.pixels, pixels),
            values(input, linearCoefficients, observations, templates),
            values(input, linearTemplates, templates, pixels),
            terms(input, quadraticCoefficients, observations, templates),
            terms(input, quadraticTemplates, templates, pixels));
    }

    private static double @Nullable [] values(final InputOptions input, final @Nullable Path file,
        final NameOrder.Axis vectors, final NameOrder.Axis entries) throws IOException {
        return file == null ? null : input.readFactor(file).arranged(vectors, entries).values();
    }

    private static List<MatrixTerms.Quadratic> terms(final InputOptions input, final List<QuadraticFiles> files,
        final NameOrder.Axis left, final NameOrder.Axis right) throws IOException {
        final List<MatrixTerms.Quadratic> terms = new ArrayList<>();
        for (final QuadraticFiles term : files) {
            terms.add(new MatrixTerms.Quadratic(term.factor, values(input, term.left, left, left),
                values(input, term.right, right, right)));
        }
        return terms;
    }

    /**
     * A quadratic term.
     *
     * @param factor c
     * @param left file of A, or null for the identity
     * @param right file of B, or null for the identity
     */
    record QuadraticFiles(double factor, @Nullable Path left, @Nullable Path right) {
    }

    /** Reads a quadratic term. */
    static final class QuadraticConverter implements ITypeConverter<QuadraticFiles> {
        @Override
        public QuadraticFiles convert(final String text) {
            final int first = text.indexOf(',');
            final int second = text.indexOf(',', first + 1);
            try {
                return new QuadraticFiles(Double.parseDouble(text.substring(0, Math.max(0, first))),
                    file(text.substring(first + 1, Math.max(first + 1, second))), file(text.substring(second + 1)));
            } catch (final NumberFormatException e) {
                throw new TypeConversionException(
                    "\"" + text + "\" is not a factor and two files, such as 0.5,-,B.npy");
            }
        }

        private static @Nullable Path file(final String text) {
            if (text.isEmpty()) {
                throw new NumberFormatException();
            }
            return IDENTITY.equals(text) ? null : Path.of(text);
        }
    }
}

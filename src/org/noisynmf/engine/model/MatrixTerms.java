package org.noisynmf.engine.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Matrix weights and matrix penalties of Pav's general problem, minimise ½ tr((Y − L R)ᵀ W₀,R (Y − L R) W₀,C) + ⟨W₁,L, L⟩ +
 * ⟨W₁,R, R⟩ + ½ Σ ⟨L, W₂,RL L W₂,CL⟩ + ½ Σ ⟨R, W₂,RR R W₂,CR⟩. Pav (2024), eq. 3. His Y has an observation a row, so that L
 * (n × q) are the coefficients and R (q × d) the templates; the objective reported is twice his.
 *
 * <p>Matrices are row by row and not copied; treat as read-only.
 *
 * @param rowWeights W₀,R, n × n, weights of and between observations; null = identity
 * @param columnWeights W₀,C, d × d, weights of and between pixels; null = identity
 * @param coefficientLinear W₁,L, n × q; null = 0
 * @param templateLinear W₁,R, q × d; null = 0
 * @param coefficientQuadratic terms ½ ⟨L, W₂,RL L W₂,CL⟩ with left matrices n × n and right matrices q × q
 * @param templateQuadratic terms ½ ⟨R, W₂,RR R W₂,CR⟩ with left matrices q × q and right matrices d × d
 */
public record MatrixTerms(double @Nullable [] rowWeights, double @Nullable [] columnWeights,
    double @Nullable [] coefficientLinear, double @Nullable [] templateLinear, List<Quadratic> coefficientQuadratic,
    List<Quadratic> templateQuadratic) {

    /** No weights and no penalties. */
    public static final MatrixTerms NONE = new MatrixTerms(null, null, null, null, List.of(), List.of());

    /**
     * One term ½ c ⟨Z, A Z B⟩.
     *
     * @param factor c ≥ 0
     * @param left A, symmetric with entries ≥ 0; null = identity
     * @param right B, symmetric with entries ≥ 0; null = identity
     */
    public record Quadratic(double factor, double @Nullable [] left, double @Nullable [] right) {

        /** Checks the factor. */
        public Quadratic(final double factor, final double @Nullable [] left, final double @Nullable [] right) {
            if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                    "The factor of a quadratic term is " + factor + ", but must be a finite number ≥ 0");
            }
            this.factor = factor;
            this.left = left;
            this.right = right;
        }

        private Quadratic times(final double scale) {
            return new Quadratic(factor * scale, left, right);
        }
    }

    /** Copies the lists. */
    public MatrixTerms(final double @Nullable [] rowWeights, final double @Nullable [] columnWeights,
        final double @Nullable [] coefficientLinear, final double @Nullable [] templateLinear,
        final List<Quadratic> coefficientQuadratic, final List<Quadratic> templateQuadratic) {
        this.rowWeights = rowWeights;
        this.columnWeights = columnWeights;
        this.coefficientLinear = coefficientLinear;
        this.templateLinear = templateLinear;
        this.coefficientQuadratic = List.copyOf(coefficientQuadratic);
        this.templateQuadratic = List.copyOf(templateQuadratic);
    }

    /** @return whether there are neither weights nor penalties */
    public boolean isNone() {
        return !weighted() && !penalised();
    }

    /** @return whether there are weights */
    public boolean weighted() {
        return rowWeights != null || columnWeights != null;
    }

    /** @return whether there are penalties, which have the shape of one rank */
    public boolean penalised() {
        return coefficientLinear != null || templateLinear != null || !coefficientQuadratic.isEmpty()
            || !templateQuadratic.isEmpty();
    }

    /**
     * Checks every matrix against a problem.
     *
     * @param observations n
     * @param pixels d
     * @param rank q
     * @throws IllegalArgumentException if a matrix has another size, is not symmetric where it must be, or has an entry
     *             that is not a finite number ≥ 0; the message names it
     */
    public void check(final int observations, final int pixels, final int rank) {
        checkSymmetric(rowWeights, observations, "matrix of row weights");
        checkSymmetric(columnWeights, pixels, "matrix of column weights");
        checkEntries(coefficientLinear, observations, rank, "linear penalty on the coefficients");
        checkEntries(templateLinear, rank, pixels, "linear penalty on the templates");
        for (final Quadratic term : coefficientQuadratic) {
            checkSymmetric(term.left(), observations, "left matrix of a quadratic penalty on the coefficients");
            checkSymmetric(term.right(), rank, "right matrix of a quadratic penalty on the coefficients");
        }
        for (final Quadratic term : templateQuadratic) {
            checkSymmetric(term.left(), rank, "left matrix of a quadratic penalty on the templates");
            checkSymmetric(term.right(), pixels, "right matrix of a quadratic penalty on the templates");
        }
    }

    private static void checkSymmetric(final double @Nullable [] matrix, final int size, final String name) {
        checkEntries(matrix, size, size, name);
        for (int p = 0; matrix != null && p < matrix.length; p++) {
            final double mirrored = matrix[p % size * size + p / size];
            // products that should be equal may differ by their rounding
            if (Math.abs(matrix[p] - mirrored) > 1e-12 * (matrix[p] + mirrored)) {
                throw new IllegalArgumentException("The " + name + " must be symmetric, but is " + matrix[p]
                    + " in row "
                    + p / size + ", column " + p % size + " and " + mirrored + " the other way round (counted from 0)");
            }
        }
    }

    private static void checkEntries(final double @Nullable [] matrix, final int rows, final int columns,
        final String name) {
        if (matrix == null) {
            return;
        }
        if (matrix.length != (long)rows * columns) {
            throw new IllegalArgumentException("The " + name + " has " + matrix.length + " entries, but must be " + rows
                + " × " + columns);
        }
        for (int p = 0; p < matrix.length; p++) {
            if (!(matrix[p] >= 0 && matrix[p] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The " + name + " is " + matrix[p] + " in row " + p / columns
                    + ", column " + p % columns + " (counted from 0), but must be a finite number ≥ 0");
            }
        }
    }

    /**
     * The same terms for templates divided by 2^e and an objective divided by 2^(2e + g).
     *
     * @param exponent e, how the data are stored
     * @param weightExponent g, how their weights are stored
     * @return the terms in stored units
     */
    public MatrixTerms stored(final int exponent, final int weightExponent) {
        if (exponent == 0 && weightExponent == 0) {
            return this;
        }
        final double coefficients = Math.scalb(1, -2 * exponent - weightExponent);
        final double quadratic = Math.scalb(1, -weightExponent);
        return new MatrixTerms(rowWeights, columnWeights, times(coefficientLinear, coefficients),
            times(templateLinear, Math.scalb(1, -exponent - weightExponent)),
            coefficientQuadratic.stream().map(term -> term.times(coefficients)).toList(),
            templateQuadratic.stream().map(term -> term.times(quadratic)).toList());
    }

    private static double @Nullable [] times(final double @Nullable [] matrix, final double scale) {
        if (matrix == null) {
            return null;
        }
        final double[] scaled = matrix.clone();
        for (int p = 0; p < scaled.length; p++) {
            scaled[p] *= scale;
        }
        return scaled;
    }
}

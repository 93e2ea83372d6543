package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.DoubleVectorProducts.all;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import org.noisynmf.engine.arithmetic.VectorSteps;

import jdk.incubator.vector.DoubleVector;

/** Steps of coordinate descent on problems of type {@code double}. */
public final class DoubleVectorSteps implements VectorSteps {

    @Override
    public void step(final double[][] z, final int[] k, final double[][] gradients, final double[] gram,
        final double[] inverse, final double[] changes, final int size) {
        final int whole = size / L * L;
        three(z[k[0]], z[k[1]], z[k[2]], gradients[0], gradients[1], gradients[2], gradients[3], gradients[4], gram,
            inverse, changes, whole);
        two(z[k[3]], z[k[4]], gradients[3], gradients[4], gram, inverse, changes, whole);
        for (int m = whole; m < size; m++) {
            one(z, k, gradients, gram, inverse, changes, m);
        }
    }

    /** The first three coordinates; more at once are beyond what the compiler inlines. */
    private static void three(final double[] z0, final double[] z1, final double[] z2, final double[] gradient0,
        final double[] gradient1, final double[] gradient2, final double[] gradient3, final double[] gradient4,
        final double[] gram, final double[] inverse, final double[] changes, final int size) {
        final DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int m = 0; m < size; m += L) {
            DoubleVector change = load(changes, m);
            final DoubleVector g0 = load(gradient0, m);
            DoubleVector before = load(z0, m);
            DoubleVector after = all(-inverse[0]).fma(g0, before).max(zero);
            DoubleVector moved = after.sub(before);
            after.intoArray(z0, m);
            change = moved.fma(all(0.5 * gram[0]).fma(moved, g0), change);
            DoubleVector g1 = all(gram[1]).fma(moved, load(gradient1, m));
            DoubleVector g2 = all(gram[2]).fma(moved, load(gradient2, m));
            DoubleVector g3 = all(gram[3]).fma(moved, load(gradient3, m));
            DoubleVector g4 = all(gram[4]).fma(moved, load(gradient4, m));

            before = load(z1, m);
            after = all(-inverse[1]).fma(g1, before).max(zero);
            moved = after.sub(before);
            after.intoArray(z1, m);
            change = moved.fma(all(0.5 * gram[5]).fma(moved, g1), change);
            g2 = all(gram[6]).fma(moved, g2);
            g3 = all(gram[7]).fma(moved, g3);
            g4 = all(gram[8]).fma(moved, g4);

            before = load(z2, m);
            after = all(-inverse[2]).fma(g2, before).max(zero);
            moved = after.sub(before);
            after.intoArray(z2, m);
            change = moved.fma(all(0.5 * gram[9]).fma(moved, g2), change);
            g3 = all(gram[10]).fma(moved, g3);
            g4 = all(gram[11]).fma(moved, g4);
            g3.intoArray(gradient3, m);
            g4.intoArray(gradient4, m);
            change.intoArray(changes, m);
        }
    }

    /** The last two. */
    private static void two(final double[] z3, final double[] z4, final double[] gradient3, final double[] gradient4,
        final double[] gram, final double[] inverse, final double[] changes, final int size) {
        final DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int m = 0; m < size; m += L) {
            DoubleVector change = load(changes, m);
            final DoubleVector g3 = load(gradient3, m);
            DoubleVector before = load(z3, m);
            DoubleVector after = all(-inverse[3]).fma(g3, before).max(zero);
            DoubleVector moved = after.sub(before);
            after.intoArray(z3, m);
            change = moved.fma(all(0.5 * gram[12]).fma(moved, g3), change);
            DoubleVector g4 = all(gram[13]).fma(moved, load(gradient4, m));

            before = load(z4, m);
            after = all(-inverse[4]).fma(g4, before).max(zero);
            moved = after.sub(before);
            after.intoArray(z4, m);
            change = moved.fma(all(0.5 * gram[14]).fma(moved, g4), change);
            change.intoArray(changes, m);
        }
    }

    /** The same for one problem. */
    private static void one(final double[][] z, final int[] k, final double[][] gradients, final double[] gram,
        final double[] inverse, final double[] changes, final int m) {
        final double[] moved = new double[TOGETHER];
        for (int r = 0; r < TOGETHER; r++) {
            double g = gradients[r][m];
            for (int s = 0, pair = r; s < r; s++) {
                g = Math.fma(gram[pair], moved[s], g);
                pair += TOGETHER - s - 1;
            }
            final double before = z[k[r]][m];
            final double after = Math.max(Math.fma(-inverse[r], g, before), 0);
            moved[r] = after - before;
            z[k[r]][m] = after;
            final int diagonal = r * TOGETHER - r * (r - 1) / 2;
            changes[m] = Math.fma(moved[r], Math.fma(0.5 * gram[diagonal], moved[r], g), changes[m]);
        }
    }
}

package org.noisynmf.engine.nnls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.noisynmf.engine.data.Observations;

/**
 * Templates that nearly depend on one another: the condition number of WᵀW with its diagonal scaled to 1, largest
 * eigenvalue by smallest, over the pixels that were observed. Coefficients lose as many digits as its root has.
 */
final class NearDependence {

    /** Condition beyond which the user is told. */
    private static final double LARGEST = 1e8;

    /** Share of the largest component of an eigenvector from which on a template takes part in a dependence. */
    private static final double SHARE = 0.1;

    private NearDependence() {
    }

    /**
     * @param data whose pixels count. Not modified.
     * @param templates W, d × q, template k contiguous, of order one. Not modified.
     * @param rank q
     * @return a sentence that names them and the condition, if they are nearly dependent
     */
    static Optional<String> of(final Observations data, final double[] templates, final int rank) {
        final double[][] unit = new double[rank][data.pixels()];
        for (int k = 0; k < rank; k++) {
            double squares = 0;
            for (int i = 0; i < data.pixels(); i++) {
                unit[k][i] = data.pixelObserved(i) ? templates[k * data.pixels() + i] : 0;
                squares += unit[k][i] * unit[k][i];
            }
            if (!(squares > 0)) {
                // says nothing, and depends on nothing
                return Optional.empty();
            }
            for (int i = 0; i < data.pixels(); i++) {
                unit[k][i] /= Math.sqrt(squares);
            }
        }
        final DMatrixRMaj gram = new DMatrixRMaj(rank, rank);
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < rank; l++) {
                double sum = 0;
                for (int i = 0; i < data.pixels(); i++) {
                    sum += unit[k][i] * unit[l][i];
                }
                gram.set(k, l, sum);
            }
        }
        return of(gram);
    }

    private static Optional<String> of(final DMatrixRMaj gram) {
        final int rank = gram.getNumRows();
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
        if (!eigen.decompose(gram)) {
            return Optional.empty();
        }
        int smallest = 0;
        double largest = 0;
        for (int k = 0; k < rank; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
            smallest = eigen.getEigenvalue(k).getReal() < eigen.getEigenvalue(smallest).getReal() ? k : smallest;
        }
        // rounding may leave a little less than 0
        final double condition = largest / Math.max(eigen.getEigenvalue(smallest).getReal(), 0);
        if (!(condition > LARGEST)) {
            return Optional.empty();
        }
        final DMatrixRMaj vector = eigen.getEigenVector(smallest);
        double most = 0;
        for (int k = 0; k < rank; k++) {
            most = Math.max(most, Math.abs(vector.get(k)));
        }
        final List<String> names = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            if (Math.abs(vector.get(k)) >= SHARE * most) {
                names.add("Template " + k);
            }
        }
        final String last = names.remove(names.size() - 1);
        return Optional.of(String.format(Locale.ROOT,
            "%s and %s are nearly dependent (condition of their scaled Gram matrix %s): the data hardly determine how "
                + "they share the signal",
            String.join(", ", names), last,
            condition < 1e15 ? String.format(Locale.ROOT, "%.1e", condition) : "beyond 1e15"));
    }
}

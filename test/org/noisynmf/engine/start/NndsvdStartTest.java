package org.noisynmf.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.testing.Toy;

/** Starts from singular vectors: right on full data, sound on noisy and missing ones. */
public class NndsvdStartTest {

    private static Factors start(final Observations data, final StartMethod method, final int rank) {
        return Starts.create(NmfProblem.of(data), NmfSettings.builder().start(method).rank(rank).build(), 4);
    }

    @Test
    public void leadingTripletsAreThoseOfTheFullDecomposition() {
        final Toy toy = Toy.random(40, 60, 5, 0.3, 0, 3);
        final TruncatedSvd found = TruncatedSvd.of(new FilledData(toy.observations()), 4, 9);
        final SingularValueDecomposition_F64<DMatrixRMaj> full =
            DecompositionFactory_DDRM.svd(60, 40, true, true, true);
        full.decompose(new DMatrixRMaj(toy.x()));
        final double[] values = Arrays.stream(full.getSingularValues()).sorted().toArray();
        for (int k = 0; k < 4; k++) {
            // six rounds of subspace iteration with ten directions to spare; noise has a slowly falling spectrum
            assertThat(Math.scalb(found.s()[k], toy.observations().dataExponent()))
                .isCloseTo(values[values.length - 1 - k], within(1e-6));
        }
    }

    @Test
    public void oneTemplateReproducesDataOfRankOne() {
        final double[][] x = {{1, 2, 3}, {2, 4, 6}, {0.5, 1, 1.5}};
        final Observations data = Observations.of(x, null);
        final Factors factors = start(data, StartMethod.NNDSVD, 1);
        final double[] out = new double[3];
        for (int j = 0; j < 3; j++) {
            factors.reconstruct(j, out);
            Arrays.setAll(out, i -> Math.scalb(out[i], data.dataExponent()));
            assertThat(out).containsExactly(x[j], within(1e-12));
        }
    }

    @Test
    public void startsFarBelowARandomOne() {
        final Toy toy = Toy.random(50, 70, 4, 0.1, 0.3, 6);
        final double random = toy.chi2(start(toy.observations(), StartMethod.RANDOM, 4));
        for (final StartMethod method : new StartMethod[]{StartMethod.NNDSVD, StartMethod.NNDSVDAR}) {
            assertThat(toy.chi2(start(toy.observations(), method, 4))).as(method.id()).isLessThan(0.5 * random);
        }
    }

    @Test
    public void zerosAreKeptOrFilledAsTheVariantSays() {
        final Toy toy = Toy.random(50, 70, 4, 0.1, 0.3, 7);
        final Factors kept = start(toy.observations(), StartMethod.NNDSVD, 4);
        final Factors mean = start(toy.observations(), StartMethod.NNDSVDA, 4);
        final Factors random = start(toy.observations(), StartMethod.NNDSVDAR, 4);
        final double size = Math.sqrt(new FilledData(toy.observations()).meanSize());
        int zeros = 0;
        for (int p = 0; p < kept.w().length; p++) {
            assertThat(kept.w()[p]).isNotNegative().isFinite();
            if (kept.w()[p] == 0) {
                zeros++;
                assertThat(mean.w()[p]).isEqualTo(size);
                assertThat(random.w()[p]).isGreaterThan(0).isLessThanOrEqualTo(0.01 * size);
            } else {
                assertThat(mean.w()[p]).isEqualTo(kept.w()[p]);
                assertThat(random.w()[p]).isEqualTo(kept.w()[p]);
            }
        }
        assertThat(zeros).isPositive();
    }

    @Test
    public void nothingObservedOfAPixelOrAnObservationLeavesAllFinite() {
        final double[][] x = {{1, 2, Double.NaN}, {Double.NaN, Double.NaN, Double.NaN}, {3, -1, Double.NaN}};
        final Factors factors = start(Observations.of(x, null), StartMethod.NNDSVDA, 2);
        assertThat(Arrays.stream(factors.w()).allMatch(value -> value > 0 && value < 100)).isTrue();
        assertThat(Arrays.stream(factors.h()).allMatch(value -> value > 0 && value < 100)).isTrue();
    }

    @Test
    public void moreTemplatesThanTheDataHaveDimensionsAreRefused() {
        assertThatThrownBy(
            () -> start(Observations.of(new double[][]{{1, 2, 3}, {4, 5, 6}}, null), StartMethod.NNDSVD, 3))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 observations")
            .hasMessageContaining("3 were asked for");
    }
}

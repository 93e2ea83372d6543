package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** The unit of the data changes nothing: the same passes and the same scaled objective for every algorithm and start. */
@RunWith(Parameterized.class)
public class UnitContractTest {

    private static final double[] POWERS_OF_TWO = {0x1p-400, 0x1p-70, 0x1p-20, 0x1p-3, 0x1p7, 0x1p21, 0x1p300};

    private static final double[] DECIMALS = {1e-17, 1e-7, 1e-6, 1e-4, 1e5};

    private final Algorithm m_algorithm;

    public UnitContractTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return List.of(Algorithm.values());
    }

    private Observations data(final double unit, final Precision precision, final boolean weighted,
        final boolean positive) {
        final Toy toy = Toy.random(11, 9, 2, 0.2, weighted ? 0.2 : 0, 5);
        final boolean clip = positive || !m_algorithm.can(Capability.NEGATIVE_DATA);
        final ObservationsBuilder builder = Observations.builder(11).precision(precision);
        for (int j = 0; j < 9; j++) {
            final double[] x = toy.x()[j].clone();
            final double[] v = toy.v()[j].clone();
            for (int i = 0; i < x.length; i++) {
                x[i] = unit * (clip ? Math.max(x[i], 0.01) : x[i]);
                v[i] /= unit;
                v[i] /= unit;
            }
            builder.add(x, weighted ? v : null);
        }
        return builder.build();
    }

    private boolean weighted() {
        return m_algorithm.can(Capability.WEIGHTS);
    }

    private static NmfResult fit(final NmfProblem problem, final NmfSettings settings) {
        return Nmf.factorise(problem, settings, Observer.NONE);
    }

    private List<NmfSettings> settings() {
        final List<NmfSettings> all = new ArrayList<>();
        for (final StartMethod start : StartMethod.values()) {
            if (start != StartMethod.GIVEN) {
                all.add(NmfSettings.builder().algorithm(m_algorithm).start(start).growthPasses(5).threads(1)
                    .stopping(new Stopping(40, 1e-5, 0, Double.POSITIVE_INFINITY)).build());
            }
        }
        if (m_algorithm == Algorithm.PROJECTED_GRADIENT) {
            all.add(all.get(0).toBuilder().lineSearch(true).build());
        }
        for (final Distance distance : List.of(Distance.KULLBACK_LEIBLER, Distance.ITAKURA_SAITO)) {
            if (m_algorithm.can(distance == Distance.KULLBACK_LEIBLER ? Capability.KULLBACK_LEIBLER
                : Capability.ITAKURA_SAITO)) {
                all.add(all.get(0).toBuilder().distance(distance).build());
            }
        }
        return all;
    }

    private void assertSame(final double[] units, final boolean exact) {
        for (final NmfSettings settings : settings()) {
            for (final Precision precision : Precision.values()) {
                for (final boolean weighted : new boolean[]{false, weighted()}) {
                    final boolean positive = settings.rule().distance() != Distance.SQUARED_ERROR;
                    final NmfResult one = fit(NmfProblem.of(data(1, precision, weighted, positive)), settings);
                    for (final double unit : units) {
                        final NmfResult other =
                            fit(NmfProblem.of(data(unit, precision, weighted, positive)), settings);
                        final String what =
                            m_algorithm.id() + " " + settings.start().method() + " " + settings.rule().distance() + " "
                                + precision + " weighted " + weighted + " unit " + unit;
                        if (exact || precision == Precision.FLOAT64) {
                            assertThat(other.stopReason()).as(what).isEqualTo(one.stopReason());
                            assertThat(other.passes()).as(what).isEqualTo(one.passes());
                        } else {
                            // rounded to single precision the data of another unit are other data, by 6e-8
                            assertThat(other.passes()).as(what).isBetween(one.passes() - 2, one.passes() + 2);
                        }
                        assertObjective(other, one, scale(settings.rule().distance(), weighted, unit), exact, precision,
                            what);
                        if (exact) {
                            assertFactors(other, one, unit, what);
                        }
                    }
                }
            }
        }
    }

    /** What the objective of the unit is divided by, in two steps, since a square of a unit may be too large. */
    private static DoubleUnaryOperator scale(final Distance distance, final boolean weighted, final double unit) {
        return switch (distance) {
            case SQUARED_ERROR -> weighted ? chi2 -> chi2 : chi2 -> chi2 / unit / unit;
            case KULLBACK_LEIBLER -> weighted ? chi2 -> chi2 * unit : chi2 -> chi2 / unit;
            case ITAKURA_SAITO -> weighted ? chi2 -> chi2 * unit * unit : chi2 -> chi2;
        };
    }

    private static void assertObjective(final NmfResult other, final NmfResult one, final DoubleUnaryOperator scale,
        final boolean exact, final Precision precision, final String what) {
        final double chi2 = scale.applyAsDouble(other.chi2());
        if (other.chi2() == 0 || Double.isInfinite(other.chi2())) {
            // the square of the unit is too large or too small for double precision, and a warning says so
            assertThat(other.warnings()).as(what)
                .anyMatch(w -> w.contains("too large or too small for double precision"));
        } else if (exact && other.chi2() > Double.MIN_NORMAL) {
            assertThat(chi2).as(what).isEqualTo(one.chi2());
        } else {
            // data in another decimal unit differ by their rounding, and forty passes may enlarge that
            final double relative = precision == Precision.FLOAT64 ? 1e-6 : 1e-2;
            assertThat(chi2).as(what).isCloseTo(one.chi2(), within(relative * one.chi2()));
        }
    }

    private static void assertFactors(final NmfResult other, final NmfResult one, final double unit,
        final String what) {
        for (int p = 0; p < one.factors().w().length; p++) {
            assertThat(other.factors().w()[p]).as(what).isEqualTo(one.factors().w()[p] * unit);
        }
        assertThat(other.factors().h()).as(what).isEqualTo(one.factors().h());
    }

    @Test
    public void powersOfTwoGiveTheSameBits() {
        assertSame(POWERS_OF_TWO, true);
    }

    @Test
    public void decimalUnitsGiveTheSamePassesAndTheSameObjective() {
        assertSame(DECIMALS, false);
    }

    @Test
    public void givenStartsFollowTheUnit() {
        final double[] w = new double[22];
        for (int p = 0; p < w.length; p++) {
            w[p] = 1 + p % 7;
        }
        if (m_algorithm.can(Capability.DIRECT)) {
            return;
        }
        final NmfSettings settings = settings().get(0).toBuilder().start(StartMethod.GIVEN).build();
        final NmfResult one =
            fit(NmfProblem.of(data(1, Precision.FLOAT64, weighted(), false)).withTemplates(w), settings);
        for (final double unit : POWERS_OF_TWO) {
            final double[] scaled = w.clone();
            for (int p = 0; p < w.length; p++) {
                scaled[p] = w[p] * unit;
            }
            final NmfResult other = fit(
                NmfProblem.of(data(unit, Precision.FLOAT64, weighted(), false)).withTemplates(scaled), settings);
            assertThat(other.passes()).isEqualTo(one.passes());
            assertFactors(other, one, unit, m_algorithm.id() + " " + unit);
        }
    }
}

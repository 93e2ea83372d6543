package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.io.Sources.COLUMNS;
import static org.noisynmf.io.Sources.ROWS;
import static org.noisynmf.io.Sources.open;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.junit.Test;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;

public class ObservationsReaderTest {

    private static Observations read(final String x, final String v, final WeightKind kind, final ReadOptions options)
        throws IOException {
        return named(x, v, kind, options).observations();
    }

    private static ObservationsReader.Named named(final String x, final String v, final WeightKind kind,
        final ReadOptions options) throws IOException {
        try (MatrixSource data = open(x, options);
            MatrixSource weights = v == null ? null
                : open(v.getBytes(StandardCharsets.UTF_8), "v.csv", options)) {
            return new ObservationsReader(kind, Precision.FLOAT64, NegativeValues.AS_IS)
                .read(data, weights, Observer.NONE);
        }
    }

    private static double[][] observation(final Observations observations, final int j) {
        final double[][] copy = new double[2][observations.pixels()];
        observations.copy(j, copy[0], copy[1]);
        return copy;
    }

    @Test
    public void withoutWeightsNanIsMissingAndCounted() throws IOException {
        final Observations o = read("1,NaN,-3\n4,5,", null, WeightKind.INVERSE_VARIANCE, ROWS);
        assertThat(o.count()).isEqualTo(2);
        assertThat(o.missingEntries()).isEqualTo(2);
        assertThat(o.negativeEntries()).isEqualTo(1);
        assertThat(observation(o, 0)[1]).containsExactly(1, 0, 1);
    }

    @Test
    public void bothOrientationsGiveTheSameObservations() throws IOException {
        final Observations rows = read("1,2,3\n4,5,6", "1,2,0\n1,1,1", WeightKind.INVERSE_VARIANCE, ROWS);
        final Observations columns = read("1,4\n2,5\n3,6", "1,1\n2,1\n0,1", WeightKind.INVERSE_VARIANCE, COLUMNS);
        for (int j = 0; j < 2; j++) {
            assertThat(Arrays.deepToString(observation(columns, j)))
                .isEqualTo(Arrays.deepToString(observation(rows, j)));
        }
        assertThat(columns.missingEntries()).isEqualTo(1);
    }

    @Test
    public void variancesAndDeviationsBecomeInverseVariances() throws IOException {
        assertThat(observation(read("1,2", "4,inf", WeightKind.VARIANCE, ROWS), 0)[1]).containsExactly(0.25, 0);
        // 1 / (0.5 · 0.5) is exact
        assertThat(observation(read("1,2", "0.5,2", WeightKind.STANDARD_DEVIATION, ROWS), 0)[1])
            .containsExactly(new double[]{4, 0.25}, within(0.0));
    }

    @Test
    public void missingUncertaintyBesideAMissingValueIsNoError() throws IOException {
        assertThat(read("1,NaN", "1,", WeightKind.STANDARD_DEVIATION, ROWS).missingEntries()).isEqualTo(1);
    }

    @Test
    public void emptyUncertaintyBesideAValueIsWeightZeroAndCounted() throws IOException {
        final ObservationsReader.Named read = named("1,2\n3,4", "1,\nNaN,2", WeightKind.STANDARD_DEVIATION, ROWS);
        assertThat(observation(read.observations(), 0)[1]).containsExactly(1, 0);
        assertThat(observation(read.observations(), 1)[1]).containsExactly(0, 0.25);
        assertThat(read.warnings()).containsExactly("2 values have an empty field in v.csv and are ignored (weight 0)");
    }

    @Test
    public void nanAmongBinaryUncertaintiesIsRefused() throws IOException {
        final byte[] npy = NpyBytes.file(1, NpyBytes.dictionary("<f8", false, "1, 2"),
            NpyBytes.doubles(ByteOrder.LITTLE_ENDIAN, 1, Double.NaN));
        try (MatrixSource data = open("1,2", ROWS); MatrixSource weights = open(npy, "v.npy", ROWS)) {
            assertThatThrownBy(() -> new ObservationsReader(WeightKind.STANDARD_DEVIATION, Precision.FLOAT64,
                NegativeValues.AS_IS).read(data, weights, Observer.NONE)).hasMessageContainingAll("v.npy", "row 0",
                    "column 1", "standard deviation is NaN");
        }
    }

    @Test
    public void weightsThatNobodyNamedAreDoubtedWhereTheirNumbersSpeakAgainstThem() throws IOException {
        // σ = x / 20: taken for inverse variances the signal-to-noise ratio is x √(x / 20) = 0.0071
        final String x = "0.1,0.1\n0.1,0.1";
        final String sigma = "0.005,0.005\n0.005,0.005";
        assertThat(named(x, sigma, null, ROWS).warnings()).singleElement().asString().contains("v.csv",
            "inverse variances", "median |x|·√v = 0.0071", "--weights-are");
        assertThat(named(x, sigma, WeightKind.INVERSE_VARIANCE, ROWS).warnings()).isEmpty();
        assertThat(named(x, "40000,40000\n40000,40000", null, ROWS).warnings()).isEmpty();
        // a mask says nothing of noise
        assertThat(named("1e-9,1e-9", "0,1", null, ROWS).warnings()).isEmpty();
    }

    @Test
    public void filesCalledAfterUncertaintiesAreDoubted() {
        for (final String name : new String[]{"unc.csv", "/data/x_err.npy", "sigma.npy", "STD.csv", "flux-var.npy.gz",
            "fluxerr.csv", "uncertainty.csv", "variances.npy", "errors.csv"}) {
            assertThat(SignalToNoise.isNamedUncertainty(name)).as(name).isTrue();
        }
        for (final String name : new String[]{"V.npy", "ivar.npy", "weights.csv", "inverse-variance.npy",
            "variable.csv",
            "/unc/x.npy", "invvar.csv"}) {
            assertThat(SignalToNoise.isNamedUncertainty(name)).as(name).isFalse();
        }
    }

    @Test
    public void nanUnderAPositiveWeightIsNamedInTheFilesOrientation() {
        assertThatThrownBy(() -> read("1,2,3\n4,NaN,6", "1,1,1\n1,1,1", WeightKind.INVERSE_VARIANCE, ROWS))
            .isInstanceOf(MatrixFormatException.class).hasMessageContainingAll("x.csv", "row 1, column 1", "NaN");
        assertThatThrownBy(() -> read("1,2,3\n4,5,inf", "1,1,1\n1,1,1", WeightKind.INVERSE_VARIANCE, COLUMNS))
            .hasMessageContainingAll("row 1, column 2", "Infinity");
        assertThatThrownBy(() -> read("a,b\n1,NaN", "a,b\n1,1", WeightKind.INVERSE_VARIANCE, ROWS.withHeader(true)))
            .hasMessageContaining("pixel \"b\"");
    }

    @Test
    public void nanUnderWeightZeroIsIgnored() throws IOException {
        assertThat(read("1,NaN", "1,0", WeightKind.INVERSE_VARIANCE, ROWS).observedEntries()).isEqualTo(1);
    }

    @Test
    public void impossibleWeightsAreNamedWithTheirFile() {
        assertThatThrownBy(() -> read("1,2", "1,-1", WeightKind.INVERSE_VARIANCE, ROWS))
            .hasMessageContainingAll("v.csv", "row 0, column 1", "inverse variance is -1.0", "≥ 0");
        assertThatThrownBy(() -> read("1,2", "1,0", WeightKind.VARIANCE, ROWS))
            .hasMessageContainingAll("variance is 0.0", "> 0");
    }

    @Test
    public void shapesMustAgree() {
        assertThatThrownBy(() -> read("1,2\n3,4", "1\n1", WeightKind.INVERSE_VARIANCE, ROWS))
            .hasMessageContainingAll("1 values", "2");
        assertThatThrownBy(() -> read("1,2\n3,4", "1,1", WeightKind.INVERSE_VARIANCE, ROWS))
            .hasMessageContainingAll("v.csv ends after 1 observations");
        assertThatThrownBy(() -> read("1,2", "1,1\n1,1", WeightKind.INVERSE_VARIANCE, ROWS))
            .hasMessageContainingAll("x.csv ends after 1 observations");
        assertThatThrownBy(() -> read("1,2\n3,4\n5,6", "1,1\n1,1", WeightKind.INVERSE_VARIANCE, COLUMNS))
            .hasMessageContainingAll("2 × 2", "3 × 2");
    }

    @Test
    public void noObservationsIsAnError() {
        assertThatThrownBy(() -> read("a,b\n", null, WeightKind.INVERSE_VARIANCE, ROWS.withHeader(true)))
            .hasMessageContaining("no observations");
    }

    @Test
    public void cancelStopsTheReading() throws IOException {
        try (MatrixSource data = open("1,2\n3,4", ROWS)) {
            final Observer impatient = new Observer() {
                @Override
                public boolean cancelled() {
                    return true;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    throw new AssertionError("nothing was read, but progress is " + fraction);
                }
            };
            final ObservationsReader reader =
                new ObservationsReader(WeightKind.INVERSE_VARIANCE, Precision.FLOAT64, NegativeValues.AS_IS);
            assertThatThrownBy(() -> reader.read(data, null, impatient)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    public void factorsAreReadInBothOrientations() throws IOException {
        final byte[] file = NpyBytes.file(1, NpyBytes.dictionary("<f8", false, "2, 3"),
            NpyBytes.doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6));
        try (MatrixSource rows = open(file, "w.npy", ROWS); MatrixSource columns = open(file, "w.npy", COLUMNS)) {
            final Vectors two = Vectors.read(rows);
            assertThat(two.count()).isEqualTo(2);
            assertThat(two.length()).isEqualTo(3);
            assertThat(two.values()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(Vectors.read(columns).values()).containsExactly(1, 4, 2, 5, 3, 6);
        }
        try (MatrixSource csv = open("1,2\n3,4\n5,6\n7,8\n9,10", ROWS)) {
            assertThat(Vectors.read(csv).values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @Test
    public void factorsMustBeFiniteAndNotNegative() {
        for (final String bad : new String[]{"-1", "NaN", "inf", ""}) {
            assertThatThrownBy(() -> Vectors.read(open("1,2\n3," + bad, ROWS)))
                .isInstanceOf(MatrixFormatException.class).hasMessageContainingAll("row 1, column 1", "≥ 0");
        }
    }

    @Test
    public void anotherQuantityTakesTheWeightsOfTheData() throws IOException {
        final ObservationsReader.Named data = named("1,NaN,3\n4,5,6", null, WeightKind.INVERSE_VARIANCE, ROWS);
        try (MatrixSource shift = open("0.5,NaN,1\n1,1,1", ROWS)) {
            final double[][] first = observation(ObservationsReader.readLike(shift, data), 0);
            assertThat(first[1]).containsExactly(1, 0, 1);
            assertThat(first[0]).containsExactly(0.5, Double.NaN, 1);
        }
        for (final String bad : new String[]{"1,1,1", "1,1\n1,1", "1,1,1\n1,1,1\n1,1,1", "1,1,NaN\n1,1,1"}) {
            assertThatThrownBy(() -> ObservationsReader.readLike(open(bad, ROWS), data))
                .isInstanceOf(MatrixFormatException.class).hasMessageContaining("x.csv");
        }
    }
}

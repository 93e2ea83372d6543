package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.io.Sources.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/** Files with names are matched by name, whatever the order, in both orientations. */
public class NamedFilesTest {

    private static final ReadOptions ROWS = Sources.ROWS.withHeader(true).withLabels(true);

    private static final ReadOptions COLUMNS = ROWS.withOrientation(Orientation.COLUMNS);

    private static final String DATA = "id,a,b,c\nr,1,2,3\ns,4,5,6\nt,7,8,9\n";

    private static final String WEIGHTS = "id,a,b,c\nr,10,20,30\ns,40,50,60\nt,70,80,90\n";

    private static final String REORDERED = "id,c,a,b\nt,90,70,80\nr,30,10,20\ns,60,40,50\n";

    private static MatrixSource named(final String content, final String file, final ReadOptions options)
        throws IOException {
        return open(content.getBytes(StandardCharsets.UTF_8), file, options);
    }

    private static ObservationsReader.Named read(final String x, final String v, final ReadOptions options,
        final SeparableWeights separable) throws IOException {
        try (MatrixSource data = named(x, "x.csv", options);
            MatrixSource weights = v == null ? null : named(v, "v.csv", options)) {
            return new ObservationsReader(WeightKind.INVERSE_VARIANCE, Precision.FLOAT64, NegativeValues.AS_IS)
                .read(data, weights, separable, Observer.NONE);
        }
    }

    private static double[] weights(final Observations o) {
        final double[] all = new double[o.count() * o.pixels()];
        final double[] x = new double[o.pixels()];
        final double[] v = new double[o.pixels()];
        for (int j = 0; j < o.count(); j++) {
            o.copy(j, x, v);
            System.arraycopy(v, 0, all, j * v.length, v.length);
        }
        return all;
    }

    private static double[] weights(final String x, final String v, final ReadOptions options) throws IOException {
        return weights(read(x, v, options, SeparableWeights.NONE).observations());
    }

    @Test
    public void reorderedWeightsAreThoseInOrder() throws IOException {
        assertThat(weights(DATA, REORDERED, ROWS)).containsExactly(weights(DATA, WEIGHTS, ROWS))
            .containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90);
        assertThat(weights(DATA, REORDERED, COLUMNS)).containsExactly(weights(DATA, WEIGHTS, COLUMNS))
            .containsExactly(10, 40, 70, 20, 50, 80, 30, 60, 90);
    }

    @Test
    public void whatWasReadKeepsItsNames() throws IOException {
        final Names names = read(DATA, null, COLUMNS, SeparableWeights.NONE).names();
        assertThat(names.vectors()).containsExactly("a", "b", "c");
        assertThat(names.entries()).containsExactly("r", "s", "t");
    }

    @Test
    public void namesOnOneSideAloneAreRefusedWithTheFirstThree() {
        assertThatThrownBy(() -> weights(DATA, "id,a,b,z\nr,1,1,1\ns,1,1,1\nt,1,1,1\n", ROWS))
            .isInstanceOf(MatrixFormatException.class)
            .hasMessage("v.csv lacks 1 of the 3 pixels of x.csv: \"c\"; files with names are matched by name");
        assertThatThrownBy(() -> weights(DATA, "id,a,b,c\nr,1,1,1\ns,1,1,1\nu,1,1,1\n", ROWS))
            .hasMessage("v.csv lacks 1 of the 3 observations of x.csv: \"t\"; files with names are matched by name");
        assertThatThrownBy(() -> weights("id,a\np,1\nq,1\nr,1\ns,1\nt,1\n", "id,a\nr,1\n", ROWS))
            .hasMessageContaining("v.csv lacks 4 of the 5 observations of x.csv: \"p\", \"q\", \"s\", …;");
        assertThatThrownBy(() -> weights("id,a\nr,1\n", "id,a\nr,1\np,1\nq,1\n", ROWS))
            .hasMessageContaining("v.csv has 2 observations that are not in x.csv: \"p\", \"q\"");
        assertThatThrownBy(() -> weights("id,a\nr,1\n", "id,a,b\nr,1,1\n", ROWS))
            .hasMessageContaining("v.csv has 1 pixel that is not in x.csv: \"b\"");
    }

    @Test
    public void namesThatOccurTwiceAreRefused() {
        assertThatThrownBy(() -> weights(DATA, "id,a,b,b\nr,1,1,1\ns,1,1,1\nt,1,1,1\n", ROWS))
            .hasMessageStartingWith("v.csv has the pixel \"b\" twice");
        assertThatThrownBy(() -> weights(DATA, "id,a,b,c\nt,1,1,1\nr,1,1,1\nr,1,1,1\n", ROWS))
            .hasMessageStartingWith("v.csv has the observation \"r\" twice");
        assertThatThrownBy(() -> weights("id,a\nr,1\nr,2\n", "id,a\nr,1\ns,1\n", ROWS))
            .hasMessageStartingWith("x.csv has the observation \"r\" twice");
    }

    @Test
    public void filesWithoutNamesArePairedByPosition() throws IOException {
        try (MatrixSource data = named(DATA, "x.csv", ROWS);
            MatrixSource weights = open("10,20,30\n40,50,60\n70,80,90", Sources.ROWS)) {
            assertThat(weights(new ObservationsReader(null, Precision.FLOAT64, NegativeValues.AS_IS)
                .read(data, weights, Observer.NONE).observations())).containsExactly(weights(DATA, WEIGHTS, ROWS));
        }
    }

    @Test
    public void badWeightIsFoundWhereItStandsInItsFile() {
        assertThatThrownBy(() -> weights(DATA, REORDERED.replace("60", "-60"), ROWS)).hasMessageContainingAll("v.csv",
            "row 2, column 0", "observation \"s\"", "pixel \"c\"", "-60");
    }

    @Test
    public void weightsOfWholeObservationsAndPixelsAreMatchedToo() throws IOException {
        final SeparableWeights separable;
        try (MatrixSource r = named("id,weight\nt,3\nr,1\ns,2\n", "r.csv", ROWS);
            MatrixSource u = named("id,c,b,a\nu,100,10,1\n", "u.csv", ROWS)) {
            separable = new SeparableWeights(Vectors.read(r).asColumn(), Vectors.read(u).asColumn());
        }
        assertThat(weights(read(DATA, null, ROWS, separable).observations())).containsExactly(1, 10, 100, 2, 20, 200, 3,
            30, 300);
        assertThatThrownBy(() -> read("id,a,b,c\nr,1,2,3\nq,1,2,3\n", null, ROWS, separable))
            .hasMessageContaining("r.csv lacks 1 of the 2 observations of x.csv: \"q\"");
        assertThatThrownBy(() -> read("id,a,b,c\nr,1,2,3\n", null, ROWS, separable))
            .hasMessageContaining("r.csv has 2 observations that are not in x.csv: \"t\", \"s\"");
    }

    @Test
    public void factorsComeInTheOrderOfTheData() throws IOException {
        final ObservationsReader.Named data = read(DATA, null, ROWS, SeparableWeights.NONE);
        try (MatrixSource w = named("id,b,c,a\nT1,2,3,1\nT0,5,6,4\n", "w.csv", ROWS);
            MatrixSource h = named("id,T0,T1\ns,3,4\nt,5,6\nr,1,2\n", "h.csv", ROWS)) {
            final Vectors templates = Vectors.read(w).arranged(null, data.pixelAxis());
            assertThat(templates.values()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(templates.names().entries()).containsExactly("a", "b", "c");
            final Vectors coefficients =
                Vectors.read(h).arranged(data.observationAxis(), templates.vectorAxis("template"));
            assertThat(coefficients.values()).containsExactly(2, 1, 4, 3, 6, 5);
            assertThat(coefficients.names()).isEqualTo(new Names(List.of("r", "s", "t"), List.of("T1", "T0")));
        }
    }

    @Test
    public void anotherQuantityIsMatchedToo() throws IOException {
        final ObservationsReader.Named data = read(DATA, null, ROWS, SeparableWeights.NONE);
        try (MatrixSource shift = named(REORDERED, "y.csv", ROWS)) {
            final Observations y = ObservationsReader.readLike(shift, data);
            final double[] first = new double[3];
            y.copy(0, first, new double[3]);
            assertThat(first).containsExactly(10, 20, 30);
        }
        try (MatrixSource shift = named(REORDERED.replace("s,", "u,"), "y.csv", ROWS)) {
            assertThatThrownBy(() -> ObservationsReader.readLike(shift, data))
                .hasMessageContaining("y.csv lacks 1 of the 3 observations of x.csv: \"s\"");
        }
    }
}

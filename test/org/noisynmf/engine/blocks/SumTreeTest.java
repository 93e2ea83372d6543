package org.noisynmf.engine.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.data.ObservationsBytes;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.storage.Precision;

/** The sum of all blocks has the same bits however they are spread, and what travels arrives as it was. */
public class SumTreeTest {

    private static final DataSummary DATA =
        new DataSummary(5, 1, 8, 0, 0, false, 0, 1, 5, new boolean[]{true, true, true, true, true});

    /** Magnitudes far apart, so that another order of adding has other bits. */
    private static BlockMoments moments(final long block) {
        final Random random = new Random(block);
        final BlockMoments moments = new BlockMoments(DATA, 2, true, false, false);
        for (final double[][] rows : List.of(moments.tile(0).linear(), moments.tile(0).gram())) {
            for (final double[] row : rows) {
                for (int i = 0; i < 5; i++) {
                    row[i] = random.nextGaussian() * Math.pow(10, random.nextInt(12));
                }
            }
        }
        moments.setSums(3, random.nextGaussian(), random.nextDouble(), random.nextDouble(), random.nextDouble());
        return moments;
    }

    private static byte[] bytes(final BlockMoments moments) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            moments.write(new DataOutputStream(bytes));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BlockMoments travelled(final BlockMoments moments) {
        try {
            return BlockMoments.read(new DataInputStream(new ByteArrayInputStream(bytes(moments))));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void howeverBlocksAreSpreadTheirSumHasTheSameBits() {
        final Random random = new Random(1);
        for (int blocks = 1; blocks < 90; blocks += 1 + blocks / 7) {
            final SumTree all = new SumTree(blocks);
            for (int b = 0; b < blocks; b++) {
                all.add(b, moments(b));
            }
            final byte[] expected = bytes(all.sum());
            for (int spread = 0; spread < 20; spread++) {
                final List<SumTree.Part> parts = new ArrayList<>();
                for (int b = 0; b < blocks;) {
                    final SumTree some = new SumTree(blocks);
                    for (final int end = Math.min(blocks, b + 1 + random.nextInt(20)); b < end; b++) {
                        some.add(b, moments(b));
                    }
                    for (final SumTree.Part part : some.parts()) {
                        parts.add(new SumTree.Part(part.level(), part.parent(), part.first(), part.end(),
                            travelled(part.moments())));
                    }
                }
                parts.sort(Comparator.comparingLong(SumTree.Part::firstBlock));
                final SumTree driver = new SumTree(blocks);
                parts.forEach(driver::add);
                assertThat(bytes(driver.sum())).isEqualTo(expected);
            }
        }
    }

    @Test
    public void aMissingBlockIsNoticed() {
        final SumTree tree = new SumTree(6);
        for (final int b : new int[]{0, 1, 2, 4, 5}) {
            tree.add(b, moments(b));
        }
        assertThatThrownBy(tree::sum).isInstanceOf(IllegalStateException.class).hasMessageContaining("missing");
    }

    @Test
    public void momentsArriveAsTheyWere() {
        final BlockMoments moments = moments(4);
        final BlockMoments arrived = travelled(moments);
        assertThat(arrived.tile(0).gram()).isEqualTo(moments.tile(0).gram());
        assertThat(arrived.tile(0).linear()).isEqualTo(moments.tile(0).linear());
        assertThat(arrived.observations()).isEqualTo(3);
        assertThat(arrived.quadratic()).isEqualTo(moments.quadratic());
        assertThat(arrived.penalty()).isEqualTo(moments.penalty());
        assertThat(arrived.kkt()).isEqualTo(moments.kkt());
        // 10 sums for each of 5 pixels and the shared matrix
        assertThat(bytes(moments)).hasSizeLessThan((5 * 5 + 3) * 8 + 64);
    }

    @Test
    public void observationsArriveAsTheyWere() throws IOException {
        for (final Precision precision : Precision.values()) {
            final ObservationsBuilder builder = Observations.builder(600).precision(precision);
            final Random random = new Random(3);
            for (int j = 0; j < 5; j++) {
                final double[] x = new double[600];
                final double[] v = new double[600];
                for (int i = 100 * j; i < 600; i++) {
                    x[i] = 1000 * random.nextGaussian();
                    v[i] = j == 2 ? 4 : random.nextInt(3);
                }
                builder.add(x, v);
            }
            final Observations data = builder.build();
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ObservationsBytes.write(data, new DataOutputStream(bytes));
            final Observations arrived =
                ObservationsBytes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(arrived.summary()).usingRecursiveComparison().isEqualTo(data.summary());
            assertThat(arrived.size()).isEqualTo(data.size());
            for (int s = 0; s < data.firstStrip(5); s++) {
                assertThat(arrived.weightedData(s)).isEqualTo(data.weightedData(s));
                assertThat(arrived.weights(s)).isEqualTo(data.weights(s));
                assertThat(arrived.tileOf(s)).isEqualTo(data.tileOf(s));
            }
            for (int j = 0; j < 5; j++) {
                assertThat(arrived.weightedSquares(j)).isEqualTo(data.weightedSquares(j));
                assertThat(arrived.observedCount(j)).isEqualTo(data.observedCount(j));
            }
        }
    }
}

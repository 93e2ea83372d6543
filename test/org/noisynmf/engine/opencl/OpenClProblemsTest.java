package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;

import org.junit.Before;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.storage.Precision;

/** The problems of a projection that a device forms are those of the data, up to the rounding of their sums. */
public class OpenClProblemsTest {

    private static final int PIXELS = 530;

    private static final int COUNT = 45;

    private static final int RANK = 3;

    /** Upper triangle of G. */
    private static final int PAIRS = 6;

    private OpenClDevice m_device;

    @Before
    public void find() {
        m_device = TestDevice.get();
    }

    /** Windows with gaps, and an observation without any weight; integers, so that single precision is exact. */
    private static Observations observations(final Precision precision, final boolean uniform) {
        final Random random = new Random(2);
        final ObservationsBuilder builder = Observations.builder(PIXELS).precision(precision);
        for (int j = 0; j < COUNT; j++) {
            final double[] x = random.ints(PIXELS, -8, 9).asDoubleStream().toArray();
            final double[] v = new double[PIXELS];
            final int start = random.nextInt(PIXELS / 2);
            for (int i = 0; i < PIXELS; i++) {
                v[i] = j != 7 && i >= start && i < start + PIXELS / 2 && random.nextInt(5) > 0 ? 1 + random.nextInt(8)
                    : 0;
            }
            builder.add(x, uniform ? null : v);
        }
        return builder.build();
    }

    private static double[] templates(final int rank, final int pixels) {
        return new Random(1).ints((long)rank * pixels, 0, 9).asDoubleStream().toArray();
    }

    /** Integers and their sums, so exact in double precision. */
    private static double[] expected(final Observations data, final double[] w) {
        final int d = data.pixels();
        final int q = w.length / d;
        final int sums = data.uniform() ? q : q + q * (q + 1) / 2;
        final double[] problems = new double[data.count() * sums];
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            // as they are stored
            for (int i = 0; i < d; i++) {
                x[i] = Math.scalb(x[i], -data.dataExponent());
                v[i] = Math.scalb(v[i], -data.weightExponent());
            }
            for (int k = 0; k < q; k++) {
                int p = j * sums + q + k * q - k * (k - 1) / 2;
                for (int i = 0; i < d; i++) {
                    problems[j * sums + k] += v[i] > 0 ? w[k * d + i] * v[i] * x[i] : 0;
                }
                for (int l = k; l < q && !data.uniform(); l++, p++) {
                    for (int i = 0; i < d; i++) {
                        problems[p] += w[k * d + i] * v[i] * w[l * d + i];
                    }
                }
            }
        }
        return problems;
    }

    private static double[] formed(final OpenClDevice device, final Observations data, final double[] w,
        final long chunkBytes, final int chunks) {
        final int q = w.length / data.pixels();
        final int sums = data.uniform() ? q : q + q * (q + 1) / 2;
        final double[] all = new double[data.count() * sums];
        int ranges = 0;
        try (OpenClProblems problems = new OpenClProblems(device, data, w, chunkBytes)) {
            int from = 0;
            while (from < data.count()) {
                final int to = problems.start();
                System.arraycopy(problems.problems(), 0, all, from * sums, (to - from) * sums);
                from = to;
                ranges++;
            }
        }
        if (chunks == 1) {
            assertThat(ranges).isEqualTo(1);
        } else {
            assertThat(ranges).isGreaterThanOrEqualTo(chunks);
        }
        return all;
    }

    @Test
    public void everyKindOfDeviceFormsTheSameProblems() {
        final double[] w = templates(RANK, PIXELS);
        for (final Precision precision : Precision.values()) {
            for (final boolean uniform : new boolean[]{false, true}) {
                final Observations data = observations(precision, uniform);
                final double[] expected = expected(data, w);
                for (final boolean processor : new boolean[]{true, false}) {
                    for (final boolean doubles : new boolean[]{true, false}) {
                        final OpenClDevice device =
                            TestDevice.like(m_device, processor, doubles && m_device.doubles());
                        assertThat(formed(device, data, w, Long.MAX_VALUE, 1))
                            .as("%s, uniform %s, CPU %s, double %s", precision, uniform, processor, doubles)
                            .containsExactly(expected);
                    }
                }
            }
        }
    }

    @Test
    public void sumsBeyondSinglePrecisionAreKeptByTheirErrors() {
        // products are integers below 2^12 and sums of a work item below 2^24; the whole sums reach 2^28
        final int pixels = 1 << 17;
        final double[] x = new Random(5).ints(pixels, 1, 64).asDoubleStream().toArray();
        final Observations data = Observations.of(new double[][]{x}, new double[][]{ones(pixels - 1, pixels)});
        final double[] w = new Random(6).ints(pixels, 32, 64).asDoubleStream().toArray();
        final double[] expected = expected(data, w);
        assertThat((double)(float)expected[1]).isNotEqualTo(expected[1]);
        for (final boolean processor : new boolean[]{true, false}) {
            assertThat(formed(TestDevice.like(m_device, processor, false), data, w, Long.MAX_VALUE, 1))
                .as("CPU %s", processor).containsExactly(expected);
        }
    }

    private static double[] ones(final int from, final int length) {
        final double[] ones = new double[length];
        Arrays.fill(ones, 0, from, 1);
        return ones;
    }

    @Test
    public void dataComeInChunks() {
        final Observations data = observations(Precision.FLOAT64, false);
        final double[] w = templates(RANK, PIXELS);
        final double[] expected = expected(data, w);
        // smaller than one observation, and than its problem: one observation a chunk
        assertThat(formed(m_device, data, w, 1, COUNT)).containsExactly(expected);
        assertThat(formed(m_device, data, w, 100_000, 3)).containsExactly(expected);
    }

    @Test
    public void chunksFitTheMemoryAndTheLargestBuffer() {
        final Observations data = observations(Precision.FLOAT64, false);
        final double[] w = templates(RANK, PIXELS);
        final double[] expected = expected(data, w);
        final OpenClDevice little = TestDevice.withMemory(m_device, 150_000, m_device.largestBuffer());
        assertThat(formed(little, data, w, Long.MAX_VALUE, 2)).containsExactly(expected);
        // ten strips
        final OpenClDevice smallBuffers = TestDevice.withMemory(m_device, m_device.memory(), 10 * 256 * 8);
        assertThat(formed(smallBuffers, data, w, Long.MAX_VALUE, 5)).containsExactly(expected);
    }

    @Test
    public void workGroupsAreNoLargerThanTheDeviceAllows() {
        final Observations data = observations(Precision.FLOAT64, false);
        final double[] w = templates(RANK, PIXELS);
        for (final int workGroup : new int[]{1, 2, 16}) {
            final OpenClDevice device = TestDevice.withGroups(m_device, workGroup, (RANK + PAIRS) * 8 * 32L);
            assertThat(formed(device, data, w, Long.MAX_VALUE, 1)).containsExactly(expected(data, w));
        }
    }

    @Test
    public void theLargestRankRunsAndOneMoreIsRefused() {
        final Observations data = observations(Precision.FLOAT64, false);
        final double[] w = templates(DeviceLayout.MAX_RANK, PIXELS);
        for (final boolean processor : new boolean[]{true, false}) {
            assertThat(formed(TestDevice.like(m_device, processor, true), data, w, Long.MAX_VALUE, 1))
                .containsExactly(expected(data, w));
        }
        final double[] more = templates(DeviceLayout.MAX_RANK + 1, PIXELS);
        assertThatThrownBy(() -> new OpenClProblems(m_device, data, more, 1)).isInstanceOf(DeviceException.class)
            .hasMessageContaining("up to 16 templates, but 17");
    }

    @Test
    public void noRoomIsAFailureOfTheDevice() {
        final OpenClDevice none = TestDevice.withMemory(m_device, 1000, m_device.largestBuffer());
        final double[] w = templates(RANK, PIXELS);
        assertThatThrownBy(() -> new OpenClProblems(none, observations(Precision.FLOAT64, false), w, 1))
            .isInstanceOf(DeviceException.class).hasMessageContaining("no room");
    }
}

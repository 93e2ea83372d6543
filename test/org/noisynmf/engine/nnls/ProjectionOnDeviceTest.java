package org.noisynmf.engine.nnls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.DeviceProblems;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.opencl.TestDevice;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.SharedData;
import org.noisynmf.testing.Toy;

/** A projection whose normal equations a device forms is that of the CPU; the rules of devices hold for it. */
public class ProjectionOnDeviceTest {

    private static final int PIXELS = 300;

    private static final int COUNT = 200;

    private static final int RANK = 4;

    private static final String FAILURE = "OpenCL device 0 (tired) failed: CL_OUT_OF_RESOURCES";

    private static final Toy TOY = Toy.random(PIXELS, COUNT, RANK, 0.3, 0.3, 72);

    private final List<Formed> m_opened = new ArrayList<>();

    private static Observations observations(final Precision precision, final boolean weighted) {
        final ObservationsBuilder builder = Observations.builder(PIXELS).precision(precision);
        for (int j = 0; j < COUNT; j++) {
            final double[] v = j == 11 ? new double[PIXELS] : TOY.v()[j];
            builder.add(TOY.x()[j], weighted ? v : null);
        }
        return builder.build();
    }

    private static Projection project(final Observations data, final double[] templates, final String device) {
        return Nmf.project(data, templates, new ProjectionSettings(true, 2, device), Observer.NONE);
    }

    private static void assertClose(final Projection onDevice, final Projection onCpu, final double tolerance) {
        assertThat(onDevice.factors().h()).containsExactly(onCpu.factors().h(), within(tolerance));
        for (int j = 0; j < COUNT; j++) {
            if (!Double.isNaN(onCpu.chi2()[j])) {
                assertThat(onDevice.chi2()[j]).isCloseTo(onCpu.chi2()[j], within(tolerance * onCpu.chi2()[j]));
            } else {
                assertThat(onDevice.chi2()[j]).isNaN();
            }
        }
        assertThat(onDevice.covariances()).containsExactly(onCpu.covariances(), within(tolerance));
        assertThat(onDevice.warnings()).isEqualTo(onCpu.warnings());
    }

    @Test
    public void aDeviceGivesWhatTheCpuGives() {
        TestDevice.require();
        for (final boolean weighted : new boolean[]{true, false}) {
            for (final Precision precision : Precision.values()) {
                final Observations data = observations(precision, weighted);
                final Projection onDevice = project(data, TOY.truth().w(), "0");
                assertThat(onDevice.device()).startsWith("OpenCL device 0, ").contains("float");
                // the precision of the moments, times condition numbers up to about a hundred
                assertClose(onDevice, project(data, TOY.truth().w(), "cpu"),
                    precision == Precision.FLOAT64 && TestDevice.doubles() ? 1e-11 : 1e-4);
            }
        }
    }

    @Test
    public void quasarsInSeveralRangesGiveWhatTheCpuGives() {
        TestDevice.require();
        final double[][] x = SharedData.columns("quasar_X.npy.gz");
        final Observations data = Observations.of(x, SharedData.columns("quasar_V.npy.gz"));
        final double[] w = SharedData.flat(SharedData.columns("quasar_Wtrue.npy"));
        final Projection onCpu = project(data, w, "cpu");
        final Projection onDevice = project(data, w, "0");
        final double tolerance = TestDevice.doubles() ? 1e-10 : 1e-4;
        // coefficients up to 1e9
        for (int p = 0; p < onCpu.factors().h().length; p++) {
            final double h = onCpu.factors().h()[p];
            assertThat(onDevice.factors().h()[p]).isCloseTo(h, within(tolerance * Math.max(h, 1)));
        }
        for (int j = 0; j < x.length; j++) {
            assertThat(onDevice.chi2()[j]).isCloseTo(onCpu.chi2()[j], within(tolerance * onCpu.chi2()[j]));
        }
    }

    @Test
    public void nearlyDependentTemplatesAreSolvedByOrthogonalFactorisationAllTheSame() {
        TestDevice.require();
        final double[] w = TOY.truth().w().clone();
        for (int i = 0; i < PIXELS; i++) {
            w[PIXELS + i] = w[i] * (1 + 1e-6 * w[PIXELS + i]);
        }
        System.arraycopy(w, 0, w, 2 * PIXELS, PIXELS);
        final Observations data = observations(Precision.FLOAT64, true);
        final Projection onCpu = project(data, w, "cpu");
        assertThat(onCpu.warnings()).anyMatch(warning -> warning.contains("depend on one another"));
        final Projection onDevice = project(data, w, "0");
        // no moment enters these
        assertThat(onDevice.factors().h()).isEqualTo(onCpu.factors().h());
        assertThat(onDevice.warnings()).isEqualTo(onCpu.warnings());
    }

    @Test
    public void faintDataInTheirOwnUnitsGiveTheSameCoefficients() {
        TestDevice.require();
        final double[][] x = new double[COUNT][PIXELS];
        final double[][] v = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = TOY.x()[j][i] * 1e-17;
                v[j][i] = TOY.v()[j][i] * 1e34;
            }
        }
        final double[] w = Arrays.stream(TOY.truth().w()).map(value -> value * 1e-17).toArray();
        assertThat(project(Observations.of(x, v), w, "0").factors().h()).containsExactly(
            project(TOY.observations(), TOY.truth().w(), "cpu").factors().h(),
            within(TestDevice.doubles() ? 1e-10 : 1e-4));
    }

    @Test
    public void aDeviceThatDoesNotExistIsRefused() {
        TestDevice.require();
        assertThatThrownBy(() -> project(observations(Precision.FLOAT64, true), TOY.truth().w(), "9999"))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("OpenCL device 9999");
        assertThatThrownBy(() -> new ProjectionSettings(false, 0, "gpu")).hasMessageContaining("\"gpu\"");
    }

    @Test
    public void moreTemplatesThanDevicesHandleAreAnErrorOfTheDeviceThatWasNamed() {
        TestDevice.require();
        final double[] w = new double[17 * PIXELS];
        Arrays.setAll(w, p -> 1 + p % 7);
        assertThatThrownBy(() -> project(observations(Precision.FLOAT64, true), w, "0"))
            .isInstanceOf(DeviceException.class).hasMessageContaining("up to 16 templates, but 17");
    }

    /** A device without double precision: moments in single precision, 60 observations a range; may fail at a call. */
    private final class Formed implements DeviceProblems {

        private final Observations m_data;

        private final double[] m_templates;

        private final int m_failingStart;

        private final int m_failingRange;

        private int m_from;

        private int m_to;

        private int m_starts;

        private int m_ranges;

        private int m_closed;

        Formed(final Observations data, final double[] templates, final int failingStart, final int failingRange) {
            m_data = data;
            m_templates = templates;
            m_failingStart = failingStart;
            m_failingRange = failingRange;
            m_opened.add(this);
        }

        @Override
        public String description() {
            return "a device of the test";
        }

        @Override
        public Precision precision() {
            return Precision.FLOAT32;
        }

        @Override
        public int start() {
            if (++m_starts == m_failingStart) {
                throw new DeviceException(FAILURE, null);
            }
            m_from = m_to;
            m_to = Math.min(m_from + 60, m_data.count());
            return m_to;
        }

        @Override
        public double[] problems() {
            if (++m_ranges == m_failingRange) {
                throw new DeviceException(FAILURE, null);
            }
            final int q = m_templates.length / PIXELS;
            final double[] problems = new double[(m_to - m_from) * (q + q * (q + 1) / 2)];
            final double[] x = new double[PIXELS];
            final double[] v = new double[PIXELS];
            int p = 0;
            for (int j = m_from; j < m_to; j++) {
                m_data.copy(j, x, v);
                // as they are stored
                for (int i = 0; i < PIXELS; i++) {
                    x[i] = Math.scalb(x[i], -m_data.dataExponent());
                    v[i] = Math.scalb(v[i], -m_data.weightExponent());
                }
                for (int k = 0; k < q; k++) {
                    problems[p++] = sum(v, x, k * PIXELS, -1);
                }
                for (int k = 0; k < q; k++) {
                    for (int l = k; l < q; l++) {
                        problems[p++] = sum(v, x, k * PIXELS, l * PIXELS);
                    }
                }
            }
            return problems;
        }

        private double sum(final double[] v, final double[] x, final int k, final int l) {
            double sum = 0;
            for (int i = 0; i < PIXELS; i++) {
                if (v[i] > 0) {
                    sum += (float)(v[i] * m_templates[k + i] * (l < 0 ? x[i] : m_templates[l + i]));
                }
            }
            return sum;
        }

        @Override
        public void close() {
            m_closed++;
        }
    }

    private Projection withFailing(final String device, final int start, final int range) {
        return WeightedNnls.project(observations(Precision.FLOAT64, true), TOY.truth().w(),
            new ProjectionSettings(true, 2, device), Observer.NONE,
            (wanted, data, templates, warnings) -> Optional.of(new Formed(data, templates, start, range)));
    }

    private void assertAllClosedOnce() {
        assertThat(m_opened).isNotEmpty().allSatisfy(device -> assertThat(device.m_closed).isEqualTo(1));
    }

    @Test
    public void roundingOfSinglePrecisionIsKnownWhateverTheData() {
        final Projection single = withFailing("0", 0, 0);
        assertThat(single.device()).isEqualTo("a device of the test");
        final Projection onCpu = project(observations(Precision.FLOAT64, true), TOY.truth().w(), "cpu");
        assertClose(single, onCpu, 1e-4);
        for (int j = 0; j < COUNT; j++) {
            if (j != 11) {
                // the true residual, which is least at the exact solution and beyond it grows with the square
                assertThat(single.chi2()[j]).isBetween(onCpu.chi2()[j] * (1 - 1e-13), onCpu.chi2()[j] * (1 + 1e-9));
            }
        }
        assertAllClosedOnce();
        // templates 0.1 % apart lose four digits of the seven: they are solved without the moments
        final double[] w = TOY.truth().w().clone();
        for (int i = 0; i < PIXELS; i++) {
            w[PIXELS + i] = w[i] * (1 + 1e-3 * w[PIXELS + i]);
        }
        final Projection near = WeightedNnls.project(TOY.observations(), w, ProjectionSettings.DEFAULT, Observer.NONE,
            (wanted, data, templates, warnings) -> Optional.of(new Formed(data, templates, 0, 0)));
        assertThat(near.factors().h()).containsExactly(project(TOY.observations(), w, "cpu").factors().h(),
            within(1e-7));
    }

    @Test
    public void automaticThatFailsIsTheCpusResultWithAWarning() {
        final Projection onCpu = project(observations(Precision.FLOAT64, true), TOY.truth().w(), "cpu");
        for (final int[] failing : new int[][]{{1, 0}, {0, 1}, {3, 0}, {0, 3}, {4, 0}, {0, 4}}) {
            final Projection result = withFailing("auto", failing[0], failing[1]);
            assertThat(result.factors().h()).isEqualTo(onCpu.factors().h());
            assertThat(result.chi2()).isEqualTo(onCpu.chi2());
            assertThat(result.covariances()).isEqualTo(onCpu.covariances());
            assertThat(result.device()).isEqualTo("CPU");
            final List<String> warnings = new ArrayList<>(List.of(FAILURE + ": the CPU does the work"));
            warnings.addAll(onCpu.warnings());
            assertThat(result.warnings()).isEqualTo(warnings);
        }
        assertAllClosedOnce();
    }

    @Test
    public void aDeviceThatWasNamedFailsTheProjectionAndIsClosed() {
        for (final int[] failing : new int[][]{{1, 0}, {0, 1}, {3, 0}, {0, 4}}) {
            assertThatThrownBy(() -> withFailing("0", failing[0], failing[1])).isInstanceOf(DeviceException.class)
                .hasMessage(FAILURE);
        }
        assertAllClosedOnce();
    }

    @Test
    public void automaticWithoutADeviceIsTheCpusResultWithAWarning() {
        final Projection result =
            WeightedNnls.project(TOY.observations(), TOY.truth().w(), new ProjectionSettings(false, 2, "auto"),
                Observer.NONE, (wanted, data, templates, warnings) -> {
                    warnings.accept("none here");
                    return Optional.empty();
                });
        assertThat(result.warnings()).containsExactly("none here");
        assertThat(result.device()).isEqualTo("CPU");
        assertThat(result.factors().h())
            .isEqualTo(project(TOY.observations(), TOY.truth().w(), "cpu").factors().h());
    }

    @Test
    public void progressIsToldAndCancelIsHeardBetweenRanges() {
        final AtomicInteger told = new AtomicInteger();
        final Observer impatient = new Observer() {
            @Override
            public boolean cancelled() {
                return told.get() == 2;
            }

            @Override
            public void progress(final double fraction, final String message) {
                assertThat(message).isEqualTo("Projected " + 60 * told.incrementAndGet() + " of 200 observations");
            }
        };
        assertThatThrownBy(() -> WeightedNnls.project(TOY.observations(), TOY.truth().w(), ProjectionSettings.DEFAULT,
            impatient, (wanted, data, templates, warnings) -> Optional.of(new Formed(data, templates, 0, 0))))
            .isInstanceOf(CancellationException.class);
        assertThat(told).hasValue(2);
        assertAllClosedOnce();
    }
}

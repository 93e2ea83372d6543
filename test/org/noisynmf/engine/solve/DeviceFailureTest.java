package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.opencl.OpenClBackend;
import org.noisynmf.engine.opencl.TestDevice;
import org.noisynmf.engine.pass.PassOpener;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** A device that fails in the middle of a factorisation: the CPU goes on where it was chosen automatically. */
@RunWith(Parameterized.class)
public class DeviceFailureTest {

    private static final int PASSES = 9;

    private static final String FAILURE = "OpenCL device 0 (tired) failed: CL_OUT_OF_RESOURCES";

    /** Which call of which side fails; 0 = none. */
    private record When(int observations, int pixels) {

        static final When NEVER = new When(0, 0);

        int pass() {
            return Math.max(observations, pixels);
        }
    }

    private final Algorithm m_algorithm;

    private final List<Failing> m_opened = new ArrayList<>();

    /** @return the default with its extrapolation, a gradient step, a rule on the product, one with shift moments */
    @Parameters(name = "{0}")
    public static List<Algorithm> rules() {
        return List.of(Algorithm.ACCELERATED, Algorithm.PROJECTED_GRADIENT, Algorithm.WEIGHTED_MU, Algorithm.SHIFT);
    }

    public DeviceFailureTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    @Before
    public void needsADevice() {
        TestDevice.require();
    }

    /** A real pass that fails at a given call, after it has written something useless. */
    private static final class Failing implements Pass {

        private final Pass m_pass;

        private final When m_when;

        private int m_observationCalls;

        private int m_pixelCalls;

        private int m_closed;

        Failing(final Pass pass, final When when) {
            m_pass = pass;
            m_when = when;
        }

        private static void fail(final double[]... written) {
            for (final double[] values : written) {
                Arrays.fill(values, 0, values.length / 2, Double.NaN);
            }
            throw new DeviceException(FAILURE, null);
        }

        @Override
        public String description() {
            return m_pass.description();
        }

        @Override
        public void observations(final double[] w, final double[] from, final double[] origin, final double beta,
            final double[] stepped, final double[] used) {
            if (++m_observationCalls == m_when.observations()) {
                fail(stepped, used);
            }
            m_pass.observations(w, from, origin, beta, stepped, used);
        }

        @Override
        public void pixels(final double[] w, final double[] stepped) {
            if (++m_pixelCalls == m_when.pixels()) {
                fail(stepped);
            }
            m_pass.pixels(w, stepped);
        }

        @Override
        public double formedQuadratic() {
            return m_pass.formedQuadratic();
        }

        @Override
        public double steppedQuadratic() {
            return m_pass.steppedQuadratic();
        }

        @Override
        public double kkt() {
            return m_pass.kkt();
        }

        @Override
        public void close() {
            m_closed++;
            m_pass.close();
        }
    }

    /** The first device of the machine, which fails in time. */
    private PassOpener opener(final When when) {
        return (settings, data, rank, free, templates, coefficients, shift, warnings) -> {
            final Optional<Pass> pass = OpenClBackend.open(settings.toBuilder().device("0").build(), data, rank,
                free, templates, coefficients, shift, warnings);
            final Failing failing = new Failing(pass.orElseThrow(), when);
            m_opened.add(failing);
            return Optional.of(failing);
        };
    }

    private NmfProblem problem() {
        final Toy noisy = Toy.random(300, 60, 3, 0.2, 0.3, 71);
        return NmfProblem.of((m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped()).observations());
    }

    /** Two inner steps: with a single one the CPU would take a route without G, which rounds otherwise. */
    private NmfSettingsBuilder settings(final String device, final int passes) {
        return NmfSettings.builder().algorithm(m_algorithm).rank(3).innerSteps(2).device(device)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    private NmfResult onDevice(final String device, final int passes, final When when) {
        return Solver.factorise(problem(), settings(device, passes).build(), Observer.NONE, opener(when));
    }

    /** At once, and in the midst of it; the default extrapolates from the sixth pass on. */
    private static List<When> failures() {
        return List.of(new When(1, 0), new When(0, 1), new When(7, 0), new When(0, 7));
    }

    private void assertAllClosedOnce() {
        assertThat(m_opened).isNotEmpty().allSatisfy(pass -> assertThat(pass.m_closed).isEqualTo(1));
    }

    @Test
    public void automaticGoesOnAsTheCpuWouldFromTheLastWholePass() {
        for (final When when : failures()) {
            final NmfResult result = onDevice("auto", PASSES, when);
            final NmfProblem problem = problem();
            final NmfSettings onCpu = settings("cpu", PASSES - when.pass() + 1).build();
            final NmfResult expected = when.pass() == 1 ? Solver.factorise(problem, onCpu, Observer.NONE)
                : Solver.resume(problem, onCpu, onDevice("0", when.pass() - 1, When.NEVER).state(), Observer.NONE);
            assertThat(result.passes()).isEqualTo(PASSES);
            assertThat(result.factors().w()).as("W, %s", when).isEqualTo(expected.factors().w());
            assertThat(result.factors().h()).as("H, %s", when).isEqualTo(expected.factors().h());
            assertThat(result.chi2()).as("χ², %s", when).isEqualTo(expected.chi2());
        }
        assertAllClosedOnce();
    }

    @Test
    public void automaticSaysWhatFailedAndWhoDidTheWorkAndEndsWhereTheCpuAloneEnds() {
        final NmfResult alone = Solver.factorise(problem(), settings("cpu", PASSES).build(), Observer.NONE);
        for (final When when : failures()) {
            final NmfResult result = onDevice("auto", PASSES, when);
            assertThat(result.warnings()).filteredOn(w -> w.contains("device"))
                .containsExactly(FAILURE + ": the CPU does the work");
            assertThat(result.device()).isEqualTo("CPU");
            assertThat(result.trace()).hasSameSizeAs(alone.trace());
            for (int p = 0; p < alone.trace().size(); p++) {
                final double objective = alone.trace().get(p).objective();
                // rounding of double precision, or of single where the device has no other, through nine passes
                assertThat(result.trace().get(p).objective()).as("pass %d, %s", p, when).isCloseTo(objective,
                    within((TestDevice.doubles() ? 1e-9 : 1e-3) * objective));
            }
        }
    }

    @Test
    public void aDeviceThatWasNamedFailsTheFactorisationAndIsClosed() {
        for (final When when : failures()) {
            assertThatThrownBy(() -> onDevice("0", PASSES, when)).isInstanceOf(DeviceException.class)
                .hasMessage(FAILURE);
        }
        assertAllClosedOnce();
    }

    @Test
    public void aDeviceThatFailedIsNotTriedAgain() {
        final NmfResult result = Solver.factorise(problem(), settings("auto", PASSES).restarts(3).build(),
            Observer.NONE, opener(new When(2, 0)));
        assertThat(m_opened).hasSize(1);
        assertThat(result.warnings()).filteredOn(w -> w.contains("device")).hasSize(1);
        assertThat(result.seeds()).hasSize(3);
        assertAllClosedOnce();
    }

    @Test
    public void aDeviceThatFailsWhileTemplatesGrowLeavesTheRestToTheCpu() {
        final PassOpener whole = opener(When.NEVER);
        final PassOpener untilTwo =
            (settings, data, rank, free, templates, coefficients, shift, warnings) -> {
                if (rank == 3) {
                    warnings.accept(FAILURE);
                    return Optional.empty();
                }
                return whole.open(settings, data, rank, free, templates, coefficients, shift, warnings);
            };
        final NmfResult result = Solver.factorise(problem(),
            settings("auto", PASSES).start(StartMethod.SEQUENTIAL).growthPasses(2).build(), Observer.NONE, untilTwo);
        assertThat(m_opened).hasSize(2);
        assertThat(result.device()).isEqualTo("CPU");
        assertThat(result.objective()).isFinite();
        assertAllClosedOnce();
    }

    @Test
    public void nothingStaysOpenWhenThePassesEndOrAreCancelled() {
        assertThat(onDevice("0", PASSES, When.NEVER).device()).startsWith("OpenCL device 0");
        assertAllClosedOnce();
        final Observer impatient = new Observer() {
            @Override
            public boolean cancelled() {
                return m_opened.size() > 1 && m_opened.get(1).m_pixelCalls > 2;
            }

            @Override
            public void progress(final double fraction, final String message) {
                // not asked here
            }
        };
        final NmfResult cancelled =
            Solver.factorise(problem(), settings("0", PASSES).build(), impatient, opener(When.NEVER));
        assertThat(cancelled.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(m_opened).hasSize(2);
        assertAllClosedOnce();
    }
}

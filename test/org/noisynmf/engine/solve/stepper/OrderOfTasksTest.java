package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.Device;
import org.noisynmf.engine.pass.PassOpener;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.start.Starts;
import org.noisynmf.testing.ShuffledTeam;
import org.noisynmf.testing.Toy;

/** In whatever order, and by whichever worker, parts of a pass are done, the factors have the same bits. */
@RunWith(Parameterized.class)
public class OrderOfTasksTest {

    private static final int RANK = 4;

    private static final PassOpener NO_DEVICE = (settings, data, rank, free, w, h, shift, warnings) -> Optional.empty();

    private final Algorithm m_algorithm;

    public OrderOfTasksTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    /** @return all but the direct one, which makes no passes */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return Arrays.stream(Algorithm.values()).filter(algorithm -> !algorithm.can(Capability.DIRECT)).toList();
    }

    /** Two tiles of pixels, and eight batches of observations in more than two blocks. */
    private NmfProblem problem() {
        final Toy noisy = Toy.random(600, 500, RANK, 0.2, 0.3, 12);
        final Toy toy = m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped();
        for (final double[] weights : toy.v()) {
            if (!m_algorithm.can(Capability.WEIGHTS)) {
                Arrays.fill(weights, 1);
            }
        }
        return NmfProblem.of(toy.observations());
    }

    private static List<double[]> passes(final NmfProblem problem, final NmfSettings settings, final Team team) {
        final Factors start = Starts.create(problem, settings, 5);
        final List<double[]> seen = new ArrayList<>();
        try (team; Device none = new Device(settings, NO_DEVICE, new ArrayList<>())) {
            final Stepper stepper =
                Steppers.create(problem, settings, RANK, start.w(), start.h(), team, Observer.NONE, none);
            for (int pass = 0; pass < 7; pass++) {
                stepper.pass((objective, kkt) -> seen.add(new double[]{objective, kkt}));
                seen.add(stepper.templates().clone());
                seen.add(stepper.coefficients().clone());
            }
            seen.add(stepper.evaluate().chi2PerObservation());
        }
        return seen;
    }

    @Test
    public void everyOrderGivesTheBitsOfOneThread() {
        final NmfProblem problem = problem();
        final NmfSettings settings = NmfSettings.builder().algorithm(m_algorithm).rank(RANK).threads(1).build();
        final List<double[]> expected = passes(problem, settings, new Team(1));
        final List<double[]> found = passes(problem, settings, new ShuffledTeam(1));
        assertThat(found).hasSameSizeAs(expected);
        for (int p = 0; p < expected.size(); p++) {
            assertThat(Arrays.equals(found.get(p), expected.get(p))).as("number %d of what was seen", p).isTrue();
        }
    }
}

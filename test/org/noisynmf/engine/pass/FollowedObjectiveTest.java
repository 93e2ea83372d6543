package org.noisynmf.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.Nearly;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** A pass tells by how much it changes the objective, and that decides between states unless it may be rounding. */
public class FollowedObjectiveTest {

    private static final int D = 700;

    /** More than a part of the sums, so that there are several. */
    private static final int N = 150;

    /** Free ones are five and two more. */
    private static final int Q = 9;

    private static final Penalties NONE = new Penalties(Penalty.NONE, Penalty.NONE);

    private static final Penalties ALL = new Penalties(new Penalty(0.2, 0.3, 0.1), new Penalty(0.4, 0.1, 0.3));

    private final double[] m_w = Toy.random(D, 2, Q, 0, 0, 61).truth().w();

    private final double[] m_h = Toy.random(2, N, Q, 0, 0, 62).truth().h();

    private final double[] m_origin = Toy.random(2, N, Q, 0, 0, 63).truth().h();

    private final double[] m_stepped = new double[Q * N];

    private final double[] m_used = new double[Q * N];

    private final double[] m_next = new double[D * Q];

    private static Observations data(final Precision precision, final boolean uniform, final double noise) {
        final Toy toy = Toy.random(D, N, Q, noise, 0.3, 60);
        final ObservationsBuilder builder = Observations.builder(D).precision(precision);
        for (int j = 0; j < N; j++) {
            final double[] weights = toy.v()[j].clone();
            if (uniform) {
                Arrays.fill(weights, 1);
            }
            builder.add(toy.x()[j], weights);
        }
        return builder.build();
    }

    private static CpuPass followed(final Observations data, final StepRule rule, final Penalties penalties,
        final boolean product, final Team team) {
        final CpuPass pass = new CpuPass(DataBlock.of(data, Q, team.size(), false),
            Steps.of(Q, rule, 1, new int[]{0, 1, 3, 4, 5, 6, 8}, penalties, data.uniform(), product), ShiftMoments.NONE,
            team,
            Observer.NONE);
        pass.follow();
        return pass;
    }

    private void step(final CpuPass pass) {
        pass.observations(m_w, m_h, m_origin, 0.3, m_stepped, m_used);
        pass.pixels(m_w, m_next);
    }

    @Test
    public void aPassTellsItsChangeOfTheObjectiveWithWeightsAndWithoutAndWithAllPenalties() {
        try (Team team = new Team(1)) {
            for (final StepRule rule : new StepRule[]{new CoordinateDescent(3), new Nearly()}) {
                for (final boolean uniform : new boolean[]{false, true}) {
                    for (final Penalties penalties : new Penalties[]{NONE, ALL}) {
                        final CpuPass pass =
                            followed(data(Precision.FLOAT64, uniform, 0.3), rule, penalties, false, team);
                        step(pass);
                        final double before = pass.objective(m_w, m_h);
                        final double after = pass.objective(m_next, m_used);
                        // sums of 1e5 terms
                        assertThat(pass.change().objective()).as("%s, uniform %s, %s", rule, uniform, penalties)
                            .isCloseTo(after - before, within(1e-11 * before));
                        assertThat(pass.change(m_next, m_w).objective())
                            .isCloseTo(pass.objective(m_w, m_used) - after, within(1e-11 * before));
                    }
                }
            }
        }
    }

    @Test
    public void theObjectiveOfTheSteppedTemplatesIsStillTold() {
        try (Team team = new Team(1)) {
            for (final boolean uniform : new boolean[]{false, true}) {
                final Observations data = data(Precision.FLOAT64, uniform, 0.3);
                final CpuPass pass = followed(data, new CoordinateDescent(3), ALL, false, team);
                step(pass);
                assertThat(Objective.of(data.summary(), ALL, Q, Precision.FLOAT64).stepped(pass, m_used))
                    .as("uniform %s", uniform)
                    .isCloseTo(pass.objective(m_next, m_used), within(1e-11 * data.weightedSquares()));
            }
        }
    }

    @Test
    public void howFarTheModelMovesIsSummedWithoutOverlap() {
        try (Team team = new Team(1)) {
            final CpuPass pass =
                followed(data(Precision.FLOAT64, true, 0.3), new CoordinateDescent(3), NONE, false, team);
            step(pass);
            double moved = 0;
            for (int k = 0; k < Q; k++) {
                double squares = 0;
                double steps = 0;
                for (int j = 0; j < N; j++) {
                    squares += m_used[j * Q + k] * m_used[j * Q + k];
                }
                for (int i = 0; i < D; i++) {
                    final double step = m_next[k * D + i] - m_w[k * D + i];
                    steps += step * step;
                }
                moved += squares * steps;
            }
            final double expected = moved;
            assertThat(pass.change(m_w, m_next).moved()).isCloseTo(expected, within(1e-12 * expected));
        }
    }

    @Test
    public void theSameBitsOnAnyNumberOfThreads() {
        for (final boolean uniform : new boolean[]{false, true}) {
            Change one = Change.UNKNOWN;
            for (int threads = 1; threads <= 3; threads++) {
                try (Team team = new Team(threads)) {
                    final CpuPass pass =
                        followed(data(Precision.FLOAT32, uniform, 0.3), new CoordinateDescent(3), ALL, false, team);
                    step(pass);
                    one = threads == 1 ? pass.change() : one;
                    assertThat(pass.change()).as("uniform %s", uniform).isEqualTo(one);
                }
            }
            assertThat(one.known()).isTrue();
        }
    }

    @Test
    public void roundingOfSinglePrecisionStaysWithinItsBound() {
        try (Team team = new Team(1)) {
            for (final double noise : new double[]{0.3, 0.003}) {
                final Observations data = data(Precision.FLOAT32, false, noise);
                final Objective measure = Objective.of(data.summary(), NONE, Q, Precision.FLOAT32);
                final CpuPass pass = followed(data, new CoordinateDescent(3), NONE, false, team);
                for (int p = 0; p < 200; p++) {
                    pass.observations(m_w, m_h, m_h, 0, m_stepped, m_stepped);
                    pass.pixels(m_w, m_next);
                    final double change = pass.objective(m_next, m_stepped) - pass.objective(m_w, m_h);
                    final double bound = measure.roundingOf(pass.change());
                    // residuals themselves are sums of 1e5 terms in double precision
                    assertThat(pass.change().objective()).as("noise %s, pass %d", noise, p)
                        .isCloseTo(change, within(bound + 1e-13 * pass.objective(m_w, m_h)));
                    System.arraycopy(m_next, 0, m_w, 0, m_w.length);
                    System.arraycopy(m_stepped, 0, m_h, 0, m_h.length);
                }
                // what rounding of the moments does to the objective itself is far more
                assertThat(measure.roundingOf(pass.change()))
                    .isLessThan(0.1 * measure.rounding() * data.weightedSquares());
            }
        }
    }

    @Test
    public void aPassWithoutMatricesDoesNotTell() {
        try (Team team = new Team(1)) {
            final CpuPass pass = followed(data(Precision.FLOAT32, false, 0.3), new Nearly(), NONE, true, team);
            step(pass);
            assertThat(pass.change().known()).isFalse();
            assertThat(pass.change(m_next, m_w).known()).isFalse();
        }
    }

    @Test
    public void aClearChangeIsAddedAndAnotherMeasured() {
        try (Team team = new Team(1)) {
            final Observations data = data(Precision.FLOAT32, false, 0.3);
            final Objective measure = Objective.of(data.summary(), NONE, Q, Precision.FLOAT32);
            final CpuPass pass = followed(data, new CoordinateDescent(3), NONE, false, team);
            final FollowedObjective objective = new FollowedObjective(pass, measure);
            final double here = pass.objective(m_w, m_h);
            final double there = pass.objective(m_w, m_origin);
            final double rounding = measure.roundingOf(new Change(0, 1));

            assertThat(objective.follow(Change.UNKNOWN, m_w, m_h, m_w, m_origin)).isFalse();
            assertThat(objective.follow(new Change(-1, data.weightedSquares() / 250), m_w, m_h, m_w, m_origin))
                .isFalse();
            assertThat(objective.present()).isNaN();

            assertThat(objective.follow(new Change(-9 * rounding, 1), m_w, m_h, m_w, m_origin)).isTrue();
            assertThat(objective.present()).isEqualTo(here);
            assertThat(objective.next()).isEqualTo(here - 9 * rounding);
            objective.accept();
            assertThat(objective.error()).isEqualTo(rounding);

            // clear, but less than a quarter of what may be wrong by now
            assertThat(objective.follow(new Change(-0.1 * rounding, 1e-6), m_w, m_h, m_w, m_origin)).isTrue();
            assertThat(objective.exact()).isTrue();
            assertThat(objective.present()).isEqualTo(here);
            assertThat(objective.next()).isEqualTo(there);

            // the first is exact, and a clear change is again added
            assertThat(objective.follow(new Change(-0.1 * rounding, 1e-6), m_w, m_h, m_w, m_origin)).isTrue();
            assertThat(objective.next()).isEqualTo(here - 0.1 * rounding);

            // as large as its rounding
            assertThat(objective.follow(new Change(rounding, 1), m_w, m_h, m_w, m_origin)).isTrue();
            assertThat(objective.next()).isEqualTo(there);
        }
    }
}

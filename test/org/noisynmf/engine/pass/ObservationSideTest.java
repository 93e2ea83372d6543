package org.noisynmf.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Precision;

/** Half passes give the same moments whoever shares the work, and whatever happened before. */
public class ObservationSideTest {

    private static final int RANK = 3;

    /** A block for each of two threads, which accumulate them apart. */
    private static final int COUNT = 2 * Kernels.BLOCK;

    /** Ends the work of one phase before it begins. */
    private static final class Interrupted extends Team {

        private int m_phasesLeft;

        Interrupted(final int phases) {
            super(2);
            m_phasesLeft = phases;
        }

        @Override
        public void run(final int tasks, final Task task) {
            if (m_phasesLeft-- == 0) {
                throw new IllegalStateException("interrupted");
            }
            super.run(tasks, task);
        }
    }

    private static Observations data() {
        final Random random = new Random(11);
        final ObservationsBuilder builder = Observations.builder(300).precision(Precision.FLOAT32);
        for (int j = 0; j < COUNT; j++) {
            builder.add(random.doubles(300).map(x -> x - 0.1).toArray(),
                random.doubles(300).map(v -> v + 0.5).toArray());
        }
        return builder.build();
    }

    private static BlockMoments stepped(final ObservationSide side, final Observations data) {
        final double[] w = new Random(5).doubles(RANK * data.pixels()).toArray();
        final double[] h = new Random(6).doubles(RANK * COUNT).toArray();
        final BlockMoments moments = new BlockMoments(data.summary(), RANK, true, false, false);
        final double[] to = new double[h.length];
        side.step(w, h, h, 0, to, to, moments);
        return moments;
    }

    private static ObservationSide side(final Observations data, final Team team) {
        final Steps steps = new Steps(RANK, new CoordinateDescent(2), 1, new int[]{0, 1, 2},
            new Penalties(Penalty.NONE, Penalty.NONE), Problems.Form.OWN_GRAM);
        return new ObservationSide(DataBlock.of(data, RANK, team.size(), false), steps, ShiftMoments.NONE, team,
            Observer.NONE);
    }

    private static void assertSame(final BlockMoments actual, final BlockMoments expected) {
        for (int t = 0; t < expected.tiles(); t++) {
            assertThat(actual.tile(t).linear()).isDeepEqualTo(expected.tile(t).linear());
            assertThat(actual.tile(t).gram()).isDeepEqualTo(expected.tile(t).gram());
        }
    }

    @Test
    public void aStepAfterOneThatEndedEarlyIsAsIfThatHadNotBegun() {
        final Observations data = data();
        assertThat(Kernels.chunk(data, RANK, 2)).isEqualTo(Kernels.BLOCK);
        try (Team one = new Team(1); Team interrupted = new Interrupted(1)) {
            final BlockMoments expected = stepped(side(data, one), data);
            final ObservationSide side = side(data, interrupted);
            // between the chunks of the first part and its tiles
            assertThatThrownBy(() -> stepped(side, data)).hasMessage("interrupted");
            assertSame(stepped(side, data), expected);
        }
    }
}

package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.DataBlock;
import org.noisynmf.engine.pass.Objective;
import org.noisynmf.engine.pass.ObservationSide;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.pass.PixelSide;
import org.noisynmf.engine.pass.ShiftMoments;
import org.noisynmf.engine.pass.Steps;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.step.ColdAnls;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** Passes that carry W alone do not care who makes the moments, nor how often. */
public class ReducedIterationTest {

    private static final int RANK = 3;

    private static final int PASSES = 30;

    private static final NmfSettings SETTINGS = NmfSettings.builder().rank(RANK).build();

    /** Observations cut into blocks, each with moments of its own, added up in order. */
    private static final class Blocks implements ReducedIteration.Source {

        private final List<ObservationSide> m_sides = new ArrayList<>();

        private final List<Observations> m_blocks;

        private final PixelSide m_pixels;

        private final Objective m_measure;

        Blocks(final List<Observations> blocks, final Team team) {
            m_blocks = blocks;
            final DataSummary summary =
                blocks.stream().map(Observations::summary).reduce(DataSummary::plus).orElseThrow();
            final Penalties penalties = Penalties.of(SETTINGS, summary);
            final Steps steps = Steps.of(RANK, new CoordinateDescent(5), 1, new int[]{0, 1, 2}, penalties,
                summary.uniform(), true);
            m_pixels = new PixelSide(summary, steps, team, Observer.NONE);
            m_measure = Objective.of(summary, penalties, RANK, Precision.FLOAT64);
            for (final Observations block : blocks) {
                m_sides.add(new ObservationSide(DataBlock.of(block, RANK, team.size(), true),
                    steps.with(new ColdAnls()), ShiftMoments.NONE, team, Observer.NONE));
            }
        }

        @Override
        public BlockMoments moments(final double[] w) {
            final List<BlockMoments> parts = new ArrayList<>();
            for (int b = 0; b < m_sides.size(); b++) {
                // nothing is remembered of the last pass
                final double[] h = new double[m_blocks.get(b).count() * RANK];
                final BlockMoments part = m_pixels.newMoments();
                m_sides.get(b).step(w, h.clone(), h, 0, h, h, part);
                parts.add(part);
            }
            final BlockMoments sum = parts.get(0);
            parts.subList(1, parts.size()).forEach(sum::add);
            return sum;
        }

        @Override
        public double objective(final double[] w) {
            throw new AssertionError("noisy data have no exact fit");
        }

        /** W and the objective of every state. */
        double[] fit(final double[] start) {
            final ReducedIteration iteration = new ReducedIteration(this, m_pixels, m_measure, start);
            double[] w = start.clone();
            double[] next = new double[w.length];
            final double[] told = Arrays.copyOf(w, w.length + PASSES);
            for (int p = 0; p < PASSES; p++) {
                iteration.form();
                if (iteration.step(w, next)) {
                    final double[] before = w;
                    w = next;
                    next = before;
                }
                told[w.length + p] = iteration.objective();
            }
            System.arraycopy(w, 0, told, 0, w.length);
            return told;
        }
    }

    private static Observations block(final Toy toy, final int from, final int to) {
        final ObservationsBuilder builder = Observations.builder(toy.x()[0].length).exponents(0, 0);
        for (int j = from; j < to; j++) {
            builder.add(toy.x()[j], toy.v()[j]);
        }
        return builder.build();
    }

    private static List<Observations> blocks(final Toy toy, final int size) {
        final List<Observations> blocks = new ArrayList<>();
        for (int from = 0; from < toy.x().length; from += size) {
            blocks.add(block(toy, from, Math.min(from + size, toy.x().length)));
        }
        return blocks;
    }

    private static final Toy TOY = Toy.random(300, 300, RANK, 0.2, 0.3, 5);

    private static final double[] START = Toy.random(300, 2, RANK, 0, 0, 6).truth().w();

    @Test
    public void equalBlocksGiveEqualBitsWhoeverMakesThemAndAtAnyNumberOfThreads() {
        final double[] expected;
        try (Team one = new Team(1)) {
            expected = new Blocks(blocks(TOY, 128), one).fit(START);
        }
        try (Team many = new Team(4)) {
            assertThat(new Blocks(blocks(TOY, 128), many).fit(START)).isEqualTo(expected);
        }
    }

    @Test
    public void blocksGiveWhatTheWholeGivesButForRounding() {
        try (Team team = new Team(2)) {
            final double[] whole = new Blocks(blocks(TOY, 300), team).fit(START);
            final double[] parts = new Blocks(blocks(TOY, 64), team).fit(START);
            for (int p = 0; p < whole.length; p++) {
                assertThat(parts[p]).isCloseTo(whole[p], within(1e-9 * Math.max(1, whole[p])));
            }
        }
    }

    /** In memory the coefficients are carried along for the result; the exact minimum does not read them. */
    @Test
    public void theStepperInMemoryIsTheSameIteration() {
        final double[] told;
        try (Team team = new Team(1)) {
            told = new Blocks(blocks(TOY, 300), team).fit(START);
        }
        final NmfResult result = Nmf.factorise(
            NmfProblem.of(TOY.observations()).withTemplates(START),
            SETTINGS.toBuilder().algorithm(Algorithm.REDUCED).threads(1)
                .stopping(new Stopping(PASSES, 0, 0, Double.POSITIVE_INFINITY)).build(),
            Observer.NONE);
        assertThat(result.factors().w()).isEqualTo(Arrays.copyOf(told, START.length));
        for (int p = 1; p < PASSES; p++) {
            assertThat(result.trace().get(p).objective()).isEqualTo(told[START.length + p - 1]);
        }
    }

    @Test
    public void aLateStartFromTheSavedStateIsTheSame() {
        try (Team team = new Team(1)) {
            final Blocks blocks = new Blocks(blocks(TOY, 128), team);
            final ReducedIteration first = new ReducedIteration(blocks, blocks.m_pixels, blocks.m_measure, START);
            final double[] w = START.clone();
            for (int p = 0; p < 9; p++) {
                advance(first, w);
            }
            final ReducedIteration second = new ReducedIteration(blocks, blocks.m_pixels, blocks.m_measure, START);
            second.restore(first.from(), first.save());
            final double[] other = w.clone();
            for (int p = 0; p < 9; p++) {
                advance(first, w);
                advance(second, other);
            }
            assertThat(other).isEqualTo(w);
            assertThat(second.objective()).isEqualTo(first.objective());
        }
    }

    private static void advance(final ReducedIteration iteration, final double[] w) {
        final double[] next = new double[w.length];
        iteration.form();
        if (iteration.step(w, next)) {
            System.arraycopy(next, 0, w, 0, w.length);
        }
    }

    @Test
    public void agreedExponentsLetFarAndNearBlocksAddUp() {
        final double[][] far = Arrays.stream(TOY.x())
            .map(row -> Arrays.stream(row).map(value -> Math.scalb(value, -57)).toArray()).toArray(double[][]::new);
        final Toy scaled = new Toy(far, TOY.v(), TOY.truth());
        final Observations own = scaled.observations();
        final Observations agreed = Observations.builder(300).exponents(own.dataExponent(), own.weightExponent())
            .add(far[0], TOY.v()[0]).build();
        assertThat(agreed.dataExponent()).isEqualTo(own.dataExponent()).isNotZero();
        assertThat(own.summary().plus(agreed.summary()).count()).isEqualTo(301);
        assertThatThrownBy(() -> own.summary().plus(TOY.observations().summary()))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("units");
    }
}

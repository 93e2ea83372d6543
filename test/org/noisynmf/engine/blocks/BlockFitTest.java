package org.noisynmf.engine.blocks;

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
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** Blocks give what the whole gives: the same bits from one block, and the same bits from equal blocks whoever adds them. */
public class BlockFitTest {

    private static final int ROWS = 300;

    private static final Toy TOY = Toy.random(300, ROWS, 3, 0.2, 0.3, 5);

    private static final NmfSettings SETTINGS = NmfSettings.builder().algorithm(Algorithm.REDUCED).rank(3).seed(7)
        .threads(1).stopping(new Stopping(25, 0, 0, Double.POSITIVE_INFINITY)).build();

    private static List<Observations> blocks(final Toy toy, final int size, final Precision precision) {
        final Observations whole = whole(toy, precision);
        final List<Observations> blocks = new ArrayList<>();
        for (int from = 0; from < ROWS; from += size) {
            final ObservationsBuilder builder = Observations.builder(300).precision(precision)
                .exponents(whole.dataExponent(), whole.weightExponent());
            for (int j = from; j < Math.min(from + size, ROWS); j++) {
                builder.add(toy.x()[j], toy.v()[j]);
            }
            blocks.add(builder.build());
        }
        return blocks;
    }

    private static Observations whole(final Toy toy, final Precision precision) {
        final ObservationsBuilder builder = Observations.builder(300).precision(precision);
        for (int j = 0; j < ROWS; j++) {
            builder.add(toy.x()[j], toy.v()[j]);
        }
        return builder.build();
    }

    private static ReducedFit.Outcome fit(final List<Observations> blocks, final NmfSettings settings,
        final double[] templates, final int[] held, final int threads, final ReducedFit.Rounds rounds,
        final LoopState state) {
        final DataSummary summary = blocks.stream().map(Observations::summary).reduce(DataSummary::plus).orElseThrow();
        try (Team team = new Team(threads)) {
            return new BlockFit(summary, blocks.get(0).precision(), templates, held).run(settings,
                plan -> new BlocksInMemory(blocks, plan, team, Observer.NONE), team, Observer.NONE, rounds, state);
        }
    }

    private static ReducedFit.Outcome fit(final List<Observations> blocks, final NmfSettings settings,
        final double[] templates, final int... held) {
        return fit(blocks, settings, templates, held, 1, (row, state) -> {
        }, null);
    }

    private static void sameAsTheEngine(final Precision precision, final NmfSettings settings, final double[] templates,
        final int... held) {
        NmfProblem problem = NmfProblem.of(whole(TOY, precision));
        if (templates != null) {
            problem = problem.withTemplates(templates).withHeld(held);
        }
        final NmfResult expected = Nmf.factorise(problem, settings, Observer.NONE);
        final ReducedFit.Outcome found = fit(blocks(TOY, ROWS, precision), settings, templates, held);
        assertThat(found.templates()).isEqualTo(expected.factors().w());
        assertThat(found.passes()).isEqualTo(expected.passes());
        assertThat(found.growthPasses()).isEqualTo(expected.growthPasses());
        assertThat(found.reason()).isEqualTo(expected.stopReason());
        assertThat(found.trace()).hasSameSizeAs(expected.trace());
        // the last row in memory is measured once more, from residuals
        for (int p = 1; p < found.trace().size() - 1; p++) {
            if (found.trace().get(p).growth() == 0 && found.trace().get(p).pass() > found.growthPasses()) {
                assertThat(found.trace().get(p).objective()).isEqualTo(expected.trace().get(p).objective());
            }
        }
    }

    @Test
    public void oneBlockHasTheBitsOfTheEngineFromARandomStart() {
        sameAsTheEngine(Precision.FLOAT64, SETTINGS, null);
        sameAsTheEngine(Precision.FLOAT32, SETTINGS, null);
    }

    @Test
    public void oneBlockHasTheBitsOfTheEngineFromGrowth() {
        sameAsTheEngine(Precision.FLOAT64,
            SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(6).build(), null);
    }

    @Test
    public void oneBlockHasTheBitsOfTheEngineWithHeldTemplatesAndPenalties() {
        final double[] given = Arrays.copyOf(TOY.truth().w(), 300);
        sameAsTheEngine(Precision.FLOAT64, SETTINGS.toBuilder().start(StartMethod.GIVEN).build(), TOY.truth().w());
        sameAsTheEngine(Precision.FLOAT64, SETTINGS.toBuilder().templatePenalty(new Penalty(0.1, 0.2, 0))
            .coefficientPenalty(new Penalty(0.3, 0, 0)).build(), null);
        final NmfSettings held = SETTINGS.toBuilder().start(StartMethod.RANDOM).build();
        sameAsTheEngine(Precision.FLOAT64, held, given, 0);
        assertThat(fit(blocks(TOY, 128, Precision.FLOAT64), held, given, 0).templates()).startsWith(given);
    }

    @Test
    public void oneBlockStopsWhereTheEngineStops() {
        sameAsTheEngine(Precision.FLOAT64, SETTINGS.toBuilder().stopping(new Stopping(500, 1e-4, 0, 1e9)).build(),
            null);
    }

    @Test
    public void blocksGiveTheWholeButForRoundingAndTheSameBitsAtAnyNumberOfThreads() {
        final double[] whole = fit(blocks(TOY, ROWS, Precision.FLOAT64), SETTINGS, null).templates();
        final double[] parts = fit(blocks(TOY, 64, Precision.FLOAT64), SETTINGS, null).templates();
        for (int p = 0; p < whole.length; p++) {
            assertThat(parts[p]).isCloseTo(whole[p], within(1e-10 * Math.max(1, whole[p])));
        }
        assertThat(fit(blocks(TOY, 64, Precision.FLOAT64), SETTINGS, null, new int[0], 3, (row, state) -> {
        }, null).templates()).isEqualTo(parts);
    }

    /** The state is taken after pass 12, in the middle of the search, and once in the middle of growth. */
    @Test
    public void aRunThatDiesGoesOnWhereItWas() {
        final NmfSettings growth = SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(5).build();
        for (final NmfSettings settings : List.of(SETTINGS, growth,
            SETTINGS.toBuilder().stopping(new Stopping(500, 1e-4, 0, 1e9)).build())) {
            final List<Observations> blocks = blocks(TOY, 128, Precision.FLOAT64);
            final List<LoopState> states = new ArrayList<>();
            final ReducedFit.Outcome whole =
                fit(blocks, settings, null, new int[0], 1, (row, state) -> states.add(state.get()), null);
            for (final int at : new int[]{3, 12, states.size() - 1}) {
                final ReducedFit.Outcome resumed =
                    fit(blocks, settings, null, new int[0], 1, (row, state) -> {
                    }, states.get(at));
                assertThat(resumed.templates()).isEqualTo(whole.templates());
                assertThat(resumed.passes()).isEqualTo(whole.passes());
                assertThat(resumed.reason()).isEqualTo(whole.reason());
                assertThat(resumed.trace().stream().map(row -> row.objective()).toList())
                    .isEqualTo(whole.trace().stream().map(row -> row.objective()).toList());
            }
        }
    }

    /** While templates grow, and after. */
    @Test
    public void whoCancelsGetsTheTemplatesSoFarAndCanGoOn() {
        final NmfSettings settings = SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(5).build();
        final List<Observations> blocks = blocks(TOY, 128, Precision.FLOAT64);
        final DataSummary summary = blocks.stream().map(Observations::summary).reduce(DataSummary::plus).orElseThrow();
        final ReducedFit.Outcome whole = fit(blocks, settings, null);
        for (final int last : new int[]{7, 19}) {
            final int[] rounds = new int[1];
            final Observer observer = new Observer() {
                @Override
                public boolean cancelled() {
                    return rounds[0] == last;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    throw new AssertionError("rounds are told by themselves");
                }
            };
            final ReducedFit.Outcome found;
            try (Team team = new Team(1)) {
                found = new BlockFit(summary, Precision.FLOAT64, null, new int[0]).run(settings,
                    plan -> new BlocksInMemory(blocks, plan, team, observer), team, observer,
                    (row, state) -> rounds[0]++, null);
            }
            assertThat(found.reason()).isEqualTo(StopReason.CANCELLED);
            assertThat(found.growthPasses()).isEqualTo(Math.min(last, 15));
            assertThat(found.passes()).isEqualTo(last - Math.min(last, 15));
            assertThat(found.trace()).hasSize(last + 1);
            assertThat(fit(blocks, settings, null, new int[0], 1, (row, state) -> {
            }, found.state()).templates()).isEqualTo(whole.templates());
        }
    }

    @Test
    public void anExactFitIsMeasuredFromTheResiduals() {
        final Toy exact = Toy.random(300, ROWS, 3, 0, 0.3, 5);
        final NmfSettings settings =
            SETTINGS.toBuilder().stopping(new Stopping(2000, 1e-9, 0, Double.POSITIVE_INFINITY)).build();
        final ReducedFit.Outcome found = fit(blocks(exact, 128, Precision.FLOAT64), settings, exact.truth().w());
        assertThat(found.objective()).isBetween(0.0, 1e-20 * exact.observations().weightedSquares());
        assertThat(found.reason()).isIn(StopReason.CONVERGED, StopReason.ITERATION_LIMIT);
    }

    @Test
    public void whatNeedsAllDataInOnePlaceIsRefused() {
        final List<Observations> blocks = blocks(TOY, 128, Precision.FLOAT64);
        assertThatThrownBy(() -> fit(blocks, SETTINGS.toBuilder().start(StartMethod.NNDSVD).build(), null))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("needs all data in one place");
        assertThatThrownBy(() -> fit(blocks, SETTINGS.toBuilder().algorithm(Algorithm.NEARLY).build(), null))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not by Nearly-NMF");
        assertThatThrownBy(
            () -> fit(blocks, SETTINGS.toBuilder().templatePenalty(new Penalty(1, 0, 0)).build(), null))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("penalise the other factor, too");
        final double[] twice = Arrays.copyOf(TOY.truth().w(), 900);
        System.arraycopy(twice, 0, twice, 300, 300);
        assertThatThrownBy(() -> fit(blocks, SETTINGS.toBuilder().start(StartMethod.GIVEN).build(), twice))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("equal up to scale");
        assertThatThrownBy(() -> fit(blocks, SETTINGS, TOY.truth().w(), 3))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Template 3");
    }
}

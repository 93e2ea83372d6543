package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.DataBlock;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.pass.ShiftMoments;
import org.noisynmf.engine.pass.Steps;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.testing.Toy;

/** The step of the coefficients is that of the templates of the transposed problem, for every rule on small problems. */
@RunWith(Parameterized.class)
public class TransposedTest {

    private static final int RANK = 3;

    private final Algorithm m_algorithm;

    /** @return algorithms that step problem by problem */
    @Parameters(name = "{0}")
    public static List<Algorithm> algorithms() {
        return Arrays.stream(Algorithm.values())
            .filter(a -> !a.can(Capability.DIRECT) && !a.can(Capability.COUPLED)).toList();
    }

    public TransposedTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    private CpuPass pass(final Observations data, final Team team) {
        final NmfSettings settings = NmfSettings.builder().algorithm(m_algorithm).rank(RANK).build();
        final Steps steps = Steps.of(RANK, m_algorithm.rule(settings.rule().options()), 1, new int[]{0, 1, 2},
            Penalties.of(settings, data.summary()), data.uniform(), true);
        return new CpuPass(DataBlock.of(data, RANK, team.size(), false), steps,
            ShiftMoments.of(NmfProblem.of(data), settings, RANK, team.size()), team, Observer.NONE);
    }

    private static double[][] transposed(final double[][] rows) {
        final double[][] columns = new double[rows[0].length][rows.length];
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][j] = rows[j][i];
            }
        }
        return columns;
    }

    /** From [k][count] to [count][k] or back. */
    private static double[] transposed(final double[] factor, final int outer) {
        final int inner = factor.length / outer;
        final double[] result = new double[factor.length];
        for (int a = 0; a < outer; a++) {
            for (int b = 0; b < inner; b++) {
                result[b * outer + a] = factor[a * inner + b];
            }
        }
        return result;
    }

    @Test
    public void stepOfTheCoefficientsIsThatOfTheTemplatesOfTheTransposedProblem() {
        final Toy noisy = Toy.random(41, 29, RANK, 0.2, 0.3, 60);
        final Toy toy = m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped();
        final double[] w = Toy.random(41, 2, RANK, 0, 0, 61).truth().w();
        final double[] h = Toy.random(2, 29, RANK, 0, 0, 62).truth().h();
        try (Team team = new Team(1)) {
            final double[] stepped = new double[h.length];
            pass(Observations.of(toy.x(), toy.v()), team).observations(w, h, h, 0, stepped, stepped);

            final CpuPass other = pass(Observations.of(transposed(toy.x()), transposed(toy.v())), team);
            final double[] templates = transposed(h, 29);
            final double[] result = new double[templates.length];
            // measuring forms the problems of the pixels without stepping the observations
            other.evaluate(templates, transposed(w, RANK));
            other.pixels(templates, result);
            final double[] expected = transposed(result, RANK);
            for (int p = 0; p < stepped.length; p++) {
                // sums over pixels and over observations run in different orders
                assertThat(stepped[p]).isCloseTo(expected[p], within(1e-11));
            }
        }
    }
}

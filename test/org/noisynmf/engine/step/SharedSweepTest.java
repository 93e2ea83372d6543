package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.Test;

/** Sweeps that take several coordinates at a time are those that take one after the other, and tell what they change. */
public class SharedSweepTest {

    private static final int SIZE = 37;

    /** Loops may go over whole registers, into what is no problem. */
    private static final int CAPACITY = 64;

    private static Problems problems(final int rank, final int[] free) {
        final Random random = new Random(rank);
        final double[][] a = new double[rank + 4][rank];
        for (final double[] row : a) {
            for (int k = 0; k < rank; k++) {
                row[k] = random.nextDouble();
            }
        }
        final Problems problems = new Problems(rank, CAPACITY, false, false, false);
        problems.reset(SIZE, Problems.Form.SHARED_GRAM);
        problems.setFree(free);
        for (int k = 0; k < rank; k++) {
            for (int l = k; l < rank; l++) {
                for (final double[] row : a) {
                    problems.sharedGram()[Problems.pair(rank, k, l)] += row[k] * row[l];
                }
            }
            Arrays.fill(problems.linear()[k], SIZE, CAPACITY, Double.NaN);
            for (int m = 0; m < SIZE; m++) {
                problems.linear()[k][m] = 4 * random.nextDouble() - 1;
                problems.z()[k][m] = random.nextDouble();
            }
        }
        return problems;
    }

    /** z_k ← [z_k + (b − G z)_k / G_kk]⁺, problem by problem. */
    private static void sweepSingly(final Problems problems) {
        final double[][] z = problems.z();
        for (int m = 0; m < SIZE; m++) {
            for (final int k : problems.free()) {
                double slope = -problems.linear()[k][m];
                for (int l = 0; l < problems.rank(); l++) {
                    slope += problems.sharedGram()[Problems.pair(problems.rank(), k, l)] * z[l][m];
                }
                z[k][m] = Math.max(z[k][m] - slope / problems.sharedGram()[Problems.pair(problems.rank(), k, k)], 0);
            }
        }
    }

    /** ½ zᵀ G z − bᵀ z of each problem. */
    private static double[] objectives(final Problems problems) {
        final double[][] z = problems.z();
        final double[] objectives = new double[SIZE];
        for (int m = 0; m < SIZE; m++) {
            for (int k = 0; k < problems.rank(); k++) {
                objectives[m] -= problems.linear()[k][m] * z[k][m];
                for (int l = 0; l < problems.rank(); l++) {
                    objectives[m] +=
                        0.5 * problems.sharedGram()[Problems.pair(problems.rank(), k, l)] * z[k][m] * z[l][m];
                }
            }
        }
        return objectives;
    }

    private static void assertSame(final int rank, final int[] free) {
        final Problems some = problems(rank, free);
        final Problems singly = problems(rank, free);
        final SharedSweep shared = new SharedSweep(some, new Workspace(rank, CAPACITY));
        final double[] before = objectives(some);
        for (int sweep = 0; sweep < 3; sweep++) {
            shared.sweep();
            sweepSingly(singly);
        }
        final double[] after = objectives(some);
        for (int m = 0; m < SIZE; m++) {
            assertThat(some.changes()[m]).as("rank %d, change of problem %d", rank, m)
                .isCloseTo(after[m] - before[m], within(1e-11 * Math.abs(before[m]))).isNegative();
        }
        for (int k = 0; k < rank; k++) {
            for (int m = 0; m < SIZE; m++) {
                assertThat(some.z()[k][m]).as("rank %d, unknown %d of problem %d", rank, k, m)
                    .isCloseTo(singly.z()[k][m], within(1e-12));
            }
        }
    }

    @Test
    public void allUnknownsOfAnyRank() {
        for (int rank = 1; rank <= 14; rank++) {
            assertSame(rank, IntStream.range(0, rank).toArray());
        }
    }

    @Test
    public void anUnknownWithoutInformationStaysAsItIs() {
        for (int rank = 5; rank <= 7; rank++) {
            final int without = 2;
            final Problems problems = problems(rank, IntStream.range(0, rank).toArray());
            for (int k = 0; k < rank; k++) {
                problems.sharedGram()[Problems.pair(rank, k, without)] = 0;
            }
            final double[] before = problems.z()[without].clone();
            final double other = problems.z()[1][0];
            new SharedSweep(problems, new Workspace(rank, CAPACITY)).sweep();
            assertThat(Arrays.copyOf(problems.z()[without], SIZE)).isEqualTo(Arrays.copyOf(before, SIZE));
            assertThat(problems.z()[1][0]).isNotEqualTo(other);
        }
    }

    @Test
    public void thoseBetweenHeldOnes() {
        for (int rank = 2; rank <= 17; rank++) {
            assertSame(rank, IntStream.range(0, rank).filter(k -> k % 3 != 1).toArray());
        }
    }
}

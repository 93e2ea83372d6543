package org.noisynmf.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.Test;

/** A team does every task once, phase after phase, whatever its size. */
public class TeamTest {

    @Test
    public void everyTaskOfManyPhasesIsDoneOnceByAWorkerOfTheTeam() {
        for (int size = 1; size <= 9; size++) {
            try (Team team = new Team(size)) {
                assertThat(team.size()).isEqualTo(size);
                final AtomicInteger strangers = new AtomicInteger();
                for (int phase = 0; phase < 2000; phase++) {
                    final AtomicIntegerArray done = new AtomicIntegerArray(phase % 17);
                    team.run(done.length(), (i, worker) -> {
                        done.incrementAndGet(i);
                        if (worker < 0 || worker >= team.size()) {
                            strangers.incrementAndGet();
                        }
                    });
                    for (int i = 0; i < done.length(); i++) {
                        assertThat(done.get(i)).as("team of %d, phase %d, task %d", size, phase, i).isEqualTo(1);
                    }
                }
                assertThat(strangers).hasValue(0);
            }
        }
    }

    @Test
    public void noWorkerRunsTwoTasksAtOnce() {
        try (Team team = new Team(4)) {
            final AtomicIntegerArray busy = new AtomicIntegerArray(4);
            final AtomicInteger collisions = new AtomicInteger();
            for (int phase = 0; phase < 500; phase++) {
                team.run(32, (i, worker) -> {
                    collisions.addAndGet(busy.getAndIncrement(worker));
                    busy.decrementAndGet(worker);
                });
            }
            assertThat(collisions).hasValue(0);
        }
    }

    @Test
    public void whatTasksWroteIsSeenAfterwards() {
        try (Team team = new Team(3)) {
            final double[] values = new double[1000];
            for (int phase = 1; phase <= 300; phase++) {
                final int add = phase;
                team.run(values.length, (i, worker) -> values[i] += add);
            }
            assertThat(values).containsOnly(300 * 301 / 2);
        }
    }

    @Test
    public void failureOfATaskReachesTheCallerAndTheTeamGoesOn() {
        try (Team team = new Team(3)) {
            assertThatThrownBy(() -> team.run(100, (i, worker) -> {
                if (i == 57) {
                    throw new IllegalStateException("task 57");
                }
            })).isInstanceOf(IllegalStateException.class).hasMessage("task 57");
            final AtomicInteger done = new AtomicInteger();
            team.run(10, (i, worker) -> done.incrementAndGet());
            assertThat(done).hasValue(10);
        }
    }

    @Test
    public void interruptIsKeptForTheCaller() {
        try (Team team = new Team(2)) {
            Thread.currentThread().interrupt();
            final AtomicInteger done = new AtomicInteger();
            team.run(50, (i, worker) -> done.incrementAndGet());
            assertThat(done).hasValue(50);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

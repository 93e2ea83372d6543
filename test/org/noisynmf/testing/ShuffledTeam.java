package org.noisynmf.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.noisynmf.engine.parallel.Team;

/**
 * A team of three whose tasks come in an order, and to workers, that chance picks anew for every phase: what three threads
 * could do at worst, without the threads, and the same in every run.
 */
public final class ShuffledTeam extends Team {

    private final Random m_random;

    /**
     * @param seed of the order
     */
    public ShuffledTeam(final long seed) {
        super(3);
        m_random = new Random(seed);
    }

    @Override
    public void run(final int tasks, final Task task) {
        final List<Integer> order = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            order.add(i);
        }
        Collections.shuffle(order, m_random);
        for (final int i : order) {
            task.run(i, m_random.nextInt(size()));
        }
    }
}

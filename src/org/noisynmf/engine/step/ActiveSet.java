package org.noisynmf.engine.step;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The active-set method of Lawson and Hanson (1974) on the normal equations with a warm start (Bro and de Jong 1997;
 * Bindel's lecture): positive unknowns enter one by one, and leave where they reach 0.
 */
final class ActiveSet {

    private final PassiveSet m_set;

    /**
     * @param set the programme
     */
    ActiveSet(final PassiveSet set) {
        m_set = set;
    }

    /** Finds the minimiser from the present values on. */
    void search() {
        for (int k = 0; k < m_set.m_size; k++) {
            m_set.m_positive[k] = m_set.m_z[k] > 0;
        }
        Arrays.fill(m_set.m_marked, 0, m_set.m_size, false);
        minimiseOverPositive();
        // each entry lowers the objective, so that no set comes twice but for rounding: the limit is for that alone
        for (int entry = 0; entry < 30 * (m_set.m_size + 1); entry++) {
            final int k = steepest();
            if (k < 0) {
                return;
            }
            m_set.m_positive[k] = true;
            minimiseOverPositive();
            if (m_set.m_positive[k]) {
                Arrays.fill(m_set.m_marked, 0, m_set.m_size, false);
            } else {
                m_set.m_marked[k] = true;
            }
        }
    }

    /** @return the unknown at 0 along which the objective falls most steeply, or −1 */
    private int steepest() {
        int best = -1;
        double largest = 0;
        for (int k = 0; k < m_set.m_size; k++) {
            if (!m_set.m_positive[k] && !m_set.m_marked[k] && m_set.isInformed(k)) {
                final double descent = m_set.descent(k);
                if (descent > largest) {
                    largest = descent;
                    best = k;
                }
            }
        }
        return best;
    }

    /** Minimises over the positive unknowns; those that reach 0 on the way leave them. */
    void minimiseOverPositive() {
        while (true) {
            final int dependent = m_set.factorise();
            if (dependent >= 0) {
                slideToZero(dependent);
                continue;
            }
            m_set.solveFactorised();
            int blocker = -1;
            double step = 1;
            for (int p = 0; p < m_set.m_count; p++) {
                final double z = m_set.m_z[m_set.m_passive[p]];
                if (!(m_set.m_trial[p] > 0)) {
                    final double reach = z > 0 ? z / (z - m_set.m_trial[p]) : 0;
                    if (blocker < 0 || reach < step) {
                        step = reach;
                        blocker = m_set.m_passive[p];
                    }
                }
            }
            for (int p = 0; p < m_set.m_count; p++) {
                final int k = m_set.m_passive[p];
                m_set.m_z[k] = blocker < 0 ? m_set.m_trial[p]
                    : Math.max(m_set.m_z[k] + step * (m_set.m_trial[p] - m_set.m_z[k]), 0);
            }
            if (blocker < 0) {
                return;
            }
            m_set.m_z[blocker] = 0;
            m_set.m_positive[blocker] = false;
        }
    }

    /**
     * Moves along a dependence, which leaves G z as it is, until one of the unknowns in it is 0: a dependent unknown falls
     * and the others make up for it, or, where b does not share the dependence and the objective falls that way, it rises.
     */
    void slideToZero(final int place) {
        m_set.solveDependence(place);
        m_set.m_trial[place] = -1;
        final boolean rises = m_set.gain(place) < 0
            && IntStream.range(0, place).anyMatch(p -> m_set.m_trial[p] > 0);
        int blocker = -1;
        double length = Double.POSITIVE_INFINITY;
        for (int s = 0; s <= place; s++) {
            final int p = s == 0 ? place : s - 1;
            final double z = m_set.m_z[m_set.m_passive[p]];
            final double fall = rises ? m_set.m_trial[p] : -m_set.m_trial[p];
            if (fall > 0 && z < fall * length) {
                length = z / fall;
                blocker = m_set.m_passive[p];
            }
        }
        if (blocker < 0) {
            // none has a finite value: the dependent one is given up where the others are
            blocker = m_set.m_passive[place];
            length = 0;
        }
        for (int p = 0; p <= place; p++) {
            final int k = m_set.m_passive[p];
            m_set.m_z[k] = Math.max(m_set.m_z[k] + (rises ? -length : length) * m_set.m_trial[p], 0);
        }
        m_set.m_z[blocker] = 0;
        m_set.m_positive[blocker] = false;
    }
}

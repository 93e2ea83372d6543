package org.noisynmf.engine.step;

import java.util.Arrays;

/** Block principal pivoting (Kim and Park 2011), which exchanges many unknowns at once. */
final class BlockPivoting {

    /** Full exchanges that may be made without getting nearer. Kim and Park (2011), sec. 2. */
    private static final int FULL_EXCHANGES = 3;

    private final PassiveSet m_set;

    /**
     * @param set the programme
     */
    BlockPivoting(final PassiveSet set) {
        m_set = set;
    }

    /** @return whether the minimiser was found; if not, z is one to start the active set from */
    boolean search() {
        int fewest = m_set.m_size + 1;
        int exchanges = FULL_EXCHANGES;
        // the single exchanges at the end of the rule are finite, but may be many: the active set is quicker then
        for (int round = 0; round < 5 * (m_set.m_size + 1); round++) {
            if (m_set.factorise() >= 0) {
                break;
            }
            m_set.solveFactorised();
            Arrays.fill(m_set.m_z, 0, m_set.m_size, 0);
            for (int p = 0; p < m_set.m_count; p++) {
                m_set.m_z[m_set.m_passive[p]] = m_set.m_trial[p];
            }
            final int infeasible = countInfeasible();
            if (infeasible == 0) {
                return true;
            }
            if (infeasible < fewest) {
                fewest = infeasible;
                exchanges = FULL_EXCHANGES;
            } else {
                exchanges--;
            }
            exchange(exchanges >= 0);
        }
        for (int k = 0; k < m_set.m_size; k++) {
            m_set.m_z[k] = Math.max(m_set.m_z[k], 0);
        }
        return false;
    }

    private boolean infeasible(final int k) {
        return m_set.isInformed(k) && (m_set.m_positive[k] ? m_set.m_z[k] < 0 : m_set.descent(k) > 0);
    }

    private int countInfeasible() {
        int count = 0;
        for (int k = 0; k < m_set.m_size; k++) {
            m_set.m_marked[k] = infeasible(k);
            count += m_set.m_marked[k] ? 1 : 0;
        }
        return count;
    }

    /** Exchanges all infeasible unknowns, or only the last of them. */
    private void exchange(final boolean all) {
        for (int k = m_set.m_size - 1; k >= 0; k--) {
            if (m_set.m_marked[k]) {
                m_set.m_positive[k] = !m_set.m_positive[k];
                if (!all) {
                    return;
                }
            }
        }
    }
}

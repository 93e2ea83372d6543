package org.noisynmf.engine.solve;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.solve.stepper.Stepper;

/** What a {@link LoopState} holds beside the stepper's own values, by name. Names are promises to files. */
final class SavedState {

    /** The objectives that the tolerance looks back on. */
    private static final String RECENT = "recent";

    /** s of {@link FactorScale}; older states do not have it. */
    private static final String SHIFT = "scale";

    private SavedState() {
    }

    /**
     * @param run how it ended
     * @param algorithm the algorithm
     * @return everything needed to go on
     */
    static LoopState of(final Run run, final Algorithm algorithm) {
        final Map<String, double[]> values = new TreeMap<>(run.stepper().save());
        values.put(RECENT, run.recent());
        values.put(SHIFT, new double[]{run.scale().shift()});
        return new LoopState(algorithm.id(), run.passes(), values);
    }

    /**
     * @param state a state. Not modified.
     * @param stepper goes on from it. Modified.
     * @throws IllegalArgumentException if the state, which may come from a file, holds something else or too little
     */
    static void restore(final LoopState state, final Stepper stepper) {
        final Set<String> wanted = new TreeSet<>(stepper.save().keySet());
        wanted.add(RECENT);
        final Set<String> found = new TreeSet<>(state.values().keySet());
        found.remove(SHIFT);
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("The saved state holds " + String.join(", ", state.values().keySet())
                + ", but the algorithm needs " + String.join(", ", wanted));
        }
        try {
            stepper.restore(state.values());
        } catch (final IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The saved state holds too few values: " + e.getMessage(), e);
        }
    }

    /**
     * @param state a state. Not modified.
     * @param name of a factor
     * @return its values
     * @throws IllegalArgumentException if the state, which may come from a file, holds none
     */
    static double[] factor(final LoopState state, final String name) {
        final double[] factor = state.values().get(name);
        if (factor == null) {
            throw new IllegalArgumentException("The saved state holds " + String.join(", ", state.values().keySet())
                + ", but the algorithm needs " + name);
        }
        return factor;
    }

    /** The objectives that the tolerance looks back on. */
    static double[] recent(final LoopState state) {
        return Objects.requireNonNull(state.values().get(RECENT));
    }

    /** s of {@link FactorScale}. */
    static int shift(final LoopState state) {
        final double[] shift = state.values().get(SHIFT);
        return shift == null ? 0 : (int)shift[0];
    }
}

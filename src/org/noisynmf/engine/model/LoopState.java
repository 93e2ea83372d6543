package org.noisynmf.engine.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the loop needs to go on exactly where it ended, so that 100 passes and 100 more are 200 passes bit for bit.
 *
 * @param algorithm id of the algorithm that wrote it
 * @param passes passes made so far
 * @param values named arrays, sorted by name. Not copied; treat as read-only.
 */
public record LoopState(String algorithm, int passes, Map<String, double[]> values) {

    /** Sorts the values by name, so that saving them is reproducible. */
    public LoopState {
        values = new TreeMap<>(values);
    }
}

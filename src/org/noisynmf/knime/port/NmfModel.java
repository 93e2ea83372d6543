package org.noisynmf.knime.port;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.view.Summary;

/**
 * A learnt model.
 *
 * @param pixels d
 * @param rank q
 * @param imageRows rows of the image that the pixels form, 0 for none
 * @param templates W, d × q, template k contiguous. Not copied; treat as read-only.
 * @param summary how it was learnt
 * @param rowsChecksum of the row IDs it was learnt on, {@link org.noisynmf.knime.table.Labels#rowsChecksum}
 * @param data checksums of the data it was learnt on; null in models of versions that did not have them
 * @param state to go on from
 */
public record NmfModel(int pixels, int rank, int imageRows, double[] templates, Summary summary,
    long rowsChecksum, @Nullable DataChecksum data, LoopState state) {

    /** Checks the shape. */
    public NmfModel {
        Objects.requireNonNull(summary);
        Objects.requireNonNull(state);
        if (templates.length != (long)pixels * rank) {
            throw new IllegalArgumentException(
                templates.length + " values for " + rank + " templates of " + pixels + " pixels");
        }
    }
}

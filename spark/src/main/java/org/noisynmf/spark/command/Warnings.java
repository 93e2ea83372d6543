package org.noisynmf.spark.command;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.solve.FitWarnings;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.spark.rows.BlockedData;

/** What the user should know of a fit that came to an end, in the words of the engine. */
final class Warnings {

    private Warnings() {
    }

    static List<String> of(final BlockedData data, final NmfSettings settings, final ReducedFit.Outcome outcome,
        final List<Integer> dead) {
        final List<String> warnings = new ArrayList<>();
        unobserved(data, warnings);
        FitWarnings.ofEnd(settings, outcome.reason(), outcome.passes(), dead.size(), warnings);
        return warnings;
    }

    static void unobserved(final BlockedData data, final List<String> warnings) {
        int pixels = 0;
        for (final boolean observed : data.summary().pixelObserved()) {
            pixels += observed ? 0 : 1;
        }
        FitWarnings.ofUnobserved(data.survey().empty(), pixels, warnings);
    }
}

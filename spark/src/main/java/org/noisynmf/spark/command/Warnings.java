package org.noisynmf.spark.command;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.NmfSettings;
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
        if ((outcome.reason() == StopReason.ITERATION_LIMIT || outcome.reason() == StopReason.TIME_LIMIT)
            && (settings.stopping().tolerance() > 0 || settings.stopping().kktTolerance() > 0)) {
            warnings.add("Not converged after " + counted(outcome.passes(), "iteration")
                + (outcome.reason() == StopReason.TIME_LIMIT ? ": raise the time limit or the tolerance."
                    : ": raise the maximum number of iterations or the tolerance."));
        }
        if (outcome.reason() == StopReason.NOT_FINITE) {
            warnings.add("The misfit was no longer a finite number after " + counted(outcome.passes(), "iteration")
                + ": these are the last finite factors.");
        }
        if (!dead.isEmpty()) {
            warnings.add(counted(dead.size(), "template")
                + " not used by any observation: choose fewer templates or another start.");
        }
        return warnings;
    }

    static void unobserved(final BlockedData data, final List<String> warnings) {
        if (data.survey().empty() > 0) {
            warnings
                .add(counted(data.survey().empty(), "observation") + " without any weight: coefficients are missing.");
        }
        int empty = 0;
        for (final boolean observed : data.summary().pixelObserved()) {
            empty += observed ? 0 : 1;
        }
        if (empty > 0) {
            warnings.add(
                counted(empty, "pixel") + " without any weight: templates are missing there, and 0 in the model.");
        }
    }

    private static String counted(final long n, final String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}

package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.view.Summary;

/** How a run went, in words and figures. */
final class LearnerSummary {

    private LearnerSummary() {
    }

    static Summary of(final Observations data, final NmfSettings settings, final NmfResult result,
        final List<String> warnings, final boolean weighted) {
        final long observed = data.observedEntries();
        final long all = observed + data.missingEntries();
        return new Summary(settings.algorithm().title(), "Stopped because " + result.stopReason().text() + ".",
            result.stopReason() == StopReason.CONVERGED || result.stopReason() == StopReason.STATIONARY
                || result.stopReason() == StopReason.DIRECT,
            data.count(), result.passes(), seconds(result), result.chi2(), degreesOfFreedom(data, settings.rank()),
            (double)data.missingEntries() / all, (double)data.negativeEntries() / observed,
            result.deadTemplates().stream().map(k -> "Template " + k).toList(), result.device(), warnings,
            further(settings, result, weighted));
    }

    private static double seconds(final NmfResult result) {
        return result.trace().stream().filter(row -> row.restart() == result.restart()).mapToDouble(TraceRow::seconds)
            .max().orElse(Double.NaN);
    }

    /** Observed entries less the parameters that are free once the scale of each template is fixed. */
    private static double degreesOfFreedom(final Observations data, final int rank) {
        final long rows = data.count() - data.emptyObservations();
        final long pixels = data.pixels() - data.emptyPixels();
        return data.observedEntries() - rank * (rows + pixels - 1.0);
    }

    private static List<Summary.Entry> further(final NmfSettings settings, final NmfResult result,
        final boolean weighted) {
        final List<Summary.Entry> entries = new ArrayList<>();
        entries.add(new Summary.Entry("Templates", Integer.toString(settings.rank())));
        entries.add(new Summary.Entry("Weights", weighted ? "from the weights table" : "all 1"));
        entries.add(new Summary.Entry("Misfit", settings.distance().title()));
        entries.add(new Summary.Entry("Start", settings.start().title()));
        entries.add(new Summary.Entry(settings.restarts() > 1 ? "Seeds" : "Seed",
            result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        if (settings.restarts() > 1) {
            entries.add(new Summary.Entry("Best start", Integer.toString(result.restart())));
        }
        if (result.growthPasses() > 0) {
            entries.add(new Summary.Entry("Growth passes", Integer.toString(result.growthPasses())));
        }
        if (!settings.templatePenalty().isNone() || !settings.coefficientPenalty().isNone()) {
            entries.add(new Summary.Entry("Objective with penalties", Double.toString(result.objective())));
        }
        entries.add(new Summary.Entry("KKT residual", String.format(Locale.ROOT, "%.3g", result.kkt())));
        return entries;
    }
}

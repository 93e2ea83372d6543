package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.view.Summary;

/** What only the learner knows of how a run went. */
final class LearnerSummary {

    private LearnerSummary() {
    }

    /** Entry that says what the pixels are. */
    static final String AXIS_TITLE = "Title of the pixel axis";

    /** Entry that says what the values are. */
    static final String VALUE_TITLE = "Title of the values";

    /**
     * @param summary what every view says
     * @param settings of the run
     * @param result of the run
     * @param data X and V
     * @param weights what the weights were, in words
     * @param output titles of the axes
     * @return the same with what only the learner knows
     */
    static Summary of(final Summary summary, final NmfSettings settings, final NmfResult result,
        final Observations data, final String weights, final OutputParameters output) {
        final List<Summary.Entry> entries = new ArrayList<>(summary.further());
        entries.addAll(further(settings, result, data, weights));
        if (!output.m_axisTitle.isBlank()) {
            entries.add(new Summary.Entry(AXIS_TITLE, output.m_axisTitle.strip()));
        }
        if (!output.m_valueTitle.isBlank()) {
            entries.add(new Summary.Entry(VALUE_TITLE, output.m_valueTitle.strip()));
        }
        return new Summary(summary.algorithm(), summary.stopReason(), summary.converged(), summary.observations(),
            summary.passes(), summary.seconds(), summary.chi2(), summary.degreesOfFreedom(), summary.missingFraction(),
            summary.negativeFraction(), summary.deadTemplates(), summary.device(), summary.warnings(),
            entries);
    }

    private static List<Summary.Entry> further(final NmfSettings settings, final NmfResult result,
        final Observations data, final String weights) {
        final List<Summary.Entry> entries = new ArrayList<>();
        entries.add(new Summary.Entry("Templates", Integer.toString(settings.rank())));
        entries.add(new Summary.Entry("Weights", weights));
        entries.add(new Summary.Entry("Misfit", settings.rule().distance().title()));
        entries.add(new Summary.Entry("Start", settings.start().method().title()));
        entries.add(new Summary.Entry(result.starts().size() > 1 ? "Seeds" : "Seed",
            result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        if (result.starts().size() > 1) {
            entries.add(new Summary.Entry("Best start", Integer.toString(result.restart())));
        }
        if (result.growthPasses() > 0) {
            entries.add(new Summary.Entry("Iterations of growth", Integer.toString(result.growthPasses())));
        }
        if (!settings.regularisation().templates().isNone() || !settings.regularisation().coefficients().isNone()) {
            entries.add(new Summary.Entry("Objective with penalties", Double.toString(result.objective())));
        }
        entries.add(new Summary.Entry("Nominal degrees of freedom",
            Long.toString(DegreesOfFreedom.nominal(data, settings.rank()))));
        entries.add(new Summary.Entry("KKT residual", String.format(Locale.ROOT, "%.3g", result.kkt())));
        return entries;
    }
}

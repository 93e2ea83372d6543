package org.noisynmf.view;

import java.util.List;

/**
 * The end of a run in words and figures. A figure that is not known is NaN and is not shown.
 *
 * @param algorithm its name as in the dialog
 * @param stopReason why the run stopped, a sentence for the user
 * @param converged whether the run stopped because nothing was left to gain
 * @param observations n
 * @param passes passes over the data
 * @param seconds duration of the run
 * @param chi2 χ² at the end
 * @param degreesOfFreedom observed entries less the numbers that were free, see {@code DegreesOfFreedom}, the effective
 * @param missingFraction share of the entries that are missing or have weight 0, 0 to 1
 * @param negativeFraction share of the observed entries that are negative, 0 to 1
 * @param deadTemplates names of templates that are 0 everywhere or used by no observation
 * @param device what computed it, e.g. "CPU, 8 threads"
 * @param warnings everything the user was warned of
 * @param further more figures of a particular node, already in words
 */
public record Summary(String algorithm, String stopReason, boolean converged, int observations, int passes,
    double seconds, double chi2, double degreesOfFreedom, double missingFraction, double negativeFraction,
    List<String> deadTemplates, String device, List<String> warnings, List<Entry> further) {

    /** Name of the entry that stands in place of χ² per degree of freedom where there are no weights. */
    public static final String EXPLAINED = "Explained by the fit";

    /** Copies the lists. */
    public Summary {
        deadTemplates = List.copyOf(deadTemplates);
        warnings = List.copyOf(warnings);
        further = List.copyOf(further);
    }

    /**
     * @param name of one of the further entries
     * @return its value; empty without such an entry
     */
    public String value(final String name) {
        return further.stream().filter(entry -> entry.name().equals(name)).map(Entry::value).findFirst().orElse("");
    }

    /**
     * One more line of the summary.
     *
     * @param name what it is
     * @param value how it is shown
     */
    public record Entry(String name, String value) {
    }
}

package org.noisynmf.engine.posterior;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the diagnosis means, in sentences. */
final class Verdict {

    /** R̂ above which chains do not say the same. */
    private static final double APART = 1.1;

    /** Standard deviation of the rotation above which it rules the errors. */
    private static final double MIXED = 0.1;

    private Verdict() {
    }

    /**
     * @param diagnosis whether the chains have settled
     * @param sweeps of each chain
     * @return what the user should know
     */
    static List<String> of(final Diagnosis diagnosis, final int sweeps) {
        final List<String> warnings = new ArrayList<>();
        final int q = diagnosis.used().length;
        final double rHat = diagnosis.rotation().rHat();
        final double whole = diagnosis.reconstruction().rHat();
        final String pair = pair(diagnosis.slowest() / q, diagnosis.slowest() % q);
        if (rHat > APART) {
            warnings.add(String.format(Locale.ROOT, "Templates are not settled by the data: after %d sweeps the chains"
                + " still differ in %s (R-hat %.2f, effective sample size %.0f). %s", sweeps, pair, rHat,
                diagnosis.rotation().ess(),
                whole <= APART ? String.format(Locale.ROOT, "The reconstruction is (R-hat %.2f).", whole)
                    : String.format(Locale.ROOT, "Nor is the reconstruction (R-hat %.2f): allow more sweeps.", whole)));
        } else if (!diagnosis.settled()) {
            warnings.add(String.format(Locale.ROOT, "Sampling ended at its limit of %d sweeps with R-hat %.2f and an"
                + " effective sample size of %.0f in %s; %s and %.0f are wanted. Errors of templates are rough:"
                + " allow more sweeps.", sweeps, rHat, diagnosis.rotation().ess(), pair, Diagnosis.SETTLED,
                Diagnosis.ENOUGH));
        }
        if (diagnosis.mixing() > MIXED) {
            warnings.add(String.format(Locale.ROOT, "The data fix the templates only up to a mixture: the share of "
                + "one template in another has a standard deviation of up to %.2f. The errors of the templates "
                + "contain it.",
                diagnosis.mixing()));
        }
        final List<Integer> unused = diagnosis.unused();
        if (!unused.isEmpty()) {
            warnings.add((unused.size() == 1 ? "Template " : "Templates ")
                + unused.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (unused.size() == 1 ? " is not used: its draws" : " are not used: their draws")
                + " point in different directions. Fewer templates may be enough.");
        }
        return warnings;
    }

    private static String pair(final int k, final int l) {
        return k == l ? "the shape of template " + l : "the share of template " + k + " in template " + l;
    }
}

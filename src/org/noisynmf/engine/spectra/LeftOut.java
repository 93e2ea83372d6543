package org.noisynmf.engine.spectra;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Spectra that cannot be aligned, and why. */
public final class LeftOut {

    /** A message tells so many reasons. */
    private static final int TOLD = 5;

    private final String m_thing;

    private final Map<String, String> m_reasons = new HashMap<>();

    /** By what is the same but for numbers. */
    private final Map<String, Integer> m_counts = new LinkedHashMap<>();

    private String m_first = "";

    /**
     * @param thing what messages call a spectrum: Row, Spectrum
     */
    public LeftOut(final String thing) {
        m_thing = thing;
    }

    /**
     * @param id of the spectrum
     * @param reason why it cannot be aligned
     */
    public void add(final String id, final String reason) {
        if (m_reasons.isEmpty()) {
            m_first = m_thing + " \"" + id + "\": " + reason + ".";
        }
        m_reasons.put(id, reason);
        m_counts.merge(reason.replaceAll("-?\\d[\\d.]*(E-?\\d+)?(?= pixels in common| after| \\(|,)|NaN", "…"), 1,
            Integer::sum);
    }

    /** @return number of spectra */
    public int count() {
        return m_reasons.size();
    }

    /**
     * @param id of a spectrum
     * @return whether it is one of them
     */
    public boolean contains(final String id) {
        return m_reasons.containsKey(id);
    }

    /**
     * @param id of one of them
     * @return why
     */
    public String reason(final String id) {
        return m_reasons.getOrDefault(id, "");
    }

    /** @return the first one with its reason, in a sentence */
    public String first() {
        return m_first;
    }

    /** @return the first reasons, each with the number of spectra, for the end of a sentence */
    public String reasons() {
        return reasons(TOLD);
    }

    /** @return every reason with the number of spectra, for messages that nothing is left */
    public String allReasons() {
        return reasons(m_counts.size());
    }

    private String reasons(final int told) {
        final int more = m_counts.size() - told;
        return m_counts.entrySet().stream().limit(told)
            .map(r -> r.getValue() + (r.getValue() == 1 ? " spectrum: " : " spectra: ") + r.getKey())
            .collect(Collectors.joining("; "))
            + (more <= 0 ? "" : more == 1 ? "; and 1 other reason" : "; and " + more + " other reasons");
    }
}

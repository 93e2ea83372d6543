package org.noisynmf.knime.spectra;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.noisynmf.knime.table.Messages;

/** Spectra that cannot be aligned, and why. */
final class LeftOut {

    /** A message tells so many reasons. */
    private static final int TOLD = 5;

    private final Map<String, String> m_reasons = new HashMap<>();

    /** By what is the same but for numbers. */
    private final Map<String, Integer> m_counts = new LinkedHashMap<>();

    private String m_first = "";

    /**
     * @param id of the row
     * @param reason why it cannot be aligned
     */
    void add(final String id, final String reason) {
        if (m_reasons.isEmpty()) {
            m_first = "Row \"" + id + "\": " + reason + ".";
        }
        m_reasons.put(id, reason);
        m_counts.merge(reason.replaceAll("-?\\d[\\d.]*(E-?\\d+)?(?= pixels in common| after| \\(|,)|NaN", "…"), 1,
            Integer::sum);
    }

    /** @return number of spectra */
    int count() {
        return m_reasons.size();
    }

    /**
     * @param id of a row
     * @return whether it is one of them
     */
    boolean contains(final String id) {
        return m_reasons.containsKey(id);
    }

    /**
     * @param id of one of them
     * @return why
     */
    String reason(final String id) {
        return m_reasons.get(id);
    }

    /** @return the first one with its reason, in a sentence */
    String first() {
        return m_first;
    }

    /** @return every reason with the number of spectra, for the end of a sentence */
    String reasons() {
        final int more = m_counts.size() - TOLD;
        return m_counts.entrySet().stream().limit(TOLD)
            .map(r -> Messages.counted(r.getValue(), "spectrum").replace("spectrums", "spectra") + ": " + r.getKey())
            .collect(Collectors.joining("; ")) + (more > 0 ? "; and " + Messages.counted(more, "other reason") : "");
    }
}

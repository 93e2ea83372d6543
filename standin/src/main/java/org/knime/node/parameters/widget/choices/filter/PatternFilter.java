package org.knime.node.parameters.widget.choices.filter;

import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** A regular expression, or a pattern with * and ?, for whole names. */
final class PatternFilter implements Persistable {

    String m_pattern = "";

    boolean m_isCaseSensitive;

    boolean m_isInverted;

    Predicate<String> predicate(final boolean isRegex) {
        var regex = isRegex ? m_pattern
            : ("\\Q" + m_pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        var matches = Pattern.compile(regex, m_isCaseSensitive ? 0 : Pattern.CASE_INSENSITIVE).asMatchPredicate();
        return m_isInverted ? matches.negate() : matches;
    }
}

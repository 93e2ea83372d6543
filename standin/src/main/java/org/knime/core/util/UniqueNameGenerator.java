package org.knime.core.util;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Gives names that are not yet taken: "name", then "name (#1)", "name (#2)", … */
public final class UniqueNameGenerator {

    private static final Pattern NUMBERED = Pattern.compile("(.*) \\(#(\\d{1,9})\\)");

    private final Set<String> m_taken;

    public UniqueNameGenerator(final DataTableSpec spec) {
        this(spec == null ? Set.of() : Set.copyOf(Arrays.asList(spec.getColumnNames())));
    }

    public UniqueNameGenerator(final Set<String> taken) {
        m_taken = new HashSet<>(taken);
    }

    public String newName(final String suggested) {
        var name = suggested.trim();
        var numbered = NUMBERED.matcher(name);
        boolean hasNumber = numbered.matches();
        var base = hasNumber ? numbered.group(1) : name;
        for (int i = hasNumber ? Integer.parseInt(numbered.group(2)) + 1 : 1; !m_taken.add(name); i++) {
            name = base + " (#" + i + ")";
        }
        return name;
    }

    public DataColumnSpecCreator newCreator(final String suggested, final DataType type) {
        return new DataColumnSpecCreator(newName(suggested), type);
    }

    public DataColumnSpec newColumn(final String suggested, final DataType type) {
        return newCreator(suggested, type).createSpec();
    }
}

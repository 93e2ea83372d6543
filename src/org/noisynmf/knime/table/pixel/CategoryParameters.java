package org.noisynmf.knime.table.pixel;

import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** Where a table says how far the uncertainties of each pixel are trusted. */
public final class CategoryParameters implements NodeParameters {

    @Widget(title = "Column of categories",
        description = "Column of the pixel categories table that says how far the standard deviations of a pixel are "
            + "trusted: <tt>strong</tt> (as they are), <tt>weak</tt> (three times as large), <tt>bad</tt> (the pixel "
            + "is left out), or a factor above 0. The row IDs are the names of the pixels; each pixel needs a row. "
            + "Empty (the default): the first column.")
    @Effect(predicate = CategoriesConnected.class, type = EffectType.SHOW)
    String m_column = "";

    /** @return name of the column, empty for the first */
    public String column() {
        return m_column;
    }

    /** Holds while there is a table beside data, and perhaps weights. */
    static final class CategoriesConnected implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(
                input -> Stream.of(input.getInPortTypes()).skip(1).anyMatch(BufferedDataTable.TYPE::equals));
        }
    }
}

package org.noisynmf.knime.dialog;

import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** Holds while a node whose first two ports are a model and data has its optional port for a table of weights. */
public final class WeightsOfData implements EffectPredicateProvider {
    @Override
    public EffectPredicate init(final PredicateInitializer i) {
        return i.getConstant(
            input -> Stream.of(input.getInPortTypes()).skip(2).anyMatch(BufferedDataTable.TYPE::equals));
    }
}

package org.knime.node.parameters.updates;

import java.util.List;

/** Conditions under one operator, as stated: there is no dialog to evaluate them for. */
record Combination(String operator, List<EffectPredicate> operands) implements EffectPredicate {

    Combination(final String operator, final EffectPredicate... operands) {
        this(operator, List.of(operands));
    }
}

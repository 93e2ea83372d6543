package org.knime.node.parameters.updates;

/** A condition on the values in a dialog. */
public interface EffectPredicate {

    default EffectPredicate and(final EffectPredicate other) {
        return new Combination("and", this, other);
    }

    default EffectPredicate or(final EffectPredicate other) {
        return new Combination("or", this, other);
    }

    default EffectPredicate negate() {
        return new Combination("not", this);
    }
}

package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows or enables a parameter under a condition; one on each field, before KNIME 5.9. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {

    Class<? extends EffectPredicateProvider> predicate();

    EffectType type();

    enum EffectType {
        ENABLE, DISABLE, SHOW, HIDE
    }
}

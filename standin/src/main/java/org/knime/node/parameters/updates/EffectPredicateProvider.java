package org.knime.node.parameters.updates;

import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;

@FunctionalInterface
public interface EffectPredicateProvider {

    EffectPredicate init(PredicateInitializer i);

    default EffectPredicate and(final EffectPredicate... predicates) {
        return new Combination("and", predicates);
    }

    default EffectPredicate or(final EffectPredicate... predicates) {
        return new Combination("or", predicates);
    }

    default EffectPredicate not(final EffectPredicate predicate) {
        return new Combination("not", predicate);
    }

    interface PredicateInitializer {

        StringReference getString(Class<? extends ParameterReference<String>> reference);

        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> provider);

        EffectPredicate getPredicate(EffectPredicateProvider provider);

        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        interface StringReference {

            EffectPredicate isEqualTo(String value);

            EffectPredicate matchesPattern(String pattern);
        }

        interface BooleanReference {

            EffectPredicate isTrue();

            EffectPredicate isFalse();
        }

        interface EnumReference<E extends Enum<E>> {

            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }
    }
}

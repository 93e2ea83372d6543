package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;

import org.knime.node.parameters.validation.BuiltinValidation;

/** Limits that hold in the dialog only; repeat them in {@code validate()}. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation {

    default boolean isExclusive() {
        return false;
    }

    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {

        public MinValidation() {
        }

        protected abstract double getMin();

        @Override
        public String getErrorMessage() {
            return (isExclusive() ? "The value must be greater than " : "The value must be at least ")
                + BigDecimal.valueOf(getMin()).stripTrailingZeros().toPlainString() + ".";
        }

        public static final class IsNonNegativeValidation extends MinValidation {

            public IsNonNegativeValidation() {
            }

            @Override
            public double getMin() {
                return 0;
            }
        }

        public static final class IsPositiveIntegerValidation extends MinValidation {

            public IsPositiveIntegerValidation() {
            }

            @Override
            public double getMin() {
                return 1;
            }
        }

        public static final class IsPositiveDoubleValidation extends MinValidation {

            public IsPositiveDoubleValidation() {
            }

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }
    }

    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {

        public MaxValidation() {
        }

        protected abstract double getMax();

        @Override
        public String getErrorMessage() {
            return (isExclusive() ? "The value must be less than " : "The value must not exceed ")
                + BigDecimal.valueOf(getMax()).stripTrailingZeros().toPlainString() + ".";
        }
    }
}

package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** Limits that hold in the dialog only; repeat them in {@code validate()}. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation {

    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        public PatternValidation() {
        }

        protected abstract String getPattern();

        @Override
        public String getErrorMessage() {
            return "The string must match the pattern: " + getPattern();
        }

        public static final class IsNotBlankValidation extends PatternValidation {

            public IsNotBlankValidation() {
            }

            @Override
            public String getErrorMessage() {
                return "The field cannot be blank (it must contain at least one non-whitespace character).";
            }

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }
        }
    }

    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {

        public MinLengthValidation() {
        }

        protected abstract int getMinLength();

        @Override
        public String getErrorMessage() {
            return "The string must be at least " + getMinLength() + " characters long.";
        }
    }

    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {

        public MaxLengthValidation() {
        }

        protected abstract int getMaxLength();

        @Override
        public String getErrorMessage() {
            return "The string must not exceed " + getMaxLength() + " characters.";
        }
    }
}

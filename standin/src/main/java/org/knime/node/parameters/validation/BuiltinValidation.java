package org.knime.node.parameters.validation;

public interface BuiltinValidation {

    String getErrorMessage();
}

package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;

/** Computes what a dialog shows. The stand-in has no dialog, so it calls none. */
public interface StateProvider<S> {

    void init(StateProviderInitializer initializer);

    S computeState(NodeParametersInput parametersInput);

    interface StateProviderInitializer {

        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference);

        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference);

        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference);

        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProvider);

        void computeOnButtonClick(Class<? extends ButtonReference> reference);

        void computeBeforeOpenDialog();

        void computeAfterOpenDialog();
    }
}

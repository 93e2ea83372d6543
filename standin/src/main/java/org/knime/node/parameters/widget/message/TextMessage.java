package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** On a field of type Void: a message in the dialog. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {

    Class<? extends StateProvider<Optional<Message>>> value();

    record Message(String title, String description, MessageType type) {
    }

    enum MessageType {
        INFO, WARNING, ERROR, SUCCESS
    }

    interface SimpleTextMessageProvider extends StateProvider<Optional<Message>> {

        boolean showMessage(NodeParametersInput context);

        String title();

        String description();

        MessageType type();

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        default Optional<Message> computeState(final NodeParametersInput context) {
            return showMessage(context) ? Optional.of(new Message(title(), description(), type())) : Optional.empty();
        }
    }
}

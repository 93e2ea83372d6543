package org.noisynmf.standin.parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoice;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.TypedStringChoice;

/** What the lists of a dialog offer when it opens. In KNIME a provider that fails keeps the whole dialog from opening. */
public final class DialogChoices {

    private DialogChoices() {
    }

    /**
     * @param parameters the class of the parameters
     * @param input what is known of the ports
     * @return what each setting with a list offers, by its path; ids, not labels
     */
    public static Map<String, List<String>> of(final Class<?> parameters, final NodeParametersInput input) {
        var choices = new LinkedHashMap<String, List<String>>();
        collect(parameters, "", input, choices);
        return choices;
    }

    private static void collect(final Class<?> group, final String path, final NodeParametersInput input,
        final Map<String, List<String>> choices) {
        for (var field : ParameterField.of(group)) {
            var key = path + field.key();
            field.annotation(ChoicesProvider.class).ifPresent(provider -> {
                var state = (List<?>)ParametersFormat.instance(provider.value()).computeState(input);
                choices.put(key, state.stream().map(DialogChoices::id).toList());
            });
            if (field.isGroup()) {
                collect(field.type(), key + "/", input, choices);
            }
        }
    }

    private static String id(final Object choice) {
        if (choice instanceof StringChoice string) {
            return string.id();
        }
        return choice instanceof TypedStringChoice column ? column.id() : ((EnumChoice<?>)choice).id().name();
    }
}

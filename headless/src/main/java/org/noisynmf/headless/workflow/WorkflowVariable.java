package org.noisynmf.headless.workflow;

/** Values of workflow variables, from their text. */
public final class WorkflowVariable {

    private WorkflowVariable() {
    }

    /**
     * @param text the value
     * @param type string, int or integer, long, double or boolean
     * @return the value
     * @throws IllegalArgumentException if the text is no value of that type, or the type is unknown
     */
    public static Object value(final String text, final String type) {
        try {
            return switch (type) {
                case "string" -> text;
                case "int", "integer" -> Integer.valueOf(text);
                case "long" -> Long.valueOf(text);
                case "double" -> Double.valueOf(text);
                case "boolean" -> {
                    if (!"true".equals(text) && !"false".equals(text)) {
                        throw new NumberFormatException();
                    }
                    yield Boolean.valueOf(text);
                }
                default -> throw new IllegalArgumentException(
                    "\"" + type + "\" is not a type of a variable; types are String, int, long, double and boolean");
            };
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a " + type, e);
        }
    }
}

package org.knime.node.parameters.widget.choices;

public record EnumChoice<E extends Enum<E>>(E id, String text, boolean disabled) {

    public EnumChoice(final E id, final String text) {
        this(id, text, false);
    }

    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E constant) {
        try {
            var label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            return new EnumChoice<>(constant, label == null ? constant.name() : label.value());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("An enum constant without a field: " + constant, e);
        }
    }
}

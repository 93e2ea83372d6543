package org.knime.core.node.port;

import java.io.IOException;

/** Makes empty objects to load into. */
final class Instances {

    private Instances() {
    }

    static <T> T create(final String className, final Class<T> type) throws IOException {
        try {
            return Class.forName(className).asSubclass(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IOException("Failed to instantiate class \"" + className
                + "\": it must be public, have a public constructor without arguments and be a " + type.getSimpleName()
                + " (" + e + ")", e);
        }
    }
}

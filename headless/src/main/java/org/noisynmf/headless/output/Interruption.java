package org.noisynmf.headless.output;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a command works. The first one asks the work to end in good order, the second ends the process at once;
 * drafts and temporary files go away either way.
 */
public final class Interruption implements AutoCloseable {

    /** Exit code of a process that ended after an interrupt, as shells have it: 128 + 2. */
    public static final int EXIT_CODE = 130;

    private static final String SIGNAL = "sun.misc.Signal";

    private final Runnable m_announce;

    private final @Nullable Object m_before;

    private volatile boolean m_requested;

    /**
     * Listens from now on. Where signals cannot be had, the first Ctrl-C ends the process.
     *
     * @param console where the first Ctrl-C is answered
     * @param announcement what will happen now
     */
    public Interruption(final Console console, final String announcement) {
        m_announce = () -> console.error(announcement);
        m_before = handle(listener(this::received));
    }

    private static Object listener(final Runnable action) {
        return Proxy.newProxyInstance(Interruption.class.getClassLoader(), handlerType(),
            (proxy, method, args) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> "interruption";
            });
    }

    /** @return one that answers nothing: another process does */
    public static Interruption ignored() {
        return new Interruption();
    }

    private Interruption() {
        m_announce = () -> {
            // the other process ends this one
        };
        m_before = handle(listener(m_announce));
    }

    /** @return whether Ctrl-C was pressed */
    public boolean requested() {
        return m_requested;
    }

    private void received() {
        if (m_requested) {
            System.exit(EXIT_CODE);
        }
        m_requested = true;
        m_announce.run();
    }

    @Override
    public void close() {
        if (m_before != null) {
            handle(m_before);
        }
    }

    /** Sets the handler of SIGINT and returns the one before; null if there is none. By name: it is no part of Java SE. */
    private static @Nullable Object handle(final Object handler) {
        try {
            final Class<?> signal = Class.forName(SIGNAL);
            return signal.getMethod("handle", signal, handlerType()[0]).invoke(null,
                signal.getConstructor(String.class).newInstance("INT"), handler);
        } catch (final ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException && e.getCause() instanceof Error error) {
                throw error;
            }
            return null;
        }
    }

    private static Class<?>[] handlerType() {
        try {
            return new Class<?>[]{Class.forName("sun.misc.SignalHandler")};
        } catch (final ClassNotFoundException e) {
            return new Class<?>[]{Runnable.class};
        }
    }
}

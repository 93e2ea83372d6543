package org.noisynmf.engine.storage;

import java.util.Locale;

/** Compares what is about to be allocated with what the heap has left, so that it can be refused in plain words. */
public final class Heap {

    private static final double GIB = 1024.0 * 1024 * 1024;

    private static final int PLENTY = 4;

    private Heap() {
    }

    /** @return bytes that can still be allocated, garbage not yet collected counted as used */
    public static long free() {
        final Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /**
     * For what only saves time, and must not take the room of what is needed.
     *
     * @param bytes what would be allocated
     * @return whether the heap has several times as much left, garbage not yet collected counted as used
     */
    public static boolean hasPlenty(final double bytes) {
        return PLENTY * bytes <= free();
    }

    /**
     * @param bytes what would be allocated
     * @return whether the heap has as much left, once garbage is collected
     */
    public static boolean hasRoomFor(final double bytes) {
        if (bytes > free()) {
            // garbage counts as used until it is collected
            System.gc();
        }
        return bytes <= free();
    }

    /**
     * @param bytes what is going to be needed
     * @param what it is for, fit to begin a sentence
     * @param remedy what else can be done than to enlarge the heap, fit to follow "or "; may be empty
     * @throws IllegalArgumentException if the heap has less left; the message names both numbers
     */
    public static void require(final double bytes, final String what, final String remedy) {
        if (hasRoomFor(bytes)) {
            return;
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT,
            "%s would take %.3g GiB of memory, but only %.3g of the heap's %.3g GiB are free. Enlarge the heap (the"
                + " Java option -Xmx)%s",
            what, bytes / GIB, free() / GIB, Runtime.getRuntime().maxMemory() / GIB,
            remedy.isEmpty() ? "" : " or " + remedy));
    }
}

package org.noisynmf.engine.arithmetic;

import java.lang.management.ManagementFactory;

import com.sun.management.HotSpotDiagnosticMXBean;

/**
 * Whether {@link Math#fma} is one instruction here, as on processors since 2013. Where it is not, it takes a thousand
 * times as long.
 */
public final class FusedMultiplyAdd {

    /** A constant to the JIT, so that a loop behind it costs nothing where it is not taken. */
    public static final boolean AVAILABLE = available();

    private FusedMultiplyAdd() {
    }

    /** Asked of the virtual machine, not measured: a measurement could come out either way, and results with it. */
    private static boolean available() {
        try {
            final HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine != null && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException | LinkageError e) {
            // another virtual machine, or one without its management
            return false;
        }
    }
}

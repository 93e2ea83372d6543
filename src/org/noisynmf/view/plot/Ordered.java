package org.noisynmf.view.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;

/** Pixels and their values in the order of the axis. */
final class Ordered {

    private Ordered() {
    }

    /** For each place on the axis which pixel stands there. */
    static int[] order(final PixelAxis pixels) {
        if (pixels.positions().length == 0) {
            return IntStream.range(0, pixels.count()).toArray();
        }
        final List<Integer> order = new ArrayList<>(IntStream.range(0, pixels.count()).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> pixels.positions()[i]));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where the pixels lie, ascending. */
    static double[] positions(final PixelAxis pixels, final int[] order) {
        return Arrays.stream(order)
            .mapToDouble(i -> pixels.positions().length == 0 ? i : pixels.positions()[i]).toArray();
    }

    /** Those of the values that the indices name, in their order. */
    static double[] select(final double[] values, final int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Packed numbers in double precision. */
    static double[] widened(final PackedFloats packed) {
        final float[] values = packed.toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}

package org.noisynmf.engine.arithmetic;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whether products are made by vector instructions: where Java was started with its module jdk.incubator.vector, {@link
 * Math#fma} is an instruction, and registers have 512 bits: in narrower ones, of which there are fewer, plain loops are
 * faster. Last bits of results differ with and without.
 */
public final class Vectors {

    /** System property that switches them off with {@code false}, and on for registers of any width with {@code narrow}. */
    public static final String PROPERTY = "noisynmf.vectors";

    private static final boolean NARROW = "narrow".equals(System.getProperty(PROPERTY));

    private static final boolean WANTED = NARROW || Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));

    /** Bits of the narrowest registers that pay. */
    private static final int NARROWEST = 512;

    private static final String MODULE = "jdk.incubator.vector";

    private static final @Nullable VectorProducts<double[]> DOUBLES = products("DoubleVectorProducts");

    private static final @Nullable VectorProducts<float[]> FLOATS = products("FloatVectorProducts");

    private static final @Nullable VectorSteps STEPS = DOUBLES == null ? null : (VectorSteps)find("DoubleVectorSteps");

    private Vectors() {
    }

    /** @return products in double precision, or null if loops do without */
    public static @Nullable VectorProducts<double[]> doubles() {
        return DOUBLES;
    }

    /** @return products in single precision, or null if loops do without */
    public static @Nullable VectorProducts<float[]> floats() {
        return FLOATS;
    }

    /** @return steps of coordinate descent, or null if loops do without */
    public static @Nullable VectorSteps steps() {
        return STEPS;
    }

    /** @return the vectors, for people; empty if loops do without */
    public static Optional<String> description() {
        return Optional.ofNullable(DOUBLES).map(doubles -> "vectors of " + doubles.bits() + " bits");
    }

    @SuppressWarnings("unchecked")
    private static <A> @Nullable VectorProducts<A> products(final String name) {
        final VectorProducts<A> products = (VectorProducts<A>)find(name);
        return products != null && (products.bits() >= NARROWEST || NARROW) ? products : null;
    }

    /** The class is found by its name, since it cannot even be loaded without the module. */
    private static @Nullable Object find(final String name) {
        if (!WANTED || !FusedMultiplyAdd.AVAILABLE || ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return null;
        }
        try {
            return Class.forName("org.noisynmf.engine.vector." + name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            // registers of an odd width, a plug-in compiled without the package, or an API that has changed
            return null;
        }
    }
}

package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.noisynmf.engine.device.Pass;

/** When copies are parted, where, and for how long. */
public class SeparationTest {

    /** Two templates of three pixels. */
    private static final double[] COPIES = {1, 2, 3, 2, 4, 6};

    private static Separation separation(final boolean... observed) {
        return new Separation(() -> {
            throw new AssertionError("no pass is made");
        }, observed);
    }

    @Test
    public void copiesAreTemplatesOfOneShapeWherePixelsWereObserved() {
        final Separation all = separation(true, true, true);
        assertThat(all.start(new double[]{1, 2, 3, 3, 2, 1})).isFalse();
        assertThat(all.left()).isZero();
        assertThat(all.start(COPIES)).isTrue();
        assertThat(all.left()).isEqualTo(10);
        final double[] elsewhere = {1, 2, 3, 2, 4, 100};
        assertThat(separation(true, true, true).start(elsewhere)).isFalse();
        assertThat(separation(true, true, false).start(elsewhere)).isTrue();
        assertThat(elsewhere).containsExactly(1, 2, 3, 2, 4, 100);
    }

    @Test
    public void afterTenPassesTheAlgorithmGoesOn() {
        final Pass[] made = new Pass[1];
        final Separation separation = new Separation(() -> {
            made[0] = made[0] == null ? pass() : null;
            return made[0];
        }, new boolean[]{true, true, true});
        final Pass usual = pass();
        assertThat(separation.maker(usual)).isSameAs(usual);
        separation.completed();
        separation.start(COPIES);
        for (int p = 0; p < 10; p++) {
            assertThat(separation.maker(usual)).isNotNull().isNotSameAs(usual).isSameAs(made[0]);
            separation.completed();
        }
        assertThat(separation.maker(usual)).isSameAs(usual);
        separation.restore(3);
        assertThat(separation.left()).isEqualTo(3);
        assertThat(separation.maker(usual)).isSameAs(made[0]);
    }

    private static Pass pass() {
        return (Pass)java.lang.reflect.Proxy.newProxyInstance(Pass.class.getClassLoader(), new Class<?>[]{Pass.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> 0;
                default -> "a pass";
            });
    }
}

package org.noisynmf.engine.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.junit.Test;
import org.noisynmf.engine.Nmf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

public class NamedTest {

    /** What stands in files, scripts and summaries: add to it, never change it. */
    private static final Map<String, String> PROMISED = new TreeMap<>(Map.ofEntries(
        Map.entry("Algorithm", "accelerated reduced nearly shift lee-seung weighted-mu hals anls projected-gradient "
            + "gonzalez-zhang murnmf aurnmf separable shifted-data"),
        Map.entry("Criterion", "fall residual-norm held-out masked aic bic stability"),
        Map.entry("Distance", "squared-error kullback-leibler itakura-saito"),
        Map.entry("ErrorMethod", "bootstrap displacement jackknife posterior"),
        Map.entry("NegativeValues", "as-is refuse clip weight-zero"), Map.entry("NoiseDraw", "sigma variance"),
        Map.entry("Orientation", "rows columns"), Map.entry("PixelCategory", "strong weak bad"),
        Map.entry("Precision", "float32 float64"), Map.entry("Scaling", "none max sum euclidean"),
        Map.entry("StartMethod", "random ramp given sequential nndsvd nndsvda nndsvdar separable"),
        Map.entry("WeightKind", "inverse-variance variance standard-deviation background-variance")));

    @Test
    public void namesOfChoicesAreThoseThatWerePromised() {
        final Map<String, String> found = new TreeMap<>();
        for (final JavaClass type : new ClassFileImporter()
            .importUrl(Nmf.class.getProtectionDomain().getCodeSource().getLocation())) {
            if (type.isEnum() && type.isAssignableTo(Named.class)
                && type.reflect().getEnumConstants() instanceof Named[] choices) {
                found.put(type.getSimpleName(),
                    String.join(" ", Arrays.stream(choices).map(Named::id).toList()));
            }
        }
        assertThat(found).isEqualTo(PROMISED);
    }
}

package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/** Every rule of the engine is on the device under one name, or refused there. */
public class DeviceRuleTest {

    private static NmfSettings settings(final Algorithm algorithm) {
        return NmfSettings.builder().algorithm(algorithm).rank(1).device("0").build();
    }

    @Test
    public void theProgramKnowsTheRulesUnderTheNamesOfJavaAndNoOthers() {
        final List<String> known = Pattern.compile("RULE == (\\w+)").matcher(DeviceLayout.source("pass.cl")).results()
            .map(match -> match.group(1)).toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeviceRule.Kind.values()).map(DeviceRule.Kind::name).toList());
    }

    @Test
    public void noTwoNamesAreTheSameNumberAndNoneIsWhatAnUndefinedNameWouldBe() {
        final String options = DeviceRule.of(settings(Algorithm.NEARLY)).orElseThrow().options();
        final List<String> numbers = Pattern.compile("-D(?!RULE|RESCUE)\\w+=(\\d+)").matcher(options).results()
            .map(match -> match.group(1)).toList();
        assertThat(numbers).hasSameSizeAs(DeviceRule.Kind.values()).doesNotHaveDuplicates().doesNotContain("0");
        assertThat(options).contains("-DRULE=NEARLY ");
    }

    @Test
    public void everyKindIsThatOfAnAlgorithm() {
        assertThat(Arrays.stream(Algorithm.values()).map(a -> DeviceRule.of(settings(a))).flatMap(Optional::stream)
            .map(DeviceRule::kind).distinct()).containsExactlyInAnyOrder(DeviceRule.Kind.values());
    }

    @Test
    public void whatDevicesDoNotKnowIsRefusedByName() {
        TestDevice.get();
        final Observations data = Observations.of(new double[][]{{1, 2, 3}, {2, 3, 5}}, null);
        assertThat(Algorithm.values()).filteredOn(a -> DeviceRule.of(settings(a)).isEmpty()).isNotEmpty()
            .allSatisfy(a -> assertThatThrownBy(() -> OpenClBackend.open(settings(a), data, 1, new int[]{0},
                Penalty.NONE, Penalty.NONE, 0, w -> {
                    throw new AssertionError(w);
                })).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(a.title())
                .hasMessageContaining("runs on the CPU only"));
    }
}

package org.noisynmf.headless.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.Test;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.engine.settings.Stopping;

import picocli.CommandLine;

public class FitOptionsTest {

    /** For each setting of the engine an argument that changes it, and what else that needs. */
    private static final Map<String, List<String>> CHANGES = new LinkedHashMap<>();

    static {
        change("algorithm", "--algorithm=hals");
        change("rank", "--rank=3");
        change("distance", "--distance=kullback-leibler", "--algorithm=weighted-mu");
        change("templatePenalty", "--l1-templates=1");
        change("coefficientPenalty", "--l2-coefficients=1");
        change("shiftFactor", "--shift-factor=2", "--algorithm=shift");
        change("innerSteps", "--inner-steps=2", "--algorithm=nearly");
        change("sweeps", "--sweeps=3");
        change("extrapolate", "--extrapolate", "--algorithm=hals");
        change("epsilon", "--epsilon=1e-3", "--algorithm=murnmf");
        change("lineSearch", "--line-search", "--algorithm=projected-gradient");
        change("blockPivoting", "--block-pivoting", "--algorithm=anls");
        change("tau", "--tau=0.5");
        change("annealing", "--annealing=0.5");
        change("lineMinimum", "--no-line-minimum");
        change("pixelAnchors", "--pixel-anchors");
        change("start", "--start=ramp");
        change("growthPasses", "--growth-passes=7");
        change("seed", "--seed=7");
        change("restarts", "--restarts=7");
        change("stopping", "--iterations=7");
        change("threads", "--threads=3");
        change("scaling", "--scale=sum");
        change("ordered", "--order");
        change("device", "--device=auto");
    }

    /** Needs an algorithm that couples pixels; listed so that it is not forgotten. */
    private static final List<String> CHECKED_ELSEWHERE = List.of("pixelOverlap");

    private static void change(final String setting, final String... args) {
        CHANGES.put(setting, List.of(args));
    }

    private static NmfSettings settings(final List<String> args) {
        final FitOptions fit = new FitOptions();
        final MachineOptions machine = new MachineOptions();
        final CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("fit",
            CommandLine.Model.CommandSpec.forAnnotatedObject(fit)).addMixin("machine",
                CommandLine.Model.CommandSpec.forAnnotatedObject(machine)));
        Choices.register(line);
        line.parseArgs(args.toArray(new String[0]));
        return fit.settings(fit.rank == null ? 2 : fit.rank, machine.threads, machine.device);
    }

    @Test
    public void withoutArgumentsTheEnginesDefaultsHold() {
        assertThat(settings(List.of())).as("but for the number of starts")
            .isEqualTo(NmfSettings.builder().restarts(Starting.AUTOMATIC).build());
        assertThat(settings(List.of()).stopping()).isEqualTo(Stopping.DEFAULT);
        assertThat(settings(List.of()).algorithm()).isEqualTo(Algorithm.ACCELERATED);
    }

    @Test
    public void everySettingHasAFlagThatChangesItAlone() {
        for (final Map.Entry<String, List<String>> change : CHANGES.entrySet()) {
            final List<String> others = change.getValue().subList(1, change.getValue().size());
            assertThat(settings(change.getValue())).as(change.getKey())
                .isNotEqualTo(settings(others));
        }
    }

    @Test
    public void noSettingIsForgotten() {
        final Set<String> known = new HashSet<>(CHANGES.keySet());
        known.addAll(CHECKED_ELSEWHERE);
        final Set<String> setters = Arrays.stream(NmfSettingsBuilder.class.getDeclaredMethods())
            .filter(m -> m.getReturnType() == NmfSettingsBuilder.class && !m.isSynthetic()).map(Method::getName)
            .collect(Collectors.toSet());
        assertThat(setters).isEqualTo(known);
    }

    @Test
    public void allStoppingAndPenaltyFlagsArrive() {
        final Stopping stopping = settings(
            List.of("--iterations=5", "--tolerance=0", "--kkt-tolerance=1e-3", "--time-limit=2.5")).stopping();
        assertThat(stopping).isEqualTo(new Stopping(5, 0, 1e-3, 2.5));
        final NmfSettings s = settings(List.of("--l1-templates=1", "--l2-templates=2", "--orthogonality-templates=3",
            "--l1-coefficients=4", "--l2-coefficients=5", "--orthogonality-coefficients=6"));
        assertThat(List.of(s.regularisation().templates().l1(), s.regularisation().templates().l2(),
            s.regularisation().templates().orthogonality(),
            s.regularisation().coefficients().l1(), s.regularisation().coefficients().l2(),
            s.regularisation().coefficients().orthogonality()))
            .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    }

    @Test
    public void everyAlgorithmIsFoundByItsId() {
        final List<Algorithm> found = new ArrayList<>();
        for (final Algorithm algorithm : Algorithm.values()) {
            found.add(settings(List.of("--algorithm=" + algorithm.id())).algorithm());
        }
        assertThat(found).containsExactly(Algorithm.values());
    }
}

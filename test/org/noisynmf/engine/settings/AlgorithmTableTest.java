package org.noisynmf.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.Test;
import org.noisynmf.engine.step.RuleOptions;
import org.noisynmf.engine.step.StepRule;

/** The table in docs/algorithms.md is that of the catalogue. */
public class AlgorithmTableTest {

    private static final Path PAGE = Path.of("..", "docs", "algorithms.md");

    private static final Map<Capability, String> ACCEPTED = accepted();

    private static Map<Capability, String> accepted() {
        final Map<Capability, String> words = new LinkedHashMap<>();
        words.put(Capability.NEGATIVE_DATA, "negative");
        words.put(Capability.WEIGHTS, "weights");
        words.put(Capability.MATRIX_WEIGHTS, "weight matrices");
        words.put(Capability.L1, "L1");
        words.put(Capability.L2, "L2");
        words.put(Capability.ORTHOGONALITY, "overlap");
        words.put(Capability.PIXEL_OVERLAP, "pixel overlap");
        words.put(Capability.HELD_TEMPLATES, "held");
        words.put(Capability.KULLBACK_LEIBLER, "KL");
        words.put(Capability.ITAKURA_SAITO, "IS");
        words.put(Capability.INNER_STEPS, "inner");
        words.put(Capability.SWEEPS, "sweeps");
        words.put(Capability.EXTRAPOLATION, "extrapolation");
        return words;
    }

    private static String table() {
        return Arrays.stream(Algorithm.values()).map(AlgorithmTableTest::line).collect(Collectors.joining("\n",
            "| id | algorithm | update | source | accepts | descent | cost |\n|---|---|---|---|---|---|---|\n", "\n"));
    }

    private static String line(final Algorithm algorithm) {
        final String accepts = ACCEPTED.entrySet().stream().filter(word -> algorithm.can(word.getKey()))
            .map(Map.Entry::getValue).collect(Collectors.joining(", "));
        return "| `" + algorithm.id() + "` | " + algorithm.title() + " | " + algorithm.formula() + " | "
            + algorithm.source() + " | " + accepts + " | " + (algorithm.can(Capability.DESCENT) ? "yes" : "no") + " | "
            + cost(algorithm) + " |";
    }

    /** Forming b, G and G z, in operations an observed entry and iteration, as in docs/algorithms.md. */
    private static String cost(final Algorithm algorithm) {
        if (algorithm.can(Capability.DIRECT)) {
            return "one SVD of rank q";
        }
        if (algorithm.can(Capability.COUPLED)) {
            // G and b of both sides, and the residual after each iteration
            return "2 q² + 9 q";
        }
        return algorithm.rule(RuleOptions.DEFAULT).needs() == StepRule.Needs.PRODUCT ? "12 q" : "2 q² + 7 q";
    }

    @Test
    public void pageHoldsTheCatalogue() throws IOException {
        final String page = Files.readString(PAGE);
        final String begin = "<!-- catalogue: written by AlgorithmTableTest, which checks it -->\n";
        final int from = page.indexOf(begin) + begin.length();
        final int to = page.indexOf("<!-- end of catalogue -->");
        final String expected = page.substring(0, from) + table() + page.substring(to);
        if (Boolean.getBoolean("noisynmf.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(page).as("run the test with -Dnoisynmf.write=true to write the table").isEqualTo(expected);
    }
}

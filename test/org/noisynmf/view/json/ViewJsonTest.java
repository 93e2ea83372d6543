package org.noisynmf.view.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

public class ViewJsonTest {

    record Inner(String text, double value) {
    }

    record Outer(int count, double[] numbers, byte[] bytes, List<Inner> inner, Inner none, boolean yes,
        List<String> empty,
        int[] whole) {
    }

    record Odd(Object thing) {
    }

    @Test
    public void aRecordIsWrittenAsAJsonLibraryWritesIt() throws Exception {
        final Outer record = new Outer(3, new double[]{1, -0.1, 1e-300, Double.NaN, Double.NEGATIVE_INFINITY},
            new byte[]{0, -1, 7}, List.of(new Inner("a \"b\" \\ \n\u0001 χ² 𝄞", 1e22)), null, true, List.of(),
            new int[]{1, 2});
        final ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(ViewJson.of(record))).isEqualTo(json.readTree(json.writeValueAsString(record)));
    }

    @Test
    public void whatIsNoPartOfAViewIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ViewJson.of(new Odd(new StringBuilder())))
            .withMessageContaining("StringBuilder");
    }
}

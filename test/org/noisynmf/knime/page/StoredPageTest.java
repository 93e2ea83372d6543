package org.noisynmf.knime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.Test;
import org.noisynmf.knime.Tables;

/** The text of a view in the cells of a table. */
public class StoredPageTest {

    /** One text. */
    public record Names(String names) {
    }

    @Test
    public void noCharacterIsSplitBetweenCells() {
        for (final String before : new String[]{"", "x"}) {
            final String names = before + "\uD83D\uDD2D".repeat(25_000);
            final StringBuilder joined = new StringBuilder();
            try (var rows = StoredPage.write(new Names(names), Tables.exec()).iterator()) {
                while (rows.hasNext()) {
                    final byte[] onDisk = rows.next().getCell(0).toString().getBytes(StandardCharsets.UTF_8);
                    assertThat(onDisk.length).isLessThan(1 << 16);
                    joined.append(new String(onDisk, StandardCharsets.UTF_8));
                }
            }
            assertThat(joined.toString().equals("{\"names\":\"" + names + "\"}")).isTrue();
        }
    }
}

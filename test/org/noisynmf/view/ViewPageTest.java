package org.noisynmf.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ViewPageTest {

    @Test
    public void thePageNeedsNothingFromElsewhere() {
        final String html = ViewPage.html();
        assertThat(html).startsWith("<!DOCTYPE html>").contains("The MIT License", "Leon Sorokin");
        assertThat(html).doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:)?//")
            .doesNotContainPattern("(?i)@import|\\burl\\((?!data:|#)");
    }

    @Test
    public void thePageIsSmallEnoughToBeSentAtEveryOpening() {
        // KNIME sends it again each time; 200 kB is what its own guidance calls small.
        assertThat(ViewPage.html().length()).isLessThan(200_000);
    }

    @Test
    public void dataCannotEndTheElementThatHoldsThem() {
        final String json = "{\"title\":\"</script><!--<script>\"}";
        final String page = ViewPage.standalone(json);
        assertThat(page)
            .contains("type=\"application/json\">{\"title\":\"\\u003c/script>\\u003c!--\\u003cscript>\"}</script>");
        assertThat(page.length()).isEqualTo(ViewPage.html().length() + json.length() + 3 * 5);
    }
}

package dev.gatehouse.sample.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The page makes text of what it is sent, by the one way that never reads markup. */
class PageMarkupTests {

    private static final Pattern READS_MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc|createContextualFragment|DOMParser|setHTML"
                    + "|\\beval\\b|new Function");

    @Test
    void noScriptOfThePageReadsMarkup() throws IOException {
        Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath:devpage/*.js");
        assertThat(scripts).hasSizeGreaterThan(5);
        for (Resource script : scripts) {
            assertThat(script.getContentAsString(StandardCharsets.UTF_8))
                    .as(script.getFilename())
                    .doesNotContainPattern(READS_MARKUP);
        }
    }
}

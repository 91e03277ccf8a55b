package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.pattern.PathPatternParser;

class PatternFlawsTests {

    @ParameterizedTest
    @CsvSource({
        "/caf%C3%A9/**, Write /café/**",
        "/a%20b/**, is encoded",
        "/a%2fb, is encoded",
        "/{id:%41}/%42, is encoded",
        "/admin;v=1/**, Write /admin/**",
        "/{id};v=1, Write /{id}",
        "/admin;a;b=c/x;d/**, Write /admin/x/**",
        "https://example.com/admin/**, Write /admin/**",
        "https://{host}/x, Write /x",
        "https://example.com, Write /**",
    })
    void aPatternThatNoPathMatchesIsRefusedWithTheOneThatIsMeant(String pattern, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PathRequestMatcher(new PathPatternParser(), List.of(pattern), Set.of()))
                .withMessageContaining("'" + pattern + "'")
                .withMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%20b/**", "/admin;v=1/**"})
    void exemptionsAreRefusedAlike(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPatternMatcher.anyOf(List.of(pattern)))
                .withMessageContaining("'" + pattern + "'");
        assertThatIllegalArgumentException().isThrownBy(() -> ExemptPaths.anyOf(List.of(pattern)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/100%/**",
                "/café/a b",
                "/{id:[;%41]{1,2}}/x",
                "/{id:\\{;%41}/x",
                "/proxy/https://{*target}",
                "orders/**",
                "/{*rest}",
                "/a:b"
            })
    void aPatternThatSomePathMatchesIsRead(String pattern) {
        assertThatCode(() -> new PathRequestMatcher(new PathPatternParser(), List.of(pattern), Set.of()))
                .doesNotThrowAnyException();
    }
}

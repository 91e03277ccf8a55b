package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.MappingMatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

class PathPatternMatcherTests {

    @ParameterizedTest
    @ValueSource(strings = {"/**", "/health/**", "/{any}"})
    void aRequestWithoutAPathMatchesNothing(String pattern) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRequestURI(null);
        assertThat(PathPatternMatcher.anyOf(List.of(pattern)).matches(request)).isFalse();
        assertThat(ExemptPaths.anyOf(List.of(pattern)).matches(request)).isFalse();
    }

    @Test
    void aPathStandsBelowTheContextPath() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/health");
        request.setContextPath("/app");
        assertThat(PathPatternMatcher.anyOf(List.of("/health")).matches(request))
                .isTrue();
    }

    @Test
    void aPathStandsBelowThePrefixOfSpringMvc() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/api/orders/1");
        request.setContextPath("/app");
        request.setServletPath("/api");
        request.setHttpServletMapping(
                new MockHttpServletMapping("api", "/api/*", "dispatcherServlet", MappingMatch.PATH));
        assertThat(PathPatternMatcher.anyOf(List.of("/orders/**")).matches(request))
                .isTrue();
        assertThat(PathPatternMatcher.anyOf(List.of("/api/orders/**")).matches(request))
                .isFalse();
        assertThat(ExemptPaths.anyOf(List.of("/orders/**")).matches(request)).isFalse();
        assertThat(ExemptPaths.anyOf(List.of("/api/orders/**")).matches(request))
                .isTrue();
    }
}

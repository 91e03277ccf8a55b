package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.pattern.PathPatternParser;

class PathRequestMatcherTests {

    private static final List<String> PATTERNS = List.of(
            "/files",
            "/files/",
            "/files/**",
            "/files/{id}",
            "/files/{*rest}",
            "/files/*.pdf",
            "/{kind}/files",
            "/**",
            "/**/x",
            "/f?les",
            "/files/x",
            "/");

    private static final List<String> FRAGMENTS = List.of(
            "/", "files", "/files", "/x", "x.pdf", ".", "/..", ";p=1", "%66iles", "%2f", "\\", "%zz", "ä", " ", "@:!$");

    /** The parser that does not tell cases apart takes no short cut, and in lower case there is nothing to tell apart. */
    @Test
    void theTextOfAPathRulesOutOnlyWhatDoesNotMatch() {
        for (String pattern : PATTERNS) {
            PathRequestMatcher matcher = matcher(new PathPatternParser(), pattern);
            PathRequestMatcher parsing = matcher(ignoringCase(), pattern);
            for (String uri : uris()) {
                assertThat(matcher.matches(request("", uri)))
                        .as("%s of %s", uri, pattern)
                        .isEqualTo(parsing.matches(request("", uri)));
                assertThat(matcher.matches(request("/app", "/app" + uri)))
                        .as("%s of %s below /app", uri, pattern)
                        .isEqualTo(parsing.matches(request("/app", "/app" + uri)));
                assertThat(matcher.matches(request("/other", uri)))
                        .as("%s of %s outside of its context", uri, pattern)
                        .isEqualTo(parsing.matches(request("/other", uri)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/files", "/file", "/a/filesystem"})
    void aPathThatLacksTheTextOfThePatternIsNotParsed(String uri) {
        PathRequestMatcher matcher = matcher(new PathPatternParser(), "/files/import");
        HttpServletRequest request = request("", uri);
        assertThat(matcher.matches(request)).isFalse();
        assertThat(request.getAttributeNames().hasMoreElements()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/import",
                "/files/import/",
                "/files/import;a=b",
                "/files;a/import",
                "/files/%69mport",
                "//files/import",
                "/x/../files/import",
                "/./files/import"
            })
    void anotherSpellingIsNoWayPastARule(String uri) {
        assertThat(matcher(new PathPatternParser(), "/files/import").matches(request("", uri)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "CONNECT"})
    void aRuleForGetCoversHandshakesOfWebSocketsInHttp2(String method) {
        PathRequestMatcher matcher = new PathRequestMatcher(new PathPatternParser(), List.of("/ws/**"), Set.of("GET"));
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/ws/chat");
        assertThat(matcher.matches(request)).isTrue();
        assertThat(matcher.covers("/ws/chat", method)).isTrue();
    }

    @Test
    void aRuleForOtherMethodsDoesNotCoverHandshakes() {
        PathRequestMatcher matcher = new PathRequestMatcher(new PathPatternParser(), List.of("/ws/**"), Set.of("POST"));
        assertThat(matcher.matches(new MockHttpServletRequest("CONNECT", "/ws/chat")))
                .isFalse();
    }

    private static PathPatternParser ignoringCase() {
        PathPatternParser parser = new PathPatternParser();
        parser.setCaseSensitive(false);
        return parser;
    }

    private static PathRequestMatcher matcher(PathPatternParser parser, String pattern) {
        return new PathRequestMatcher(parser, List.of(pattern), Set.of());
    }

    private static List<String> uris() {
        List<String> uris = new ArrayList<>(FRAGMENTS);
        for (String first : FRAGMENTS) {
            for (String second : FRAGMENTS) {
                uris.add("/" + first + second);
                uris.add(first + second + "/x");
            }
        }
        return uris;
    }

    /** What the container makes of the path is told apart from it, and here is always the same file. */
    private static HttpServletRequest request(String contextPath, String uri) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
        request.setContextPath(contextPath);
        request.setServletPath("/files/import");
        request.setHttpServletMapping(new MockHttpServletMapping("", "/", "dispatcherServlet", MappingMatch.DEFAULT));
        return request;
    }
}

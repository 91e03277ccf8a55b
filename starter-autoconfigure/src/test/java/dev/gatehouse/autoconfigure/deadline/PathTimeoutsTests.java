package dev.gatehouse.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.deadline.RequestTimeoutProperties.PathRule;
import dev.gatehouse.deadline.PathTimeout;
import dev.gatehouse.deadline.Timeout;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.pattern.PathPatternParser;

class PathTimeoutsTests {

    @ParameterizedTest
    @CsvSource({
        "60s, 5m, false",
        "60s, off, false",
        "60s, 60s, true",
        "60s, 5s, true",
        "off, 5s, true",
        "off, off, true",
    })
    void givesAPathThatCanBeReadInTwoWaysNoLongerTime(String general, String ofPath, boolean matches) {
        PathTimeouts timeouts = new PathTimeouts(Timeout.of(general), PathPatternParser.defaultInstance);
        PathTimeout timeout = timeouts.of(List.of(new PathRule(List.of("/reports/**"), Timeout.of(ofPath))))
                .get(0);
        assertThat(timeout.requests().matches(request("/reports/a", "/reports/a")))
                .isTrue();
        assertThat(timeout.requests().matches(request("/reports/../a", "/a"))).isEqualTo(matches);
        assertThat(timeout.requests().matches(request("/a/%2e%2e/reports/a", "/reports/a")))
                .isEqualTo(matches);
    }

    private static MockHttpServletRequest request(String uri, String servletPath) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
        request.setServletPath(servletPath);
        return request;
    }
}

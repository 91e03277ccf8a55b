package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmappedPathsTests {

    @ParameterizedTest
    @CsvSource({
        "/health/live, /, true",
        "/health/live, /*, true",
        "/health/live, /health/*, true",
        "/health, /health/*, true",
        "/health, /health, true",
        "/keys.json, *.json, true",
        "/health/live, /health, false",
        "/healthy, /health/*, false",
        "/health, /api/*, false",
        "/health, *.json, false",
        "/health, '', false",
    })
    void knowsWhatAContainerMapsToAServlet(String path, String mapping, boolean mapped) {
        assertThat(UnmappedPaths.isMapped(path, mapping)).isEqualTo(mapped);
    }
}

package dev.gatehouse.autoconfigure.access;

import org.springframework.core.env.Environment;

/** The header in which API keys come. */
final class ApiKeyHeader {

    private static final String PROPERTY = "gatehouse.auth.api-key.header";
    private static final String USUAL = "X-API-Key";

    private ApiKeyHeader() {}

    static String of(Environment environment) {
        return environment.getProperty(PROPERTY, USUAL);
    }
}

package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTypeTests {

    @ParameterizedTest
    @CsvSource({
        "text/plain, PLAIN",
        "application/json; charset=utf-8, PLAIN",
        "application/vnd.a.b+json, PLAIN",
        "application/x-www-form-urlencoded2, PLAIN",
        "multiparts/form-data, PLAIN",
        "text/plain; a=multipart/form-data, PLAIN",
        "application/x-www-form-urlencoded, FORM",
        "'Application/X-WWW-Form-Urlencoded ; charset=utf-8', FORM",
        "multipart/form-data; boundary=b, MULTIPART",
        "MULTIPART/mixed;boundary=b, MULTIPART",
        "multipart/form-data2, MULTIPART",
    })
    void ofAMediaTypeIsWhatItSays(String contentType, BodyType type) {
        assertThat(BodyType.of(contentType)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "json",
        ";multipart/form-data; boundary=b",
        "'; ;multipart/form-data'",
        "' multipart/form-data'",
        "multipart /form-data",
        "multipart/ form-data",
        "multipart/",
        "/form-data",
        "'multipart/form-data, text/plain'",
        "\"multipart/form-data\"",
        "a;multipart/form-data",
        "text/plain/form",
    })
    void ofAnythingElseIsMalformed(String contentType) {
        assertThat(BodyType.of(contentType)).isEqualTo(BodyType.MALFORMED);
    }

    @Test
    void ofAControlCharacterIsMalformed() {
        assertThat(BodyType.of("application/x-www-form-urlencoded\u0001")).isEqualTo(BodyType.MALFORMED);
    }

    @Test
    void ofNothingIsPlain() {
        assertThat(BodyType.of(null)).isEqualTo(BodyType.PLAIN);
        assertThat(BodyType.of("")).isEqualTo(BodyType.PLAIN);
        assertThat(BodyType.of(" \t")).isEqualTo(BodyType.PLAIN);
    }
}

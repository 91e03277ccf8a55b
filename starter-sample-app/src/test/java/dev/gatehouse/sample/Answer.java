package dev.gatehouse.sample;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(ResponseSpec response) {
        EntityExchangeResult<String> result = response.returnResult(String.class);
        String body = result.getResponseBody();
        return new Answer(result.getStatus().value(), result.getResponseHeaders(), body == null ? "" : body);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A member of the JSON object as text; empty if there is none. */
    public String text(String member) {
        return body.isEmpty() ? "" : json().path(member).asString("");
    }

    /** The status, and behind it the error code if there is one. */
    public String outcome() {
        String code = body.startsWith("{") ? text("error_code") : "";
        return code.isEmpty() ? Integer.toString(status) : status + " " + code;
    }

    /** The value of a cookie that was set. */
    public String cookie(String name) {
        return headers.getOrEmpty(HttpHeaders.SET_COOKIE).stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElse("");
    }
}

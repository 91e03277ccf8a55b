package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NotedResponseTests {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> searches = new ArrayList<>();
    private final HttpServletResponse container = container();

    @Test
    void searchesForNoHeaderThatNobodyWrote() {
        NotedResponse response = NotedResponse.ofNewRequest(container);

        response.setHeader("X-RateLimit-Limit", "100");
        response.setHeader("Retry-After", null);

        assertThat(response.containsHeader("Deprecation")).isFalse();
        assertThat(response.getHeader("Vary")).isNull();
        assertThat(response.getHeaders("Link")).isEmpty();
        assertThat(headers).containsOnlyKeys("X-RateLimit-Limit");
        assertThat(searches).isEmpty();
    }

    @Test
    void replacesAHeaderThatItWroteInWhateverSpelling() {
        NotedResponse response = NotedResponse.ofNewRequest(container);

        response.setHeader("X-RateLimit-Limit", "100");
        response.setHeader("x-ratelimit-limit", "50");
        response.addHeader("Vary", "Origin");
        response.setHeader("VARY", "*");
        response.setHeader("Vary", null);

        assertThat(headers).isEqualTo(Map.of("X-RateLimit-Limit", List.of("50")));
    }

    @Test
    void replacesAHeaderFromFurtherOut() {
        container.addHeader("API-Version", "1");
        NotedResponse response = NotedResponse.ofNewRequest(container);

        assertThat(response.containsHeader("api-version")).isTrue();
        response.setHeader("API-Version", "2");

        assertThat(headers).isEqualTo(Map.of("API-Version", List.of("2")));
    }

    @Test
    void replacesAHeaderThatItWasToldOf() {
        NotedResponse response = NotedResponse.ofNewRequest(container);
        response.note("x-request-id");
        container.addHeader("X-Request-Id", "theirs");

        response.setHeader("X-Request-Id", "ours");

        assertThat(headers).isEqualTo(Map.of("X-Request-Id", List.of("ours")));
    }

    @Test
    void searchesForWhatTheContainerWritesByItself() {
        NotedResponse response = NotedResponse.ofNewRequest(container);
        container.addHeader("Set-Cookie", "session=1");
        container.addHeader("Content-Type", "text/plain");

        response.setHeader("content-type", "text/html");

        assertThat(response.getHeaders("set-cookie")).containsExactly("session=1");
        assertThat(headers.get("Content-Type")).containsExactly("text/html");
    }

    @Test
    void searchesForAllWhereOthersMayHaveWritten() {
        NotedResponse response = NotedResponse.searching(container);
        container.addHeader("X-RateLimit-Limit", "1");

        response.setHeader("X-RateLimit-Limit", "100");

        assertThat(headers).isEqualTo(Map.of("X-RateLimit-Limit", List.of("100")));
    }

    /** Only what the tests call; anything else is an error. */
    private HttpServletResponse container() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private Object answer(String method, Object[] arguments) {
        if (method.equals("getHeaderNames")) {
            return List.copyOf(headers.keySet());
        }
        String name = (String) arguments[0];
        if (method.equals("addHeader")) {
            headers.computeIfAbsent(name, key -> new ArrayList<>()).add((String) arguments[1]);
            return null;
        }
        searches.add(name);
        return switch (method) {
            case "setHeader" ->
                arguments[1] == null
                        ? headers.remove(name)
                        : headers.put(name, new ArrayList<>(List.of((String) arguments[1])));
            case "containsHeader" -> headers.containsKey(name);
            case "getHeader" -> headers.containsKey(name) ? headers.get(name).get(0) : null;
            case "getHeaders" -> headers.getOrDefault(name, List.of());
            default -> throw new IllegalStateException(method);
        };
    }
}

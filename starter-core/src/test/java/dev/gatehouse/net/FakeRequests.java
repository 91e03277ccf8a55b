package dev.gatehouse.net;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as a container would hand them in, with a peer and header lines. */
final class FakeRequests {

    private FakeRequests() {}

    /** Makes a request; headers come as name, value, name, value and may repeat. */
    static HttpServletRequest from(String peer, String... headers) {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, args) -> {
                    switch (method.getName()) {
                        case "getRemoteAddr":
                            return peer;
                        case "getHeaders":
                            return Collections.enumeration(lines(headers, (String) args[0]));
                        case "getHeader":
                            return lines(headers, (String) args[0]).stream()
                                    .findFirst()
                                    .orElse(null);
                        case "getAttribute":
                            return attributes.get((String) args[0]);
                        case "setAttribute":
                            return attributes.put((String) args[0], args[1]);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static List<String> lines(String[] headers, String name) {
        List<String> lines = new java.util.ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                lines.add(headers[i + 1]);
            }
        }
        return lines;
    }
}

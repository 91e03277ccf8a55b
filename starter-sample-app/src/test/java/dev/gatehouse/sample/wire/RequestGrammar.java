package dev.gatehouse.sample.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes requests as bytes, from ordinary to hostile: each part is mostly right and now and then anything. */
final class RequestGrammar {

    private static final String[] METHODS = {
        "GET", "GET", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "F\tO"
    };
    private static final String[] PATHS = {
        "/api/v1/users/me",
        "/api/v1/items",
        "/api/v1/items/1",
        "/api/v1/items/import",
        "/api/v1/items/export",
        "/api/v1/matrix/compare",
        "/api/v1/files",
        "/api/v1/files/1",
        "/api/v1/files/1/content",
        "/docs",
        "/error",
        "/",
        "/nothing",
        "//api//v1/users/me",
        "/api/./v1/../v1/users/me",
        "/api/v1/users/me;a=b",
        "/%61pi/v1/users/me",
        "/api/v1/users/me%00",
        "/api/v1/users/me%2f",
        "/api%5cv1",
        "/%",
        "/%zz",
        "/%c0%af",
        "*",
        "http://localhost/api/v1/users/me",
        "http://other.example/api/v1/users/me",
        "/a b",
        "/..%2f..%2fetc/passwd"
    };
    private static final String[] QUERIES = {
        "",
        "",
        "",
        "?page=0&size=5",
        "?size=100000",
        "?page=-1",
        "?sort=name",
        "?sort=%27%3b",
        "?a=%",
        "?a=%zz",
        "?a=%00",
        "?a=%c3%28",
        "?a[b][c][d][e][f][g]=1",
        "?a=1&a=2&a=3",
        "?&&&",
        "?=",
        "?a=b#c",
        "?\u00e4=\u00f6"
    };
    private static final String[] VERSIONS = {
        "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1.1x", ""
    };
    private static final String[] HOSTS = {
        "localhost",
        "localhost",
        "localhost",
        "localhost:8080",
        "127.0.0.1",
        "[::1]",
        "LOCALHOST.",
        "",
        "evil.example",
        "localhost@evil.example",
        "localhost/evil",
        "localhost:",
        "localhost:65536",
        "localhost:abc",
        "[::1",
        "[::1%25eth0]",
        "a_b.example",
        "xn--bcher-kva.example",
        "0x7f.1",
        "017700000001",
        "b\u00fccher.example",
        "localhost\u0000",
        "a..b",
        "-a.example"
    };
    private static final String[] HEADERS = {
        "Accept: application/json",
        "Accept: text/html",
        "Accept: */*;q=2",
        "Accept: \u00e4",
        "X-Request-ID: abc-123",
        "X-Request-ID: \"><script>",
        "X-Request-ID: a\r\n b",
        "Origin: https://app.example.com",
        "Origin: null",
        "Origin: https://a, https://b",
        "Origin: http://localhost",
        "Access-Control-Request-Method: PUT",
        "Access-Control-Request-Headers: x-a, x b",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Mode: navigate",
        "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
        "X-Forwarded-For: junk",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "Forwarded: for=\"[2001:db8::1]\";proto=https;host=evil",
        "Forwarded: for=\"",
        "Range: bytes=0-1,2-",
        "If-None-Match: \"x",
        "If-Match: *",
        "If-Modified-Since: yesterday",
        "Content-Encoding: gzip",
        "Cookie: a=b; c",
        "Authorization: Basic ====",
        "Authorization: Bearer x.y.z",
        "Expect: 100-continue",
        "Expect: 200-ok",
        "Upgrade: websocket",
        "Upgrade: h2c",
        "Connection: Upgrade, HTTP2-Settings",
        "HTTP2-Settings: AAMAAABk",
        "X-User: tester",
        "No colon here",
        ": empty",
        "Bad Name: x",
        "X-Nul: a\u0000b",
        "X-Long: "
    };
    private static final String[] TYPES = {
        "application/json",
        "application/json",
        "application/merge-patch+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=xx",
        "multipart/form-data",
        "multipart/form-data; boundary=\"",
        "multipart/mixed; boundary=xx",
        "text/plain",
        "text/plain; charset=nothing",
        "a/b/c",
        "\u00e4"
    };
    private static final String[] BODIES = {
        "",
        "{}",
        "{\"name\":\"a\",\"price\":1}",
        "{\"items\":[{}]}",
        "[[[[[[[[[[[[[[[[[[[[",
        "{\"a\":1,\"a\":2}",
        "{\"name\":\"\\ud800\"}",
        "nul\u0000",
        "a=b&c=%zz",
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u0000.txt\"\r\n\r\nhello\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-7''x\r\n\r\nhello\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%zz\r\n\r\nhello\r\n--xx--\r\n",
        "--xx\r\nbroken",
        "--xx--"
    };
    private static final String[] FRAMINGS = {
        "length",
        "length",
        "length",
        "chunked",
        "chunked",
        "none",
        "short",
        "long",
        "negative",
        "two",
        "both",
        "huge",
        "unknown"
    };

    private final Random random;
    private final String token;

    /** Most requests bring the token: others do not get far. */
    RequestGrammar(long seed, String token) {
        this.random = new Random(seed);
        this.token = token;
    }

    byte[] next() {
        StringBuilder request = new StringBuilder(512)
                .append(any(METHODS))
                .append(' ')
                .append(any(PATHS))
                .append(any(QUERIES))
                .append(' ')
                .append(any(VERSIONS))
                .append("\r\n");
        int hosts = random.nextInt(20) == 0 ? random.nextInt(3) : 1;
        for (int i = 0; i < hosts; i++) {
            request.append("Host: ").append(any(HOSTS)).append("\r\n");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            String header = any(HEADERS);
            request.append(header);
            if (header.equals("X-Long: ")) {
                request.append("x".repeat(random.nextInt(10_000)));
            }
            request.append("\r\n");
        }
        if (random.nextInt(8) > 0) {
            request.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        body(request);
        byte[] bytes = request.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(40) == 0 ? 1 + random.nextInt(4) : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void body(StringBuilder request) {
        if (random.nextBoolean()) {
            request.append("\r\n");
            return;
        }
        request.append("Content-Type: ").append(any(TYPES)).append("\r\n");
        String body = any(BODIES);
        int length = body.length();
        String chunk = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
        switch (any(FRAMINGS)) {
            case "length" ->
                request.append("Content-Length: ")
                        .append(length)
                        .append("\r\n\r\n")
                        .append(body);
            case "chunked" ->
                request.append("Transfer-Encoding: chunked\r\n\r\n").append(length == 0 ? "0\r\n\r\n" : chunk);
            case "short" ->
                request.append("Content-Length: ")
                        .append(length / 2)
                        .append("\r\n\r\n")
                        .append(body);
            case "long" ->
                request.append("Content-Length: ")
                        .append(length + 7)
                        .append("\r\n\r\n")
                        .append(body);
            case "negative" ->
                request.append("Content-Length: -")
                        .append(length + 1)
                        .append("\r\n\r\n")
                        .append(body);
            case "two" ->
                request.append("Content-Length: 0\r\nContent-Length: ")
                        .append(length)
                        .append("\r\n\r\n")
                        .append(body);
            case "both" ->
                request.append("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .append(chunk);
            case "huge" -> request.append("Content-Length: 99999999999\r\n\r\n").append(body);
            case "unknown" ->
                request.append("Transfer-Encoding: xchunked\r\n\r\n").append(body);
            default -> request.append("\r\n").append(body);
        }
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}

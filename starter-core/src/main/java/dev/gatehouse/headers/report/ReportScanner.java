package dev.gatehouse.headers.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of the objects in a JSON text that hold text: as much of JSON as reports need. One flat map for each
 * top-level object, in which members of inner objects stand beside its own. Throws on what is no JSON.
 */
final class ReportScanner {

    private static final int MAX_DEPTH = 8;

    private final String json;
    private final int maxReports;
    private final List<Map<String, String>> reports = new ArrayList<>();
    private int at;

    ReportScanner(String json, int maxReports) {
        this.json = json;
        this.maxReports = maxReports;
    }

    /** The reports, at most as many as allowed; an {@code IllegalArgumentException} for what is no JSON. */
    List<Map<String, String>> scan() {
        if (peek() == '[') {
            array(0, null);
        } else if (peek() == '{') {
            Map<String, String> report = new HashMap<>();
            object(0, report);
            add(report);
        } else {
            throw broken();
        }
        skipBlank();
        if (at != json.length()) {
            throw broken();
        }
        return reports;
    }

    private void add(Map<String, String> report) {
        if (reports.size() < maxReports) {
            reports.add(report);
        }
    }

    private void value(int depth, @Nullable Map<String, String> report) {
        switch (peek()) {
            case '{' -> {
                if (report != null) {
                    object(depth + 1, report);
                } else {
                    Map<String, String> own = new HashMap<>();
                    object(depth + 1, own);
                    add(own);
                }
            }
            case '[' -> array(depth + 1, report);
            case '"' -> text();
            default -> literal();
        }
    }

    private void array(int depth, @Nullable Map<String, String> report) {
        checkDepth(depth);
        take('[');
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            value(depth, report);
        } while (more(']'));
    }

    private void object(int depth, Map<String, String> report) {
        checkDepth(depth);
        take('{');
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            skipBlank();
            String name = text();
            take(':');
            if (peek() == '"') {
                report.putIfAbsent(name, text());
            } else {
                value(depth, report);
            }
        } while (more('}'));
    }

    private boolean more(char end) {
        char c = peek();
        at++;
        if (c == ',') {
            return true;
        }
        if (c == end) {
            return false;
        }
        throw broken();
    }

    private String text() {
        take('"');
        StringBuilder text = new StringBuilder();
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw broken();
    }

    private char escaped() {
        if (at >= json.length()) {
            throw broken();
        }
        char c = json.charAt(at++);
        return switch (c) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            case 'u' -> {
                if (at + 4 > json.length()) {
                    throw broken();
                }
                char unit = (char) Integer.parseInt(json, at, at + 4, 16);
                at += 4;
                yield unit;
            }
            default -> c;
        };
    }

    private void literal() {
        int start = at;
        while (at < json.length() && "+-.0123456789eEtrufalsn".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        if (at == start) {
            throw broken();
        }
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw broken();
        }
        at++;
    }

    private char peek() {
        skipBlank();
        if (at >= json.length()) {
            throw broken();
        }
        return json.charAt(at);
    }

    private void skipBlank() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw broken();
        }
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("The report is not JSON.");
    }
}

package dev.gatehouse.headers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The syntax of a content security policy (CSP Level 3, 2.3) and the slips that make a policy mean something else. */
final class CspLint {

    static final String NONCE = "{nonce}";

    private static final String NONCE_SOURCE = "'nonce-" + NONCE + "'";

    private static final Set<String> SOURCE_LISTS = Set.of(
            "default-src",
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "img-src",
            "font-src",
            "connect-src",
            "media-src",
            "object-src",
            "frame-src",
            "child-src",
            "fenced-frame-src",
            "worker-src",
            "manifest-src",
            "prefetch-src",
            "base-uri",
            "form-action",
            "frame-ancestors");

    private static final Set<String> OTHERS = Set.of(
            "sandbox",
            "report-uri",
            "report-to",
            "require-trusted-types-for",
            "trusted-types",
            "upgrade-insecure-requests",
            "webrtc");

    private static final Set<String> KEYWORDS = Set.of(
            "self",
            "none",
            "unsafe-inline",
            "unsafe-eval",
            "unsafe-hashes",
            "strict-dynamic",
            "report-sample",
            "wasm-unsafe-eval",
            "inline-speculation-rules",
            "trusted-types-eval");

    private static final Pattern HASH = Pattern.compile("'sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}'");
    private static final Pattern HOST_OR_SCHEME = Pattern.compile(
            "\\*|[a-z][a-z0-9+.-]*:|([a-z][a-z0-9+.-]*://)?(\\*|(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|\\[[0-9a-fA-F:.]+\\])"
                    + "(:(\\d{1,5}|\\*))?(/[^ ;,'\"<>{}]*)?");

    private CspLint() {}

    static void check(String policy) {
        if (policy.indexOf(',') >= 0) {
            throw Lints.refused(
                    policy, "has a comma, which starts a second policy. Separate directives by semicolons.");
        }
        Map<String, List<String>> directives = directives(policy);
        if (directives.isEmpty()) {
            throw Lints.refused(policy, "has no directive. Write e.g. default-src 'self'.");
        }
        directives.forEach(CspLint::checkDirective);
    }

    static Map<String, List<String>> directives(String policy) {
        Map<String, List<String>> directives = new LinkedHashMap<>();
        for (String part : policy.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] words = part.trim().split(" +", -1);
            String name = Lints.lower(words[0]);
            List<String> values = Arrays.asList(words).subList(1, words.length);
            if (directives.put(name, values) != null) {
                throw Lints.refused(name, "stands there twice and browsers use the first. Join the two.");
            }
        }
        return directives;
    }

    static boolean reports(String policy) {
        Map<String, List<String>> directives = directives(policy);
        return directives.containsKey("report-to") || directives.containsKey("report-uri");
    }

    private static void checkDirective(String name, List<String> values) {
        if (SOURCE_LISTS.contains(name)) {
            checkSources(name, values);
            return;
        }
        if (!OTHERS.contains(name)) {
            throw Lints.refused(name, "is not a directive of a content security policy. Check its spelling.");
        }
        boolean fits = switch (name) {
            case "upgrade-insecure-requests" -> values.isEmpty();
            case "require-trusted-types-for" -> values.equals(List.of("'script'"));
            case "report-to" -> values.size() == 1;
            case "report-uri" -> !values.isEmpty();
            case "sandbox" -> values.stream().allMatch(value -> value.startsWith("allow-"));
            default -> true;
        };
        if (!fits) {
            throw Lints.refused(name + " " + String.join(" ", values), "is not what " + name + " takes.");
        }
    }

    private static void checkSources(String directive, List<String> sources) {
        for (String source : sources) {
            checkSource(directive, source);
        }
        List<String> lower = new ArrayList<>();
        sources.forEach(source -> lower.add(Lints.lower(source)));
        if (lower.contains("'none'") && lower.size() > 1) {
            throw Lints.refused(directive, "has 'none' beside other sources. Write 'none' alone or leave it out.");
        }
        boolean restricted =
                lower.stream().anyMatch(source -> source.startsWith("'nonce-") || source.startsWith("'sha"));
        if (restricted && lower.contains("'unsafe-inline'")) {
            throw Lints.refused(
                    directive,
                    "has 'unsafe-inline' beside a nonce or hash, where browsers ignore it. Leave one of them out.");
        }
    }

    private static void checkSource(String directive, String source) {
        String lower = Lints.lower(source);
        if (KEYWORDS.contains(lower) || lower.startsWith("nonce-") || lower.startsWith("sha256-")) {
            throw Lints.refused(
                    source,
                    "in " + directive + " is read as a host name. Write it in single quotes: '" + source + "'.");
        }
        if (lower.startsWith("'nonce-")) {
            if (!source.equals(NONCE_SOURCE)) {
                throw Lints.refused(
                        source, "is a fixed nonce, which protects nothing. Write " + NONCE_SOURCE + " for a new one.");
            }
            return;
        }
        if (source.startsWith("'")) {
            boolean keyword = source.endsWith("'")
                    && source.length() > 2
                    && KEYWORDS.contains(lower.substring(1, lower.length() - 1));
            if (!keyword && !HASH.matcher(source).matches()) {
                throw Lints.refused(source, "in " + directive + " is not a keyword. Write e.g. 'self' or 'none'.");
            }
            return;
        }
        if (!HOST_OR_SCHEME.matcher(source).matches()) {
            throw Lints.refused(
                    source, "in " + directive + " is not a source. Write a host, a scheme like https: or a 'keyword'.");
        }
    }
}

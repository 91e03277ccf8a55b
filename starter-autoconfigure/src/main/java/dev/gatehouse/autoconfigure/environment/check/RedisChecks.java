package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.autoconfigure.ratelimit.RedisUris;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether Redis asks who is there (RED001) and nobody listens on the way (RED002). */
final class RedisChecks implements Check {

    private static final String DATA = "spring.data.redis.";
    private static final List<String> HOSTS = List.of("host", "sentinel.nodes", "cluster.nodes", "masterreplica.nodes");
    private static final String LIMITS = "gatehouse.rate-limit.redis.";
    private static final String IN_REDIS = "Set the same password in Redis (requirepass, or an ACL user).";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        ofTheService(context, findings);
        ofTheRateLimit(context, findings);
        return findings;
    }

    private static void ofTheService(CheckContext context, List<Finding> findings) {
        String url = context.value(DATA + "url");
        String property = DATA + "url";
        if (url != null) {
            if (Hosts.isLocal(host(url))) {
                return;
            }
            if (!url.contains("@")) {
                // Spring Boot reads user and password from the URL alone, once there is one.
                findings.add(withoutPassword(
                                context, property, Change.replace(property, "//", "//:" + Change.NEW_SECRET + "@"))
                        .advise("A password beside the URL is not used: write it into the URL, or set host, port and"
                                + " password instead of the URL. " + IN_REDIS));
            }
        } else {
            property = remote(context);
            if (property == null) {
                return;
            }
            if (!isSet(context, DATA + "password")) {
                findings.add(withoutPassword(context, property, Change.set(DATA + "password", Change.NEW_SECRET)));
            }
        }
        if (!hasTls(context) && (url == null || !url.toLowerCase(Locale.ROOT).startsWith("rediss:"))) {
            findings.add(withoutTls(
                    context,
                    property,
                    url == null
                            ? Change.set(DATA + "ssl.enabled", "true")
                            : Change.replace(property, "redis:", "rediss:")));
        }
    }

    /** The first property that names another machine; null if none does. */
    private static @Nullable String remote(CheckContext context) {
        for (String property : HOSTS) {
            if (!context.list(DATA + property).stream().allMatch(Hosts::isLocal)) {
                return DATA + property;
            }
        }
        return null;
    }

    /** A bundle switches TLS on unless somebody says otherwise. */
    private static boolean hasTls(CheckContext context) {
        return context.isOn(DATA + "ssl.enabled", isSet(context, DATA + "ssl.bundle"));
    }

    private static void ofTheRateLimit(CheckContext context, List<Finding> findings) {
        List<String> uris = RedisUris.joined(context.list(LIMITS + "uris")).stream()
                .filter(uri -> !Hosts.isLocal(host(uri)))
                .toList();
        if (uris.isEmpty()) {
            return;
        }
        if (!isSet(context, LIMITS + "password") && uris.stream().anyMatch(uri -> !uri.contains("@"))) {
            findings.add(withoutPassword(context, LIMITS + "uris", Change.set(LIMITS + "password", Change.NEW_SECRET)));
        }
        if (uris.stream().anyMatch(uri -> !uri.toLowerCase(Locale.ROOT).startsWith("rediss"))) {
            findings.add(withoutTls(
                    context,
                    LIMITS + "uris",
                    uris.stream().anyMatch(uri -> uri.startsWith("redis-sentinel:"))
                            ? Change.replace(LIMITS + "uris", "redis-sentinel:", "rediss-sentinel:")
                            : Change.replace(LIMITS + "uris", "redis:", "rediss:")));
        }
    }

    private static Finding withoutPassword(CheckContext context, String property, Change change) {
        return Finding.of(
                        "RED001",
                        context.severity(Severity.ERROR),
                        "Redis is on another machine and is used without a password: so can everybody who reaches it.",
                        change)
                .advise(IN_REDIS)
                .about(property, context.find(property));
    }

    private static Finding withoutTls(CheckContext context, String property, Change change) {
        return Finding.of(
                        "RED002",
                        context.severity(Severity.WARNING),
                        "Redis is on another machine and is used without TLS: its password and data travel readable.",
                        change)
                .about(property, context.find(property));
    }

    private static boolean isSet(CheckContext context, String property) {
        String value = context.value(property);
        return value != null && !value.isEmpty();
    }

    private static String host(String uri) {
        int start = uri.indexOf("//");
        String rest = start < 0 ? uri : uri.substring(start + 2);
        int end = rest.indexOf('/');
        String authority = end < 0 ? rest : rest.substring(0, end);
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        int comma = hosts.indexOf(',');
        return comma < 0 ? hosts : hosts.substring(0, comma);
    }
}

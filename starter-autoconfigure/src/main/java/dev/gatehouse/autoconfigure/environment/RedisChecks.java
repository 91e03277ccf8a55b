package dev.gatehouse.autoconfigure.environment;

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
    private static final String LIMITS = "gatehouse.rate-limit.redis.";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        ofTheService(context, findings);
        ofTheRateLimit(context, findings);
        return findings;
    }

    private static void ofTheService(CheckContext context, List<Finding> findings) {
        String url = context.value(DATA + "url");
        List<String> hosts = new ArrayList<>(context.list(DATA + "host"));
        hosts.addAll(context.list(DATA + "sentinel.nodes"));
        hosts.addAll(context.list(DATA + "cluster.nodes"));
        if (url == null && hosts.stream().allMatch(Hosts::isLocal)) {
            return;
        }
        if (url != null && Hosts.isLocal(host(url))) {
            return;
        }
        String property = DATA + nameOf(context, url);
        boolean password = isSet(context, DATA + "password") || url != null && url.contains("@");
        if (!password) {
            findings.add(withoutPassword(context, property, DATA + "password"));
        }
        boolean tls = context.isOn(DATA + "ssl.enabled", false)
                || isSet(context, DATA + "ssl.bundle")
                || url != null && url.toLowerCase(Locale.ROOT).startsWith("rediss:");
        if (!tls) {
            findings.add(withoutTls(
                    context,
                    property,
                    url == null
                            ? Change.set(DATA + "ssl.enabled", "true")
                            : Change.replace(property, "redis:", "rediss:")));
        }
    }

    private static String nameOf(CheckContext context, @Nullable String url) {
        if (url != null) {
            return "url";
        }
        if (context.find(DATA + "host") != null) {
            return "host";
        }
        return context.find(DATA + "sentinel.nodes") != null ? "sentinel.nodes" : "cluster.nodes";
    }

    private static void ofTheRateLimit(CheckContext context, List<Finding> findings) {
        List<String> uris = context.list(LIMITS + "uris").stream()
                .filter(uri -> !Hosts.isLocal(host(uri)))
                .toList();
        if (uris.isEmpty()) {
            return;
        }
        if (!isSet(context, LIMITS + "password") && uris.stream().anyMatch(uri -> !uri.contains("@"))) {
            findings.add(withoutPassword(context, LIMITS + "uris", LIMITS + "password"));
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

    private static Finding withoutPassword(CheckContext context, String property, String password) {
        return Finding.of(
                        "RED001",
                        context.severity(Severity.ERROR),
                        "Redis is on another machine and is used without a password: so can everybody who reaches it.",
                        Change.set(password, Change.NEW_SECRET))
                .advise("Set the same password in Redis (requirepass, or an ACL user).")
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

package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an address of Redis. */
final class RedisAddress {

    private static final int MAX_PORT = 65535;
    private static final Pattern SENTINEL = Pattern.compile("rediss?-sentinel:.*");
    private static final String STAND_IN = ".stand-in.invalid";
    private static final Pattern IPV6 = Pattern.compile("(?<=[/@,])\\[[0-9A-Fa-f:.]+]");

    private RedisAddress() {}

    /** The text may hold a password, so no message shows it. */
    static RedisURI uri(String text) {
        try {
            return SENTINEL.matcher(text).matches() ? sentinels(text) : server(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("An address of Redis is no URI of Redis. Write redis://host:6379,"
                    + " redis://[::1]:6379 for an address of IPv6, rediss://host:6379 for TLS or"
                    + " redis-sentinel://host:26379#master.");
        }
    }

    private static RedisURI server(String text) {
        RedisURI uri = RedisURI.create(text);
        String host = uri.getHost();
        if (host != null && host.indexOf(':') >= 0 && !host.startsWith("[")) {
            splitHost(uri, host);
        }
        if (host != null && host.indexOf(',') >= 0) {
            throw new IllegalArgumentException("Several hosts are no host.");
        }
        return uri;
    }

    /**
     * Java knows no host with an underscore, usual as it is among containers: Lettuce then takes host and port together for the
     * host.
     */
    private static void splitHost(RedisURI uri, String host) {
        int colon = host.indexOf(':');
        int port = Integer.parseUnsignedInt(host, colon + 1, host.length(), 10);
        if (port < 1 || port > MAX_PORT || !Character.isDigit(host.charAt(colon + 1))) {
            throw new IllegalArgumentException("No port.");
        }
        uri.setPort(port);
        uri.setHost(host.substring(0, colon));
    }

    /** Lettuce reads one address of IPv6, and several hosts, but not several addresses of IPv6: names stand in for them. */
    private static RedisURI sentinels(String text) {
        List<String> addresses = new ArrayList<>();
        String named = IPV6.matcher(text).replaceAll(found -> {
            addresses.add(found.group());
            return addresses.size() - 1 + STAND_IN;
        });
        RedisURI uri = RedisURI.create(named);
        for (RedisURI sentinel : uri.getSentinels()) {
            String host = sentinel.getHost();
            if (host.endsWith(STAND_IN)) {
                sentinel.setHost(addresses.get(Integer.parseInt(host, 0, host.indexOf('.'), 10)));
            }
        }
        return uri;
    }
}

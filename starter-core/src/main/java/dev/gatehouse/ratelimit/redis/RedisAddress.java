package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisURI;

/** Reads an address of Redis. */
final class RedisAddress {

    private RedisAddress() {}

    /** The text may hold a password, so no message shows it. */
    static RedisURI uri(String text) {
        try {
            RedisURI uri = RedisURI.create(text);
            String host = uri.getHost();
            if (host != null && host.indexOf(':') >= 0 && !host.startsWith("[")) {
                splitHost(uri, host);
            }
            return uri;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("An address of Redis is no URI of Redis. Write redis://host:6379,"
                    + " redis://[::1]:6379 for an address of IPv6, rediss://host:6379 for TLS or"
                    + " redis-sentinel://host:26379#master.");
        }
    }

    /**
     * Java knows no host with an underscore, usual as it is among containers: Lettuce then takes host and port together for the
     * host.
     */
    private static void splitHost(RedisURI uri, String host) {
        int colon = host.indexOf(':');
        uri.setPort(Integer.parseInt(host, colon + 1, host.length(), 10));
        uri.setHost(host.substring(0, colon));
    }
}

package dev.gatehouse.autoconfigure.environment;

import java.util.Locale;

/** Whether a host is this machine. */
final class Hosts {

    private Hosts() {}

    /** Takes a host with or without a port. */
    static boolean isLocal(String hostAndPort) {
        String host = hostAndPort.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            host = end < 0 ? host : host.substring(1, end);
        } else if (host.indexOf(':') == host.lastIndexOf(':') && host.indexOf(':') >= 0) {
            host = host.substring(0, host.indexOf(':'));
        }
        return host.isEmpty() || host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}

package dev.gatehouse.autoconfigure.environment.check;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a host is this machine. */
final class Hosts {

    /** A name may begin with the same digits. */
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,8}){1,3}");

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
        return host.isEmpty()
                || host.equals("localhost")
                || LOOPBACK.matcher(host).matches()
                || host.equals("::1");
    }
}

package dev.gatehouse.net;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the parts of an origin are spelled. */
final class OriginText {

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private OriginText() {}

    /** RFC 3986, 3.1. */
    static boolean isScheme(String text, int end) {
        if (!isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Gives the index of the colon in front of the port, or the end of the text. */
    static int hostEnd(String text, int from) {
        int search = from;
        if (from < text.length() && text.charAt(from) == '[') {
            search = Math.max(from, text.indexOf(']', from));
        }
        int colon = text.indexOf(':', search);
        return colon < 0 ? text.length() : colon;
    }

    /** Gives the host in canonical form; null if it is none that a browser would send. */
    static @Nullable String host(String text, int from, int to) {
        if (from < to && text.charAt(from) == '[') {
            IpAddress address = text.charAt(to - 1) == ']' ? IpLiteral.v6(text, from + 1, to - 1) : null;
            // A mapped address keeps its own form: http://[::ffff:7f00:1] and http://127.0.0.1 are two origins.
            return address == null ? null : "[" + IpLiteral.v6Text(address.highBits(), address.lowBits()) + "]";
        }
        if (!isName(text, from, to)) {
            return null;
        }
        String name = lower(text.substring(from, to));
        return endsInNumber(name) && IpAddress.parse(name) == null ? null : name;
    }

    /** Reads the port behind a colon; -1 if it is none, or not in its shortest form. */
    static int port(String text, int colon) {
        int digits = text.length() - colon - 1;
        if (digits < 1 || digits > 5 || (digits > 1 && text.charAt(colon + 1) == '0')) {
            return -1;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port > 65535 ? -1 : port;
    }

    /** Letters, digits, hyphens and underscores in labels of 1 to 63; one dot may stand at the end. */
    private static boolean isName(String text, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (length == 0) {
                    return false;
                }
                length = 0;
            } else if (!isLetter(c) && !isDigit(c) && c != '-' && c != '_') {
                return false;
            } else if (++length > MAX_LABEL) {
                return false;
            }
        }
        return to > from && to - from <= MAX_NAME;
    }

    /** Browsers read such a host as an IPv4 address (URL, 3.5) and so would send it as four decimal numbers. */
    private static boolean endsInNumber(String name) {
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        int start = name.lastIndexOf('.', end - 1) + 1;
        boolean hex = name.startsWith("0x", start);
        for (int i = hex ? start + 2 : start; i < end; i++) {
            char c = name.charAt(i);
            if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Most names are in lower case already. */
    private static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static IllegalArgumentException notAnOrigin(String text) {
        return new IllegalArgumentException("'" + text + "' is not an origin. " + remedy(text));
    }

    private static String remedy(String text) {
        if (text.equals("null")) {
            return "Any page can send 'null'; name the origins you mean, e.g. https://app.example.com.";
        }
        if (!text.contains("://")) {
            return "Start with the scheme, e.g. https://app.example.com.";
        }
        String ascii = ascii(text);
        if (!ascii.equals(text) && Origin.parse(ascii) != null) {
            return "Browsers send the name in ASCII: write " + ascii + ".";
        }
        return "Write <scheme>://<host> or <scheme>://<host>:<port>, without a path and without a slash at the end,"
                + " e.g. https://app.example.com or http://localhost:3000.";
    }

    private static String ascii(String text) {
        int host = text.indexOf("://") + 3;
        int end = hostEnd(text, host);
        try {
            return text.substring(0, host) + IDN.toASCII(text.substring(host, end)) + text.substring(end);
        } catch (IllegalArgumentException noName) {
            return text;
        }
    }
}

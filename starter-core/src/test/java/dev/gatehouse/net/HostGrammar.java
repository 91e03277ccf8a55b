package dev.gatehouse.net;

import java.util.Random;

/** Makes hosts, patterns and forwarded headers from parts that are right, nearly right, and wrong. */
final class HostGrammar {

    private static final String[] LABELS = {
        "api",
        "example",
        "com",
        "wild",
        "a",
        "A",
        "xn--mnchen-3ya",
        "-a",
        "a-",
        "a_b",
        "_",
        "",
        "0",
        "1",
        "010",
        "0x",
        "0x7f",
        "127",
        "255",
        "256",
        "1a",
        "m\u00fcnchen",
        "\u212a",
        "%41",
        "a b",
        "*",
        "evil@api",
        "a/b"
    };
    private static final String[] KNOWN = {
        "api.example.com", "x.wild.example", "wild.example", "10.1.2.3", "[::1]", "[::1]:8080", "localhost", "1.2.3.4"
    };
    private static final String[] ENDS = {
        "", "", "", ".", "..", ":", ":80", ":8080", ":0", ":65535", ":65536", ":080", ":a", ":80:80", "]", " ", "/",
        "?", "#", "@", ",", "\\", "\u0000", "\r\n", ":\u0661"
    };
    private static final String[] GROUPS = {
        "0", "1", "db8", "2001", "ffff", "FFFF", "00000", "g", "", "1.2.3.4", "01.2.3.4"
    };
    private static final String[] PAIRS = {
        "for=1.2.3.4",
        "for=\"[::1]:1\"",
        "host=api.example.com",
        "host=\"a.wild.example:80\"",
        "HOST = x",
        "host=",
        "host",
        "proto=https",
        "proto=\"http\"",
        "by=_a",
        "host=\"a,b;c\"",
        "host=\"",
        "\\",
        "\"",
        "for=\"x\\\"y\"",
        ""
    };
    private static final String ANY = "aA0zZ9.-_:[]%@/?#\\ ,;=\"\t*!~\u0000\u007f\u00e9\u3002\ud83d";

    private final Random random;

    HostGrammar(Random random) {
        this.random = random;
    }

    String host() {
        String host = switch (random.nextInt(5)) {
            case 0 -> pick(KNOWN);
            case 1 -> "[" + literal() + "]";
            case 2 -> numbers();
            case 3 -> noise();
            default -> name();
        };
        return mutated(host + pick(ENDS));
    }

    String pattern() {
        return switch (random.nextInt(6)) {
            case 0 -> "*." + host();
            case 1 -> "https://" + host();
            case 2 -> host() + "/" + random.nextInt(140);
            case 3 -> literal() + "/" + random.nextInt(140);
            default -> host();
        };
    }

    String forwarded() {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            line.append(pick(PAIRS)).append(random.nextBoolean() ? ";" : ", ");
        }
        return mutated(line.toString());
    }

    private String name() {
        StringBuilder name = new StringBuilder(pick(LABELS));
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append('.').append(random.nextInt(200) == 0 ? "a".repeat(60 + random.nextInt(8)) : pick(LABELS));
        }
        return random.nextInt(4) == 0 ? name + ".wild.example" : name.toString();
    }

    private String numbers() {
        StringBuilder numbers = new StringBuilder();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            numbers.append(random.nextInt(20) == 0 ? "0" : "")
                    .append(random.nextInt(300))
                    .append(i > 1 ? "." : "");
        }
        return numbers.toString();
    }

    private String literal() {
        StringBuilder literal = new StringBuilder(random.nextInt(3) == 0 ? "::" : "");
        for (int i = random.nextInt(9); i > 0; i--) {
            literal.append(pick(GROUPS)).append(i > 1 ? random.nextInt(8) == 0 ? "::" : ":" : "");
        }
        return literal + (random.nextInt(20) == 0 ? "%eth0" : "");
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            noise.append(ANY.charAt(random.nextInt(ANY.length())));
        }
        return noise.toString();
    }

    private String mutated(String text) {
        if (text.isEmpty() || random.nextInt(4) != 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        String with = random.nextBoolean() ? "" : String.valueOf(ANY.charAt(random.nextInt(ANY.length())));
        return text.substring(0, at) + with + text.substring(at + random.nextInt(2));
    }

    private String pick(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }
}

package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Hostile origins against the JDK's own reading of URIs: some thousand, or a million in the profile "proof". */
class OriginFuzzTests {

    private static final int BATCH = Boolean.getBoolean("dev.gatehouse.proof") ? 1000 : 10;
    private static final OriginPattern SUBDOMAINS = OriginPattern.of("https://*.example.com");
    private static final OriginPattern ONE = OriginPattern.of("https://app.example.com");

    private static final List<String> PIECES = List.of(
            "https",
            "http",
            "HTTPS",
            "null",
            "file",
            "://",
            ":",
            "/",
            "//",
            "\\",
            "@",
            "?",
            "#",
            "*",
            "%2e",
            "%",
            ".",
            "..",
            "example.com",
            ".example.com",
            "Example.COM",
            "evil.com",
            "app.example.com",
            "app",
            "localhost",
            "x",
            "A",
            "com",
            "443",
            "8443",
            "80",
            "0",
            "65535",
            "65536",
            "00443",
            "[",
            "]",
            "[::1]",
            "::1",
            "[::ffff:1.2.3.4]",
            "%25eth0",
            "127.0.0.1",
            "1.2.3",
            "0x7f",
            "256",
            " ",
            "\t",
            ",",
            ";",
            "`",
            "_",
            "-",
            "\u0000",
            "\r\n",
            "\u00fc",
            "\u3002",
            "\u212a",
            "\ud83d",
            "xn--bcher-kva",
            "user:pass@");

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void readsAnOriginAsTheJdkReadsAUri(@ForAll("hostile") List<String> texts) {
        for (String text : texts) {
            Origin origin = Origin.parse(text);
            URI uri = asUri(text);
            if (origin != null) {
                assertThat(uri).as(text).isNotNull();
                assertThat(uri.getScheme()).isEqualToIgnoringCase(origin.scheme());
                assertThat(uri.getRawPath()).isEmpty();
                assertThat(uri.getRawQuery()).isNull();
                assertThat(uri.getRawFragment()).isNull();
                assertThat(uri.getRawAuthority()).doesNotContain("@", ",", "%");
                assertThat(Origin.parse(origin.toString())).as(text).isEqualTo(origin);
            } else {
                assertThat(uri != null && isPlainOrigin(uri)).as(text).isFalse();
            }
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void matchesAsTheJdkReadsTheHost(@ForAll("hostile") List<String> texts) {
        for (String text : texts) {
            Origin origin = Origin.parse(text);
            assertThat(origin != null && SUBDOMAINS.matches(origin)).as(text).isEqualTo(isSubdomain(text));
            assertThat(origin != null && ONE.matches(origin)).as(text).isEqualTo(isOne(text));
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void neverFailsOtherwiseThanByItsMessage(@ForAll("hostile") List<String> texts) {
        for (String text : texts) {
            try {
                OriginPattern pattern = OriginPattern.of(text);
                assertThat(OriginPattern.of(pattern.toString())).isEqualTo(pattern);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("'" + text + "'");
            }
        }
    }

    @Provide
    Arbitrary<List<String>> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMaxSize(9).map(list -> String.join("", list));
        Arbitrary<String> behindScheme = pieces.map(text -> "https://" + text);
        Arbitrary<String> subdomains = Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(3)
                .map(list -> "https://" + String.join("", list) + ".example.com");
        Arbitrary<String> around = Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(2)
                .map(list -> "https://app.example.com" + String.join("", list));
        return Arbitraries.oneOf(
                        pieces,
                        behindScheme,
                        subdomains,
                        around,
                        Arbitraries.strings().ofMaxLength(30))
                .list()
                .ofSize(BATCH);
    }

    private static @Nullable URI asUri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** What the JDK takes for nothing but scheme, host and port, spelled as a browser would. */
    private static boolean isPlainOrigin(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getScheme() == null || !uri.getRawPath().isEmpty()) {
            return false;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawAuthority().equals(host + port)
                && uri.getPort() <= 65535
                && host.indexOf('%') < 0
                && host.length() <= 253
                && (host.startsWith("[") || Arrays.stream(host.split("\\.")).allMatch(label -> label.length() <= 63))
                && !isNumberOfAnotherForm(host);
    }

    private static boolean isSubdomain(String text) {
        List<String> labels = labelsOnHttps(text);
        int size = labels.size();
        return size > 2
                && labels.subList(size - 2, size).equals(List.of("example", "com"))
                && labels.stream().noneMatch(String::isEmpty);
    }

    private static boolean isOne(String text) {
        return labelsOnHttps(text).equals(List.of("app", "example", "com"));
    }

    /** Underscores, and hyphens at the end of a label, are no part of a host for the JDK, but are for browsers. */
    private static List<String> labelsOnHttps(String text) {
        int start = text.indexOf("://") + 3;
        URI uri = start < 3
                ? null
                : asUri(text.substring(0, start)
                        + text.substring(start).replace('_', 'u').replace('-', 'h'));
        boolean https = uri != null && "https".equalsIgnoreCase(uri.getScheme()) && isPlainOrigin(uri);
        if (!https || (uri.getPort() != -1 && uri.getPort() != 443)) {
            return List.of();
        }
        return Arrays.asList(uri.getHost().toLowerCase(Locale.ROOT).split("\\.", -1));
    }

    /** The JDK takes such hosts for names, browsers for IPv4 addresses in a form that they would not send. */
    private static boolean isNumberOfAnotherForm(String host) {
        return host.matches("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?") && !host.matches("((0|[1-9][0-9]*)(\\.|$)){4}");
    }
}

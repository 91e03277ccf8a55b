package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import org.jspecify.annotations.Nullable;

/**
 * Random hosts, most of them nearly right, against readers that were written by others: {@link URI} for the grammar,
 * {@link InetAddress} for literals, and regular expressions for names.
 */
class HostFuzzTests {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 5_000;
    private static final long SEED = 20_261_121;

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern LONG_GROUP = Pattern.compile("[0-9A-Fa-f]{5}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    private static final HostSet HOSTS = HostSet.of("api.example.com", "*.wild.example", "10.0.0.0/8", "[::1]:8080");

    private final Random random = new Random(SEED);
    private final HostGrammar grammar = new HostGrammar(random);

    @Example
    void givesTheVerdictOfTheOracleOnAnyHost() {
        for (int i = 0; i < ROUNDS; i++) {
            String host = grammar.host();
            HostVerdict verdict = HOSTS.judge(host);
            assertThat(verdict != HostVerdict.MALFORMED).as(host).isEqualTo(isHost(host));
            assertThat(verdict == HostVerdict.COVERED).as(host).isEqualTo(isHost(host) && isCovered(host));
        }
    }

    @Example
    void readsNothingThatAnotherReaderOfUrisTakesForAnotherHost() {
        for (int i = 0; i < ROUNDS; i++) {
            String host = grammar.host();
            Authority authority = Authority.parse(host);
            if (authority == null || authority.host().indexOf('_') >= 0) {
                continue;
            }
            URI uri = uri("http://" + host + "/path");
            assertThat(uri).as(host).isNotNull();
            if (uri.getHost() != null) {
                assertThat(Authority.parse(uri.getHost())).as(host).isEqualTo(new Authority(authority.host(), -1));
                assertThat(uri.getPort()).as(host).isEqualTo(authority.port());
            }
            assertThat(uri.getRawUserInfo()).as(host).isNull();
            assertThat(uri.getRawPath()).as(host).isEqualTo("/path");
            assertThat(Authority.parse(authority.toString())).isEqualTo(authority);
        }
    }

    @Example
    void readsOrRefusesAnyPattern() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = grammar.pattern();
            try {
                HostPattern pattern = HostPattern.of(text);
                assertThat(HostPattern.of(pattern.toString())).as(text).isEqualTo(pattern);
            } catch (IllegalArgumentException refused) {
                assertThat(refused)
                        .as(text)
                        .hasMessageStartingWith("'" + text + "'")
                        .hasMessageEndingWith(".");
            }
        }
    }

    @Example
    void coversOfItsOwnHostsEachSpelling() {
        for (int i = 0; i < ROUNDS; i++) {
            String host = grammar.host();
            if (Authority.parse(host) != null) {
                String other = host.toUpperCase(Locale.ROOT);
                assertThat(HostSet.of(host).judge(other)).as(host).isEqualTo(HostVerdict.COVERED);
            }
        }
    }

    @Example
    void readsOrRefusesAnyForwardedHeader() {
        for (int i = 0; i < ROUNDS; i++) {
            String line = grammar.forwarded();
            List<String> values = ForwardedValues.standard(line, "host");
            if (values != null) {
                assertThat(values).as(line).allSatisfy(value -> assertThat(line).contains(value));
            }
            List<String> simple = ForwardedValues.simple(line);
            if (simple != null) {
                assertThat(simple).as(line).noneMatch(String::isEmpty);
            }
        }
    }

    private static boolean isHost(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close > 0 && address(text.substring(0, close + 1)) != null && isPort(text.substring(close + 1));
        }
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean good = ENDS_IN_NUMBER.matcher(name).matches()
                ? V4.matcher(host).matches()
                : NAME.matcher(name).matches();
        return good && isPort(colon < 0 ? "" : text.substring(colon));
    }

    private static boolean isPort(String text) {
        return text.isEmpty()
                || (text.startsWith(":")
                        && PORT.matcher(text.substring(1)).matches()
                        && Integer.parseInt(text.substring(1)) <= 65_535);
    }

    private static boolean isCovered(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int close = lower.indexOf(']');
            byte[] bytes = address(lower.substring(0, close + 1)).getAddress();
            boolean loopback = bytes.length == 16 && bytes[15] == 1;
            for (int i = 0; i < bytes.length - 1; i++) {
                loopback &= bytes[i] == 0;
            }
            boolean ten = bytes.length == 4 && bytes[0] == 10;
            return ten || (loopback && lower.substring(close + 1).equals(":8080"));
        }
        String host = lower.contains(":") ? lower.substring(0, lower.indexOf(':')) : lower;
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.equals("api.example.com")
                || name.endsWith(".wild.example")
                || (V4.matcher(name).matches() && name.startsWith("10."));
    }

    /** A text in brackets is never looked up. */
    private static @Nullable InetAddress address(String literal) {
        if (!literal.contains(":") || literal.contains("%") || !literal.matches("\\[[0-9A-Fa-f:.]+]")) {
            return null;
        }
        if (LONG_GROUP.matcher(literal).find()) {
            // Java reads groups of more than four digits, too.
            return null;
        }
        int dot = literal.lastIndexOf(':');
        String tail = literal.substring(dot + 1, literal.length() - 1);
        if (tail.contains(".") && !V4.matcher(tail).matches()) {
            // Java reads octets with leading zeros, too.
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}

package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ClientAddressResolverTests {

    private static final String XFF = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";
    private static final String PROXY = "10.0.0.1";

    private final Logger logger = (Logger) LoggerFactory.getLogger(TrustedProxyResolver.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ClientAddressResolver resolver = behindProxies(ForwardedHeader.AUTO);

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    private static ClientAddressResolver behindProxies(ForwardedHeader header) {
        return ClientAddressResolver.of(
                new ClientAddressSettings(CidrSet.of("10.0.0.0/8", "2001:db8:f::/48"), header, false));
    }

    private String resolve(String peer, String... headers) {
        return resolver.resolve(FakeRequests.from(peer, headers)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "203.0.113.9, 203.0.113.9",
                "203.0.113.9:4711, 203.0.113.9",
                "2001:db8::7, 2001:db8::7",
                "[2001:db8::7], 2001:db8::7",
                "[2001:db8::7]:443, 2001:db8::7",
                "::ffff:203.0.113.9, 203.0.113.9",
                "|1.1.1.1, 203.0.113.9|, 203.0.113.9",
                "|1.1.1.1, 203.0.113.9, 10.2.3.4|, 203.0.113.9",
                "|203.0.113.9 ,\t10.2.3.4 , 10.9.9.9|, 203.0.113.9",
                "|203.0.113.9,,10.2.3.4,|, 203.0.113.9",
                "|10.3.3.3, 10.2.3.4|, 10.3.3.3",
                "|unknown, 10.2.3.4|, unknown",
                "|1.1.1.1, junk, 10.2.3.4|, unknown",
                "|1.1.1.1, 203.0.113.999|, unknown",
                "|1.1.1.1, 203.0.113.9:|, unknown",
                "|1.1.1.1, 203.0.113.9:123456|, unknown",
                "|1.1.1.1, [1.2.3.4]|, unknown",
                "|1.1.1.1, [::1|, unknown",
                "||, 10.0.0.1",
                "|,|, 10.0.0.1",
            })
    void walksXForwardedForFromTheRight(String header, String client) {
        assertThat(resolve(PROXY, XFF, header)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '!',
            value = {
                "for=203.0.113.9 ! 203.0.113.9",
                "For=\"203.0.113.9\" ! 203.0.113.9",
                "for=\"203.0.113.9:80\" ! 203.0.113.9",
                "for=\"[2001:db8:cafe::17]:4711\" ! 2001:db8:cafe::17",
                "for=\"[2001:db8:cafe::17]:_obf\" ! 2001:db8:cafe::17",
                "proto=https;for=203.0.113.9;by=10.0.0.1 ! 203.0.113.9",
                "proto=https; for=203.0.113.9 ;host=\"a;b,c\" ! 203.0.113.9",
                "for=1.1.1.1, for=203.0.113.9;host=\"x,for=2.2.2.2\" ! 203.0.113.9",
                "for=1.1.1.1, for=203.0.113.9;host=\"a\\\",for=2.2.2.2\" ! 203.0.113.9",
                "for=\"1.1.1.1, for=203.0.113.9 ! 203.0.113.9",
                "for=1.1.1.1;a=\"\\, for=203.0.113.9, for=10.1.1.1 ! 203.0.113.9",
                "for=203.0.113.9, for=10.2.2.2 ! 203.0.113.9",
                "for=unknown, for=10.2.2.2 ! unknown",
                "for=_hidden, for=10.2.2.2 ! unknown",
                "for=1.1.1.1, proto=https ! unknown",
                "for=1.1.1.1, for=203.0.113.9;for=203.0.113.8 ! unknown",
                "for=1.1.1.1, for=\"203.0.113.9 ! unknown",
                "for=1.1.1.1, for= ! unknown",
                "xfor=1.1.1.1 ! unknown",
                "host=\"for=1.1.1.1\" ! unknown",
            })
    void walksForwardedFromTheRight(String header, String client) {
        assertThat(resolve(PROXY, FORWARDED, header)).isEqualTo(client);
    }

    @Test
    void joinsTheLinesOfAHeader() {
        assertThat(resolve(PROXY, XFF, "1.1.1.1", XFF, "203.0.113.9, 10.3.3.3", XFF, "10.2.2.2"))
                .isEqualTo("203.0.113.9");
        assertThat(resolve(PROXY, FORWARDED, "for=203.0.113.9", FORWARDED, "for=10.2.2.2"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void ignoresHeadersOfAPeerThatIsNotTrusted() {
        assertThat(resolve("203.0.113.50", XFF, "1.1.1.1", FORWARDED, "for=1.1.1.1"))
                .isEqualTo("203.0.113.50");
    }

    @Test
    void tellsWhetherATrustedProxyStoodBetween() {
        assertThat(resolver.resolve(FakeRequests.from(PROXY, XFF, "203.0.113.9"))
                        .proxied())
                .isTrue();
        assertThat(resolver.resolve(FakeRequests.from("203.0.113.9")).proxied()).isFalse();
    }

    @Test
    void warnsOnceThatAnUntrustedPeerForwards() {
        resolve("203.0.113.50", XFF, "1.1.1.1\r\nforged line");
        resolve("203.0.113.51", FORWARDED, "for=1.1.1.1");

        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith(
                                "203.0.113.50 sent X-Forwarded-For: 1.1.1.1??forged line but is not a trusted proxy")
                        .contains("gatehouse.client-address.trusted-proxies"));
    }

    @Test
    void warnsOfAnUntrustedProxyThatWasPutInFrontLate() {
        for (int i = 0; i < 10_000; i++) {
            resolve("203.0.113.50");
        }
        assertThat(logged.list).isEmpty();

        for (int i = 0; i < 10_000; i++) {
            resolve("203.0.113.50", XFF, "1.1.1.1");
        }
        assertThat(logged.list).hasSize(1);
    }

    @Test
    void staysSilentWhenTheContainerForwards() {
        HttpServletRequest resolvedByValve = FakeRequests.from("203.0.113.50", XFF, "left over");
        resolvedByValve.setAttribute("org.apache.tomcat.request.forwarded", Boolean.TRUE);
        assertThat(resolver.resolve(resolvedByValve)).hasToString("203.0.113.50");

        ClientAddressResolver native_ =
                ClientAddressResolver.of(new ClientAddressSettings(CidrSet.empty(), ForwardedHeader.AUTO, true));
        assertThat(native_.resolve(FakeRequests.from("203.0.113.50", XFF, "left over")))
                .hasToString("203.0.113.50");
        assertThat(logged.list).isEmpty();
    }

    @Test
    void believesNeitherHeaderWhenTheyDisagree() {
        String[] headers = {XFF, "203.0.113.9", FORWARDED, "for=203.0.113.8"};

        assertThat(resolve(PROXY, headers)).isEqualTo("unknown");
        assertThat(resolve(PROXY, headers)).isEqualTo("unknown");
        assertThat(logged.list)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).contains("gatehouse.client-address.header"));
    }

    @Test
    void believesBothHeadersWhenTheyAgree() {
        assertThat(resolve(PROXY, XFF, "1.1.1.1, 2001:DB8:0::9", FORWARDED, "for=\"[2001:db8::9]\""))
                .isEqualTo("2001:db8::9");
    }

    @Test
    void readsOnlyTheHeaderThatIsSet() {
        HttpServletRequest request = FakeRequests.from(PROXY, XFF, "203.0.113.9", FORWARDED, "for=203.0.113.8");

        assertThat(behindProxies(ForwardedHeader.X_FORWARDED_FOR).determine(request))
                .hasToString("203.0.113.9");
        assertThat(behindProxies(ForwardedHeader.FORWARDED).determine(request)).hasToString("203.0.113.8");
    }

    @Test
    void looksThroughWrappersThatBelieveAnyClient() {
        HttpServletRequest believing = new HttpServletRequestWrapper(FakeRequests.from(PROXY, XFF, "203.0.113.9")) {
            @Override
            public String getRemoteAddr() {
                return "1.1.1.1";
            }

            @Override
            public String getHeader(String name) {
                return null;
            }
        };
        assertThat(resolver.resolve(believing)).hasToString("203.0.113.9");
    }

    @Test
    void answersOncePerRequest() {
        HttpServletRequest request = FakeRequests.from("203.0.113.9");
        ClientAddress first = resolver.resolve(request);

        assertThat(resolver.resolve(new HttpServletRequestWrapper(request))).isSameAs(first);
        assertThat(request.getAttribute(RequestAttributes.CLIENT_ADDRESS)).isSameAs(first);
    }

    @Test
    void knowsNothingAboutAConnectionWithoutAddress() {
        assertThat(resolver.resolve(FakeRequests.from(null))).isEqualTo(ClientAddress.UNKNOWN);
        assertThat(resolver.resolve(FakeRequests.from("")).isKnown()).isFalse();
        assertThat(ClientAddress.UNKNOWN).hasToString("unknown");
    }

    @Test
    void cutsTheZoneThatTheContainerAdds() {
        assertThat(resolve("fe80:0:0:0:0:0:0:1%eth0")).isEqualTo("fe80::1");
    }

    @Test
    void looksAtABoundedPartOfLongHeaders() {
        assertThat(resolve(PROXY, XFF, "203.0.113.9, " + "10.1.1.1, ".repeat(30) + "10.2.2.2"))
                .isEqualTo("203.0.113.9");
        assertThat(resolve(PROXY, XFF, "203.0.113.9, " + "10.1.1.1, ".repeat(40) + "10.2.2.2"))
                .isEqualTo("unknown");
        assertThat(resolve(PROXY, XFF, "10.3.3.3, " + "10.1.1.1, ".repeat(30) + "10.2.2.2"))
                .isEqualTo("10.3.3.3");
        assertThat(resolve(PROXY, XFF, "203.0.113.9," + " ".repeat(5000) + "10.2.2.2"))
                .isEqualTo("unknown");
        assertThat(resolve(PROXY, FORWARDED, "\"" + "\\".repeat(100_000) + "\""))
                .isEqualTo("unknown");
    }

    @Test
    void nobodyBecomesTheProxyByALongHost() {
        ClientAddress client = resolver.resolve(
                FakeRequests.from(PROXY, FORWARDED, "for=203.0.113.9;host=\"" + "a".repeat(4100) + "\";proto=https"));
        assertThat(client.address()).isNull();
        assertThat(client.proxied()).isTrue();
        assertThat(client.countedAs()).hasToString(PROXY);
    }

    @Test
    void nothingAClientPutsInFrontChangesWhoItIs() {
        Random random = new Random(23);
        String alphabet = "\"\\,;=for1.:[]() \t_10.0.0.1";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder spoof = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                spoof.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(resolve(PROXY, FORWARDED, spoof + ", for=203.0.113.9, for=\"10.1.1.1:80\";by=\"[::1]\""))
                    .isEqualTo("203.0.113.9");
            assertThat(resolve(PROXY, XFF, spoof + ", 203.0.113.9, 10.1.1.1")).isEqualTo("203.0.113.9");
        }
    }
}

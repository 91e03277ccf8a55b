package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.pattern.DynamicConverter;
import dev.gatehouse.mask.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingEncoderTests {

    /** That of Spring Boot, from the logger on. */
    private static final String BOOT = "%5p [%t] %-40.40logger{39} : %m%n";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void giveItAContextOfItsOwn() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.RefreshToken",
                "com.example.application.security.RefreshToken",
                "com.example.application.security.of.all.kinds.RefreshToken",
                "com.example.application.security.Authorization",
                "com.example.application.security.of.the.VeryMostLongestEverInJavaSeenSessionCookie",
                "com.example.Sessions$Token",
                "com.example.Otp",
                "RefreshToken"
            })
    void theNameOfTheLoggerIsNoNameOfASecret(String logger) {
        for (String pattern : List.of(
                BOOT, "%c : %m%n", "%c{1} : %m%n", "%c{0} : %m%n", "%.5c : %m%n", "%5p %logger{36} : [%X{a}] %m%n")) {
            assertThat(encoded(pattern, logger, "User bob, logged in"))
                    .as(pattern)
                    .endsWith("User bob, logged in\n");
            assertThat(encoded(pattern, logger, "token : hunter2 of bob"))
                    .as(pattern)
                    .endsWith("token : *** of bob\n");
        }
        assertThat(encoded(BOOT, logger, "")).endsWith(" : \n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%m%n|RefreshToken : hunter2 x|RefreshToken : *** x",
                "%m%n|c.e.RefreshToken      : hunter2 x|c.e.RefreshToken      : *** x",
                "%c - %m%n|RefreshToken : hunter2 x|com.example.RefreshToken - RefreshToken : *** x",
                "%c - %m%n|com.example.RefreshToken : hunter2 x|com.example.RefreshToken - com.example.RefreshToken : *** x",
                "access-token : %X{a:-hunter2} %c : %m%n|a b|access-token : *** com.example.RefreshToken : *** b",
                "c.x.RefreshToken : %X{a:-hunter2} %m%n|a b|c.x.RefreshToken : *** a b",
                "%c=%m%n|hunter2 x|com.example.RefreshToken=*** x",
                "%c : %replace(%m){'a','b'}%n|a x|com.example.RefreshToken : b x"
            })
    void whatTheMessageSaysIsNotTheLogger(String pattern, String message, String expected) {
        assertThat(encoded(pattern, "com.example.RefreshToken", message)).isEqualTo(expected + "\n");
    }

    @Test
    void alignedPropertiesAreMasked() {
        assertThat(encoded(BOOT, "com.example.Start", "spring.datasource.password     : hunter2"))
                .endsWith(" : spring.datasource.password     : ***\n");
        assertThat(encoded(BOOT, "com.example.RefreshToken", "a.url       : x\ncom.example.RefreshToken  : hunter2"))
                .endsWith(" : a.url       : x\ncom.example.RefreshToken  : ***\n");
    }

    @Test
    void eachLineIsJudgedByItsOwnLogger() {
        MaskingEncoder encoder = encoder(BOOT);

        for (int i = 0; i < 2; i++) {
            assertThat(encoded(encoder, "com.example.RefreshToken", "bob")).endsWith(" : bob\n");
            assertThat(encoded(encoder, "com.example.Users", "token : bob")).endsWith(" : token : ***\n");
        }
    }

    @Test
    void aLineMayBeMadeLaterIfAllItsPartsComeFromTheEvent() {
        assertThat(encoder("%d %5p [%t] %X{request_id} %-40.40logger{39} : %m%n%ex")
                        .isDeferrable())
                .isTrue();
        assertThat(encoder("%who %m%n", Map.of("who", OfThread::new)).isDeferrable())
                .isFalse();
    }

    private String encoded(String pattern, String logger, String message) {
        return encoded(encoder(pattern), logger, message);
    }

    private String encoded(MaskingEncoder encoder, String logger, String message) {
        LoggingEvent event = new LoggingEvent("x", context.getLogger(logger), Level.INFO, message, null, null);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private MaskingEncoder encoder(String pattern) {
        return encoder(pattern, Map.of());
    }

    private MaskingEncoder encoder(String pattern, Map<String, Supplier<DynamicConverter>> words) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.getInstanceConverterMap().putAll(words);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> readable = new LayoutWrappingEncoder<>();
        readable.setContext(context);
        readable.setCharset(StandardCharsets.UTF_8);
        readable.setLayout(layout);
        readable.start();
        return new MaskingEncoder(readable, SecretMask.of(List.of()));
    }

    /** Asks the thread, as an application's own conversion word may. */
    private static final class OfThread extends ClassicConverter {

        @Override
        public String convert(ILoggingEvent event) {
            return Thread.currentThread().getName();
        }
    }
}

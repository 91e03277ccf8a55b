package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.gatehouse.mask.SecretMask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.structured.JsonWriterStructuredLogFormatter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class ReadableLogMaskingTests {

    private static final String FILE = """
            <appender name="FILE" class="ch.qos.logback.core.FileAppender">
              <file>%s</file>
              <encoder><pattern>%%msg%%n</pattern></encoder>
            </appender>
            <root level="INFO"><appender-ref ref="FILE"/></root>
            """;
    private static final String OTHERS = """
            <appender name="MAIL" class="ch.qos.logback.classic.net.SyslogAppender">
              <syslogHost>localhost</syslogHost><facility>USER</facility>
            </appender>
            <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
              <discriminator><key>user</key><defaultValue>none</defaultValue></discriminator>
              <sift><appender name="X" class="ch.qos.logback.core.helpers.NOPAppender"/></sift>
            </appender>
            <appender name="JSON" class="ch.qos.logback.core.FileAppender">
              <file>%s</file>
              <encoder class="ch.qos.logback.classic.encoder.JsonEncoder"/>
            </appender>
            <appender name="NONE" class="ch.qos.logback.core.helpers.NOPAppender"/>
            <appender name="LATER" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="JSON"/></appender>
            <root level="INFO">
              <appender-ref ref="MAIL"/><appender-ref ref="SIFT"/><appender-ref ref="LATER"/><appender-ref ref="NONE"/>
            </root>
            """;

    private static final String STRUCTURED = """
            <appender name="JSON" class="ch.qos.logback.core.ConsoleAppender">
              <encoder class="org.springframework.boot.logging.logback.StructuredLogEncoder"><format>%s</format></encoder>
            </appender>
            <root level="INFO"><appender-ref ref="JSON"/></root>
            """;

    private final LoggerContext context = new LoggerContext();
    private final MockEnvironment environment = new MockEnvironment();
    private final ReadableLogMasking masking = new ReadableLogMasking(context, environment, SecretMask.of(List.of()));

    @BeforeEach
    void giveItAContextOfItsOwn() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aConfigurationThatIsReadAgainIsMaskedAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("log");
        configure(FILE.formatted(file));
        masking.install();
        say("password=hunter2");
        context.reset();
        configure(FILE.formatted(file));
        say("token=hunter2");
        assertThat(Files.readString(file)).isEqualTo("password=***\ntoken=***\n");
    }

    @Test
    void theConfigurationOfAnotherApplicationIsLeftAlone(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("log");
        masking.install();
        context.putObject(Environment.class.getName(), new MockEnvironment());
        configure(FILE.formatted(file));
        say("password=hunter2");
        assertThat(Files.readString(file)).isEqualTo("password=hunter2\n");
    }

    @Test
    void whatStaysUnmaskedIsNamedOnce(CapturedOutput output, @TempDir Path directory) throws Exception {
        configure(OTHERS.formatted(directory.resolve("json")));
        masking.install();
        context.reset();
        configure(OTHERS.formatted(directory.resolve("json")));
        assertThat(output.toString().lines().filter(line -> line.contains("not masked")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .endsWith(": JSON (FileAppender), MAIL (SyslogAppender), SIFT (SiftingAppender)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "gelf", "logstash"})
    void jsonOfSpringBootIsMasked(String format, CapturedOutput output) throws Exception {
        context.putObject(Environment.class.getName(), environment);
        configure(STRUCTURED.formatted(format));
        masking.install();
        say("password=hunter2");
        assertThat(output.toString())
                .contains("password=***")
                .doesNotContain("hunter2")
                .doesNotContain("not masked");
    }

    @Test
    void aFormatOfTheApplicationIsNamedUnlessItMasks(CapturedOutput output) throws Exception {
        context.putObject(Environment.class.getName(), environment);
        configure(STRUCTURED.formatted(Masking.class.getName()));
        masking.install();
        assertThat(output.toString()).doesNotContain("not masked");
        for (Class<?> format : List.of(Plain.class, Broken.class)) {
            context.reset();
            context.putObject(Environment.class.getName(), environment);
            configure(STRUCTURED.formatted(format.getName()).replace("JSON", format.getSimpleName()));
            masking.install();
            assertThat(output.toString())
                    .contains("Secrets are not masked", ": " + format.getSimpleName() + " (ConsoleAppender).");
        }
    }

    /** An own format that does not know of the members that Spring Boot lets others change. */
    static class Plain implements StructuredLogFormatter<ILoggingEvent> {

        @Override
        public String format(ILoggingEvent event) {
            return event.getFormattedMessage() + "\n";
        }
    }

    static class Broken implements StructuredLogFormatter<ILoggingEvent> {

        @Override
        public String format(ILoggingEvent event) {
            throw new IllegalStateException("broken");
        }
    }

    /** One that does. */
    static class Masking extends JsonWriterStructuredLogFormatter<ILoggingEvent> {

        Masking(StructuredLoggingJsonMembersCustomizer<?> customizer) {
            super(members -> members.add("m", ILoggingEvent::getFormattedMessage), customizer);
        }
    }

    private void say(String message) {
        context.getLogger("test").info(message);
    }

    private void configure(String configuration) throws JoranException, IOException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        String text = "<configuration>" + configuration + "</configuration>";
        try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            configurator.doConfigure(in);
        }
    }
}

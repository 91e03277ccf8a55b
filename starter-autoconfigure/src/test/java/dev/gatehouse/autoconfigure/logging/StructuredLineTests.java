package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StructuredLineTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What all of this is for: if it stops to fail, Spring Boot has solved it. */
    @ParameterizedTest
    @CsvSource({"ecs,message", "ecs,log.level", "logstash,message", "logstash,level", "logstash,tags"})
    void springBootAloneLosesTheLine(String format, String key) {
        LoggingEvent event = event("hello", Map.of(key, "forged"));
        event.addMarker(org.slf4j.MarkerFactory.getMarker("marked"));
        assertThatThrownBy(() -> line(format, event, "gatehouse.logging.context.collision-safe=false"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@timestamp",
                "log",
                "log.level",
                "process",
                "service",
                "service.name",
                "message",
                "error",
                "error.message",
                "tags",
                "ecs",
                "ecs.version",
                "a..b",
                "."
            })
    void noContextKeyCostsAnEcsLine(String key) {
        JsonNode line = line("ecs", failing(Map.of(key, "forged", "request_id", "r1")));
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/error/message").asString()).isEqualTo("broken");
        assertThat(line.at("/tags/0").asString()).isEqualTo("marked");
        assertThat(line.at("/request_id").asString()).isEqualTo("r1");
        assertThat(line.toString()).contains("forged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@timestamp",
                "@version",
                "message",
                "logger_name",
                "thread_name",
                "level",
                "level_value",
                "tags",
                "stack_trace"
            })
    void noContextKeyCostsALogstashLine(String key) {
        JsonNode line = line("logstash", failing(Map.of(key, "forged", "request_id", "r1")));
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(line.at("/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/stack_trace").asString()).contains("broken");
        assertThat(line.at("/tags/0").asString()).isEqualTo("marked");
        assertThat(line.at("/request_id").asString()).isEqualTo("r1");
        assertThat(line.at("/context_" + key).asString()).isEqualTo("forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECS", "Ecs", "LOGSTASH", "logStash"})
    void theCaseOfAFormatDoesNotCount(String format) {
        JsonNode line = line(format, event("hello", Map.of("message", "forged")));
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(line.at("/context_message").asString()).isEqualTo("forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void requestUserAndTraceAreMembersOfTheirOwn(String format) {
        JsonNode line = line(format, event("hello", Map.of("request_id", "r1", "user_id", "bob", "traceId", "t1")));
        assertThat(line.at("/request_id").asString()).isEqualTo("r1");
        assertThat(line.at("/user_id").asString()).isEqualTo("bob");
        assertThat(line.at("/traceId").asString()).isEqualTo("t1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aKeyInBothContextAndEventKeepsBothValues(String format) {
        LoggingEvent event = event("hello", Map.of("user_id", "bob"));
        event.addKeyValuePair(new KeyValuePair("user_id", "eve"));
        event.addKeyValuePair(new KeyValuePair("status", 200));
        JsonNode line = line(format, event);
        assertThat(line.at("/user_id").asString()).isEqualTo("bob");
        assertThat(line.at("/user_id_2").asString()).isEqualTo("eve");
        assertThat(line.at("/status").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,log.level,process",
        "ecs,log.level,error",
        "ecs,'log,process,service,ecs',error",
        "ecs,'log,process,service,ecs',message",
        "logstash,'level,logger_name,@version',message",
        "logstash,level,thread_name"
    })
    void aServiceThatLeavesMembersOutLosesNoLine(String format, String left, String key) {
        LoggingEvent event = failing(Map.of(key, "boom"));
        JsonNode line = line(format, event, "logging.structured.json.exclude=" + left);
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(line.at("/context_" + key).asString()).isEqualTo("boom");
    }

    @ParameterizedTest
    @CsvSource({"ecs,session.id", "ecs,api.key", "ecs,private.key", "logstash,session.id", "logstash,api.key"})
    void aNameWithDotsIsASecretInEachFormat(String format, String key) {
        LoggingEvent event = event("hello", Map.of("password", "first"));
        event.addKeyValuePair(new KeyValuePair("password", "hunter2"));
        event.addKeyValuePair(new KeyValuePair(key, "hunter2"));
        event.addKeyValuePair(new KeyValuePair("api", Map.of("key", "hunter2", "version", "v1")));
        event.addKeyValuePair(new KeyValuePair("session", List.of(Map.of("id", List.of("hunter2")))));
        event.addKeyValuePair(new KeyValuePair("order", Map.of("id", "o1", "key", "k1")));
        assertThat(line(format, event).toString())
                .doesNotContain("hunter2")
                .contains("\"v1\"", "\"o1\"", "\"k1\"", "***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aNameWithSubscriptsIsASecret(String format) {
        LoggingEvent event = event("hello", Map.of("user[password]", "hunter2", "user[name]", "bob"));
        event.addKeyValuePair(new KeyValuePair("form.password[0]", "hunter2"));
        event.addKeyValuePair(
                new KeyValuePair("form", Map.of("env['API_KEY']", "hunter2", "secrets[a][b]", "hunter2")));
        assertThat(line(format, event).toString()).doesNotContain("hunter2").contains("\"bob\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aSecretInAKeyIsMaskedBeforeKeysAreCompared(String format) {
        LoggingEvent event = event("hello", Map.of("token=hunter2", "first"));
        event.addKeyValuePair(new KeyValuePair("Bearer hunter2hunter2hunter2", "second"));
        event.addKeyValuePair(new KeyValuePair("token=other", "third"));
        event.addKeyValuePair(
                new KeyValuePair("seen", Map.of("https://u:hunter2@a.example/", 1, "https://u:hunter3@a.example/", 2)));
        JsonNode line = line(format, event);
        assertThat(line.toString()).doesNotContain("hunter", "other");
        assertThat(line.propertyNames()).contains("token=***", "token=***_2", "Bearer ***");
        assertThat(line.at("/seen").propertyNames())
                .containsExactlyInAnyOrder("https://u:***@a.example/", "https://u:***@a.example/_2");
        assertThat(line("ecs", event, "gatehouse.logging.masking.enabled=false").toString())
                .contains("token=hunter2", "https://u:hunter3@a.example/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void noKeyInALoggedMapCostsTheLine(String format) {
        Map<@Nullable Object, Object> body = new LinkedHashMap<>();
        body.put("", "empty");
        body.put(null, "none");
        body.put(1, "number");
        body.put("1", "text");
        body.put(new Broken(), "broken");
        JsonNode line = line(format, eventWith("body", Map.of("inner", List.of(body))));
        JsonNode written = line.at("/body/inner/0");
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(written.at("/_").asString()).isEqualTo("empty");
        assertThat(written.at("/null").asString()).isEqualTo("none");
        assertThat(written.at("/1").asString()).isEqualTo("number");
        assertThat(written.at("/1_2").asString()).isEqualTo("text");
        assertThat(written.toString()).contains("toString() failed: java.lang.IllegalStateException\":\"broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void noStructureCostsTheLine(String format) {
        Map<String, Object> itself = new HashMap<>();
        itself.put("one", itself);
        itself.put("other", new Object[] {itself, "kept"});
        LoggingEvent event = eventWith("itself", itself);
        event.addKeyValuePair(new KeyValuePair("itself", itself));
        event.addKeyValuePair(new KeyValuePair("deep", nested(1200)));
        event.addKeyValuePair(new KeyValuePair("failing", (Iterable<String>) () -> {
            throw new IllegalStateException("expected");
        }));
        event.addKeyValuePair(new KeyValuePair("bytes", new byte[] {1, 2}));
        JsonNode line = line(format, event);
        assertThat(line.at("/message").asString()).isEqualTo("hello");
        assertThat(line.at("/itself/one").asString()).isEqualTo("(contains itself)");
        assertThat(line.at("/itself/other/1").asString()).isEqualTo("kept");
        assertThat(line.has("itself_2")).isFalse();
        assertThat(line.at("/deep").toString()).contains("(nested too deeply)");
        assertThat(line.at("/failing").asString()).contains("failed: java.lang.IllegalStateException");
        assertThat(line.at("/bytes/1").asInt()).isEqualTo(2);
    }

    private static List<Object> nested(int levels) {
        List<Object> outer = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            outer = new ArrayList<>(List.of(outer));
        }
        return outer;
    }

    private static final class Broken {
        @Override
        public String toString() {
            throw new IllegalStateException("expected");
        }
    }

    @Test
    void namesThatTheServiceAddsAreTakenToo() {
        JsonNode line =
                line("ecs", event("hello", Map.of("team", "forged")), "logging.structured.json.add.team=payments");
        assertThat(line.at("/team").asString()).isEqualTo("payments");
        assertThat(line.at("/context_team").asString()).isEqualTo("forged");
    }

    @Test
    void aPrefixOfTheServiceIsKept() {
        Map<String, String> context = Map.of("request_id", "r1");
        String prefix = "logging.structured.json.context.prefix=ctx";
        assertThat(line("ecs", event("hello", context), prefix)
                        .at("/ctx/request_id")
                        .asString())
                .isEqualTo("r1");
        assertThat(line("logstash", event("hello", context), prefix)
                        .at("/ctx_request_id")
                        .asString())
                .isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aServiceThatDecidesOnTheContextItselfIsLeftAlone(String include) {
        JsonNode line = line(
                "logstash",
                event("hello", Map.of("request_id", "r1")),
                "logging.structured.json.context.include=" + include);
        assertThat(line.has("request_id")).isEqualTo(Boolean.parseBoolean(include));
    }

    @Test
    void gelfKeepsTheContextThatSpringBootWrites() {
        JsonNode line = line("gelf", event("password=hunter2", Map.of("request_id", "r1")));
        assertThat(line.at("/_request_id").asString()).isEqualTo("r1");
        assertThat(line.at("/short_message").asString()).isEqualTo("password=***");
    }

    @Test
    void gelfThatNoPropertyTellsOfHasContextFieldsOfItsKind() {
        LoggingEvent event = event("hello", Map.of("request_id", "r1", "id", "i", "_a", "a", "b c", "b"));
        event.addKeyValuePair(new KeyValuePair("level_name", "forged"));
        event.addKeyValuePair(new KeyValuePair("request_id", "r2"));
        JsonNode line = lineOfConfiguration("gelf", event);
        assertThat(line.at("/_request_id").asString()).isEqualTo("r1");
        assertThat(line.at("/_request_id_2").asString()).isEqualTo("r2");
        assertThat(line.at("/_a").asString()).isEqualTo("a");
        assertThat(line.at("/_level_name").asString()).isEqualTo("INFO");
        assertThat(line.at("/_context_level_name").asString()).isEqualTo("forged");
        assertThat(line.propertyNames())
                .filteredOn(name -> !name.startsWith("_"))
                .containsExactlyInAnyOrder("version", "short_message", "timestamp", "level");
        assertThat(line.propertyNames()).doesNotContain("_id").noneMatch(name -> name.contains(" "));
        assertThat(lineOfConfiguration("gelf", event, "logging.structured.json.context.prefix=ctx")
                        .at("/_ctxrequest_id")
                        .asString())
                .isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aFormatThatNoPropertyTellsOfKeepsItsContext(String format) {
        JsonNode line = lineOfConfiguration(format, event("hello", Map.of("request_id", "r1")));
        assertThat(line.at("/request_id").asString()).isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void secretsNeverReachTheLine(String format) {
        LoggingEvent event = new LoggingEvent(
                "test",
                logger(),
                Level.INFO,
                "token=hunter2 {}",
                new IllegalStateException("password=hunter2", new RuntimeException("Bearer hunter2hunter2hunter2")),
                new Object[] {"{\"secret\":\"hunter2\"}"});
        event.setMDCPropertyMap(Map.of("Authorization", "hunter2", "note", "api-key: hunter2"));
        event.addKeyValuePair(new KeyValuePair("password", "hunter2"));
        event.addKeyValuePair(new KeyValuePair("headers", Map.of("cookie", List.of("hunter2"), "accept", "text")));
        event.addKeyValuePair(new KeyValuePair("user", new Object() {
            @Override
            public String toString() {
                return "User[password=hunter2]";
            }
        }));
        event.addKeyValuePair(new KeyValuePair("broken", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("hunter2");
            }
        }));
        JsonNode line = line(format, event);
        assertThat(line.toString()).doesNotContain("hunter2").contains("***", "text", "toString() failed");
        assertThat(line.at("/password").asString()).isEqualTo("***");
        assertThat(line.at("/message").asString()).isEqualTo("token=*** {\"secret\":\"***\"}");
    }

    @Test
    void aLineOfAMegabyteIsMaskedToo() {
        String big = "x".repeat(1_000_000) + " password=hunter2";
        assertThat(line("ecs", event(big, Map.of())).at("/message").asString()).endsWith(" password=***");
    }

    @Test
    void furtherNamesAreMaskedAndMaskingCanBeSwitchedOff() {
        LoggingEvent event = event("iban=1234 password=hunter2", Map.of());
        assertThat(line("ecs", event, "gatehouse.logging.masking.names=iban")
                        .at("/message")
                        .asString())
                .isEqualTo("iban=*** password=***");
        assertThat(line("ecs", event, "gatehouse.logging.masking.enabled=false")
                        .at("/message")
                        .asString())
                .isEqualTo("iban=1234 password=hunter2");
        assertThat(line("ecs", event, "gatehouse.enabled=false").at("/message").asString())
                .isEqualTo("iban=1234 password=hunter2");
    }

    @Test
    void aNameThatIsNoneLeavesTheOthersAsLongAsTheStartLasts() {
        assertThat(line("ecs", event("iban=1234", Map.of()), "gatehouse.logging.masking.names=x:pin,iban")
                        .at("/message")
                        .asString())
                .isEqualTo("iban=***");
    }

    private static LoggingEvent failing(Map<String, String> context) {
        LoggingEvent event =
                new LoggingEvent("test", logger(), Level.INFO, "hello", new IllegalStateException("broken"), null);
        event.setMDCPropertyMap(context);
        event.addMarker(org.slf4j.MarkerFactory.getMarker("marked"));
        return event;
    }

    private static LoggingEvent eventWith(String key, Object value) {
        LoggingEvent event = event("hello", Map.of());
        event.addKeyValuePair(new KeyValuePair(key, value));
        return event;
    }

    private static LoggingEvent event(String message, Map<String, String> context) {
        LoggingEvent event = new LoggingEvent("test", logger(), Level.INFO, message, null, null);
        event.setMDCPropertyMap(context);
        return event;
    }

    private static ch.qos.logback.classic.Logger logger() {
        return new LoggerContext().getLogger("test");
    }

    private static JsonNode line(String format, LoggingEvent event, String... properties) {
        return line(format, event, environment(format, properties));
    }

    /** The format stands in {@code logback-spring.xml}. */
    private static JsonNode lineOfConfiguration(String format, LoggingEvent event, String... properties) {
        return line(format, event, environment("", properties));
    }

    private static JsonNode line(String format, LoggingEvent event, Environment environment) {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        encoder.encode(event);
        return JSON.readTree(encoder.encode(event));
    }

    private static StandardEnvironment environment(String format, String... properties) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> values = new HashMap<>();
        values.put("logging.structured.format.console", format);
        for (String property : properties) {
            int equals = property.indexOf('=');
            values.put(property.substring(0, equals), property.substring(equals + 1));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        new LoggingDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}

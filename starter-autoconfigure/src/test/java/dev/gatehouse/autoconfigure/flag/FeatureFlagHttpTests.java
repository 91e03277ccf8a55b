package dev.gatehouse.autoconfigure.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.flag.FeatureFlag;
import dev.gatehouse.version.DeprecatedEndpoint;
import dev.openfeature.sdk.Client;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeatureFlagHttpTests {

    private static final String FLAGS = "/actuator/flags";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Application.class,
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.api-version.gone-after-sunset=true",
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "management.endpoints.web.exposure.include=health,flags",
                "management.endpoint.flags.access=unrestricted",
                "gatehouse.flags.on=true",
                "gatehouse.flags.off=false",
                "gatehouse.flags.half=50%",
                "gatehouse.flags.half-of-users.percentage=50",
                "gatehouse.flags.half-of-users.key=user",
                "gatehouse.feature-flags.endpoints[0].paths=/by-path/**",
                "gatehouse.feature-flags.endpoints[0].flag=off",
                "gatehouse.feature-flags.endpoints[1].paths=/by-path-on/**",
                "gatehouse.feature-flags.endpoints[1].flag=on",
                "gatehouse.feature-flags.endpoints[2].paths=/method",
                "gatehouse.feature-flags.endpoints[2].methods=POST",
                "gatehouse.feature-flags.endpoints[2].flag=off",
                "gatehouse.feature-flags.endpoints[2].status=503",
                "gatehouse.feature-flags.endpoints[3].paths=/half-path",
                "gatehouse.feature-flags.endpoints[3].flag=half-of-users");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void reset() {
        for (String flag : new String[] {"on", "off", "half"}) {
            service.send(FLAGS + "/" + flag, HttpRequest.Builder::DELETE);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static HttpResponse<String> change(String flag, String body) {
        return service.send(
                FLAGS + "/" + flag,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource({
        "/on, 200",
        "/off, 404",
        "/meta, 404",
        "/two-meta, 404",
        "/two-meta-on, 200",
        "/meta-and-own, 404",
        "/inherited, 404",
        "/teapot, 418",
        "/unknown, 404",
        "/class/plain, 200",
        "/class/off, 404",
        "/by-path, 404",
        "/by-path/, 404",
        "/%62y-path/deeper, 404",
        "/by-path;a=b/deeper, 400",
        "/by-path-on, 200",
        "/method, 200",
        "/plain, 200",
    })
    void opensAndClosesEndpoints(String path, int status) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void heedsTheMethodAndTheStatusOfARule() {
        HttpResponse<String> response = service.send("/method", request -> request.POST(BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(read(response).get("error_code").asString()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/off", "/off-and-deprecated", "/off-and-retired", "/by-path"})
    void answersAsIfThereWasNothing(String path) {
        HttpResponse<String> off = service.get(path);
        HttpResponse<String> nothing = service.get("/nothing-here");
        assertThat(off.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(off.headers().map().keySet())
                .isEqualTo(nothing.headers().map().keySet());
        assertThat(generic(off)).isEqualTo(generic(nothing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "DELETE"})
    void aRuleForAPathHidesItFromEveryMethod(String method) {
        assertThat(service.send("/by-path", request -> request.method(method, BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    private static String generic(HttpResponse<String> response) {
        return response.body().replaceAll("\"(instance|timestamp|request_id)\":\"[^\"]*\"", "\"$1\":\"\"");
    }

    @Test
    void rollsOutToTheSameClientsEachTime() {
        String first = rollOut();
        assertThat(first.chars().filter(c -> c == '1').count()).isBetween(30L, 70L);
        assertThat(rollOut()).isEqualTo(first);
    }

    private static String rollOut() {
        StringBuilder pattern = new StringBuilder();
        IntStream.range(0, 100)
                .mapToObj(i -> service.get("/half", "X-Forwarded-For", "203.0.113." + i))
                .forEach(response -> pattern.append(response.statusCode() == 200 ? '1' : '0'));
        return pattern.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/half-users", "/half-path"})
    void tellsUsersApartWhereverTheyComeFrom(String path) {
        assertThat(service.get(path).statusCode()).as("nobody is logged in").isEqualTo(404);
        int on = 0;
        for (int i = 0; i < 40; i++) {
            int here = asUser("user" + i, path, "203.0.113.1");
            assertThat(asUser("user" + i, path, "203.0.113.2")).isEqualTo(here);
            on += here == 200 ? 1 : 0;
        }
        assertThat(on).isBetween(8, 32);
    }

    private static int asUser(String name, String path, String address) {
        return service.get(path, "Authorization", credentials(name), "X-Forwarded-For", address)
                .statusCode();
    }

    private static String credentials(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ask-user", "/ask-user-later"})
    void aFilterGetsTheSameAnswerAsTheController(String path) {
        List<HttpResponse<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> service.get(path, "Authorization", credentials("user" + i)))
                .toList();
        assertThat(answers).extracting(HttpResponse::body).contains("true", "false");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.headers().allValues(AskingFilter.ANSWER))
                        .isNotEmpty()
                        .containsOnly(answer.body()));
    }

    @Test
    void codeThatAsksForAFlagKnowsTheRequest() {
        for (int i = 0; i < 10; i++) {
            String address = "203.0.113." + i;
            boolean byEndpoint =
                    service.get("/half", "X-Forwarded-For", address).statusCode() == 200;
            assertThat(service.get("/ask", "X-Forwarded-For", address).body()).isEqualTo(Boolean.toString(byEndpoint));
        }
    }

    @Test
    void listsFlags() {
        JsonNode list = read(service.get(FLAGS));
        assertThat(list.get("provider").asString()).isEqualTo("gatehouse");
        assertThat(list.get("flags").size()).isEqualTo(4);
        assertThat(read(service.get(FLAGS + "/half-of-users")))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"name": "half-of-users",
                 "now": {"enabled": true, "percentage": 50.0, "key": "user"},
                 "configured": {"enabled": true, "percentage": 50.0, "key": "user"}, "set": false}"""));
    }

    @Test
    void killsAFeatureAtOnceAndTakesThatBack() {
        try (CapturedLog log = CapturedLog.of(FlagsEndpoint.class.getName())) {
            HttpResponse<String> changed = change("on", "{\"enabled\": false}");
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(read(changed).get("set").asBoolean()).isTrue();
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getFormattedMessage()).startsWith("The flag 'on' was changed from"));
        }
        assertThat(service.get("/on").statusCode()).isEqualTo(404);
        assertThat(service.get("/by-path-on").statusCode()).isEqualTo(404);
        assertThat(service.send(FLAGS + "/on", HttpRequest.Builder::DELETE).statusCode())
                .isEqualTo(204);
        assertThat(service.get("/on").statusCode()).isEqualTo(200);
    }

    @Test
    void changesAPercentage() {
        assertThat(change("half", "{\"percentage\": 100}").statusCode()).isEqualTo(200);
        assertThat(rollOut()).doesNotContain("0");
        assertThat(change("half", "{\"percentage\": 0}").statusCode()).isEqualTo(200);
        assertThat(rollOut()).doesNotContain("1");
    }

    @Test
    void readsTheConfigurationAnew() {
        HttpResponse<String> response = service.send(
                FLAGS,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(read(response).get("flags").size()).isEqualTo(4);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(change("on", "{}").statusCode()).isEqualTo(400);
        assertThat(change("on", "{\"percentage\": 101}").body()).contains("0 to 100");
        assertThat(change("nothing", "{\"enabled\": true}").statusCode()).isEqualTo(404);
        assertThat(service.get(FLAGS + "/nothing").statusCode()).isEqualTo(404);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, OnClass.class})
    static class Application {

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            return http.httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        FilterRegistrationBean<AskingFilter> askingFilter(Client client) {
            FilterRegistrationBean<AskingFilter> registration = new FilterRegistrationBean<>(new AskingFilter(client));
            registration.setOrder(0);
            registration.addUrlPatterns("/ask-user", "/ask-user-later");
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
            return registration;
        }

        @Bean
        UserDetailsService users() {
            return name -> User.withUsername(name).password("{noop}secret").build();
        }
    }

    /** Tells what it was told, on each dispatch. */
    record AskingFilter(Client client) implements Filter {

        static final String ANSWER = "By-Filter";

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response)
                    .addHeader(ANSWER, Boolean.toString(client.getBooleanValue("half-of-users", false)));
            chain.doFilter(request, response);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @FeatureFlag("off")
    @interface Experimental {}

    @Retention(RetentionPolicy.RUNTIME)
    @FeatureFlag("on")
    @interface Released {}

    interface Inherited {

        @FeatureFlag("off")
        String inherited();
    }

    @RestController
    static class Endpoints implements Inherited {

        private final Client client;

        Endpoints(Client client) {
            this.client = client;
        }

        @RequestMapping({"/plain", "/by-path", "/by-path/deeper", "/by-path-on", "/method", "/half-path"})
        String plain() {
            return "plain";
        }

        @GetMapping("/on")
        @FeatureFlag("on")
        String on() {
            return "on";
        }

        @GetMapping("/off")
        @FeatureFlag("off")
        String off() {
            return "off";
        }

        @GetMapping("/off-and-deprecated")
        @FeatureFlag("off")
        @DeprecatedEndpoint(since = "2026-01-01")
        String offAndDeprecated() {
            return "off";
        }

        @GetMapping("/off-and-retired")
        @FeatureFlag("off")
        @DeprecatedEndpoint(since = "2019-01-01", sunset = "2020-01-01")
        String offAndRetired() {
            return "off";
        }

        @GetMapping("/meta")
        @Experimental
        String meta() {
            return "meta";
        }

        @GetMapping("/two-meta")
        @Released
        @Experimental
        String twoMeta() {
            return "meta";
        }

        @GetMapping("/two-meta-on")
        @Released
        @FeatureFlag("on")
        String twoMetaOn() {
            return "meta";
        }

        @GetMapping("/meta-and-own")
        @Experimental
        @FeatureFlag("on")
        String metaAndOwn() {
            return "meta";
        }

        @Override
        @GetMapping("/inherited")
        @FeatureFlag("on")
        public String inherited() {
            return "inherited";
        }

        @GetMapping("/teapot")
        @FeatureFlag(value = "off", status = 418)
        String teapot() {
            return "teapot";
        }

        @GetMapping("/unknown")
        @FeatureFlag("nobody-knows")
        String unknown() {
            return "unknown";
        }

        @GetMapping("/half")
        @FeatureFlag("half")
        String half() {
            return "half";
        }

        @GetMapping("/half-users")
        @FeatureFlag("half-of-users")
        String halfUsers() {
            return "half";
        }

        @GetMapping("/ask")
        String ask() {
            return Boolean.toString(client.getBooleanValue("half", false));
        }

        @GetMapping("/ask-user")
        String askUser() {
            return Boolean.toString(client.getBooleanValue("half-of-users", false));
        }

        @GetMapping("/ask-user-later")
        Callable<String> askUserLater() {
            String answer = askUser();
            return () -> answer;
        }
    }

    @RestController
    @RequestMapping("/class")
    @FeatureFlag("on")
    static class OnClass {

        @GetMapping("/plain")
        String plain() {
            return "plain";
        }

        @GetMapping("/off")
        @FeatureFlag("off")
        String off() {
            return "off";
        }
    }
}

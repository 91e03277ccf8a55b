package dev.gatehouse.autoconfigure.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.batch.BatchLimits;
import dev.gatehouse.batch.MaxBatchSize;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.Valid;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

class BatchHttpTests {

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(BatchAutoConfiguration.class));

    @Test
    void takesAThousandElementsAndNotOneMore() {
        try (RunningService service = RunningService.start(Application.class)) {
            assertThat(post(service, "/import", batch(1000)).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = post(service, "/import", batch(1001));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(details(refused))
                    .containsExactly(Map.of(
                            "field", "items",
                            "message", "Must have at most 1000 elements.",
                            "code", "max_batch_size"));
            assertThat(post(service, "/list", array(1001)).statusCode()).isEqualTo(400);
            assertThat(service.get("/export?size=10000").statusCode()).isEqualTo(200);
            HttpResponse<String> page = service.get("/export?size=10001");
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(details(page))
                    .containsExactly(
                            Map.of("field", "size", "message", "Must be at most 10000.", "code", "max_batch_size"));
        }
    }

    @Test
    void takesConfiguredLimits() {
        try (RunningService service =
                RunningService.start(Application.class, "gatehouse.batch.import=2", "gatehouse.batch.export=20000")) {
            assertThat(post(service, "/import", batch(2)).statusCode()).isEqualTo(200);
            assertThat(post(service, "/import", batch(3)).body()).contains("at most 2 elements");
            assertThat(service.get("/export?size=20000").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void limitsNothingOnceSwitchedOff() {
        try (RunningService service =
                RunningService.start(Application.class, "gatehouse.batch.enabled=false", "gatehouse.batch.import=2")) {
            assertThat(post(service, "/import", batch(1001)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void emptyPropertiesGiveTheDefaults() {
        runner.run(context -> assertThat(context.getBean(BatchLimits.class)).isEqualTo(BatchLimits.defaults()));
    }

    @Test
    void isOffWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BatchLimits.class));
    }

    @Test
    void givesWayToTheLimitsOfTheService() {
        BatchLimits own = new BatchLimits(Map.of("import", 5), true);
        runner.withBean(BatchLimits.class, () -> own)
                .run(context -> assertThat(context.getBean(BatchLimits.class)).isSameAs(own));
    }

    @Test
    void takesLimitsOfItsOwnNames() {
        runner.withPropertyValues("gatehouse.batch.limits.orders=7")
                .run(context -> assertThat(context.getBean(BatchLimits.class).of("orders"))
                        .isEqualTo(7));
    }

    @Test
    void worksWithoutBeanValidation() {
        runner.withClassLoader(new FilteredClassLoader(ConstraintValidator.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(BatchLimits.class));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> details(HttpResponse<String> response) {
        return (List<Object>)
                new JsonMapper().readValue(response.body(), Map.class).get("details");
    }

    private static HttpResponse<String> post(RunningService service, String path, String json) {
        return service.send(
                path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private static String batch(int size) {
        return "{\"items\":" + array(size) + "}";
    }

    private static String array(int size) {
        return IntStream.range(0, size).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @PostMapping("/import")
        int importAll(@Valid @RequestBody Batch batch) {
            return batch.items().size();
        }

        @PostMapping("/list")
        int importList(@RequestBody @MaxBatchSize List<Integer> items) {
            return items.size();
        }

        @GetMapping("/export")
        int export(@RequestParam @MaxBatchSize(MaxBatchSize.EXPORT) int size) {
            return size;
        }
    }

    record Batch(@MaxBatchSize List<Integer> items) {}
}

package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.environment.EnvironmentAutoConfiguration;
import dev.gatehouse.autoconfigure.environment.EnvironmentInspection;
import dev.gatehouse.autoconfigure.environment.UnsafeEnvironmentException;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.batch.MaxBatchSize;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.name.ValidName;
import dev.gatehouse.upload.ValidUpload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader.ClassPathResourceFilter;
import org.springframework.boot.test.context.FilteredClassLoader.PackageFilter;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpEntity;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class UncheckedConstraintCheckTests {

    private final WebApplicationContextRunner withValidation = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    EnvironmentAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class));

    private final WebApplicationContextRunner withoutProvider =
            withValidation.withClassLoader(new FilteredClassLoader(ClassPathResourceFilter.of(
                    new ClassPathResource("META-INF/services/jakarta.validation.spi.ValidationProvider"))));

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnAParameter.class,
                OnAFile.class,
                InABody.class,
                InAnElement.class,
                OfAnInterface.class,
                Inheriting.class,
                WithADefault.class,
                Overriding.class,
                ValidatedService.class
            })
    void findsConstraintsThatNothingChecks(Class<?> type) {
        withoutProvider
                .withBean("orders", type)
                .run(context -> assertThat(findings(context)).singleElement().satisfies(finding -> {
                    assertThat(finding.property()).isEqualTo("bean orders");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.problem()).contains("handle");
                    assertThat(finding.advice()).contains("spring-boot-starter-validation");
                }));
    }

    @Test
    void stopsTheStartInProduction() {
        withoutProvider
                .withBean(OnAParameter.class)
                .withPropertyValues("gatehouse.environment.mode=production")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(UnsafeEnvironmentException.class)
                        .hasMessageContaining("WEB019"));
    }

    @Test
    void needsNoClassOfBeanValidation() {
        withValidation
                .withClassLoader(new FilteredClassLoader(PackageFilter.of("jakarta.validation", "org.hibernate")))
                .withBean(OnAParameter.class)
                .run(context -> assertThat(findings(context)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(classes = {Plain.class, UnvalidatedService.class})
    void leavesOthersAlone(Class<?> type) {
        withoutProvider
                .withBean(type)
                .run(context -> assertThat(findings(context)).isEmpty());
    }

    @Test
    void findsNothingWithBeanValidation() {
        withValidation
                .withBean(OnAParameter.class)
                .run(context -> assertThat(findings(context)).isEmpty());
    }

    private static List<Finding> findings(ApplicationContext context) {
        return context.getBean(EnvironmentInspection.class).report().findings().stream()
                .filter(finding -> finding.id().equals("WEB019"))
                .toList();
    }

    record Line(@ValidName String name, Line next) {}

    record Orders(List<Line> lines) {}

    record Names(List<@ValidName String> names) {}

    record Node(Node next, Object value) {}

    @RestController
    static class OnAParameter {
        void handle(@RequestParam @MaxBatchSize int size) {}
    }

    @RestController
    static class OnAFile {
        void handle(@ValidUpload Object file) {}
    }

    @RestController
    static class InABody {
        void handle(HttpEntity<Orders[]> orders) {}
    }

    @Controller
    static class InAnElement {
        void handle(@RequestBody Names names) {}
    }

    interface Api {
        void handle(@MaxBatchSize int size);
    }

    @RestController
    static class OfAnInterface implements Api {
        @Override
        public void handle(int size) {}
    }

    abstract static class Base {
        void handle(@MaxBatchSize List<String> lines) {}
    }

    @RestController
    static class Inheriting extends Base {}

    @RestController
    static class Overriding extends Base {
        @Override
        void handle(List<String> lines) {}
    }

    interface DefaultApi {
        default void handle(@MaxBatchSize int size) {}
    }

    @RestController
    static class WithADefault implements DefaultApi {}

    @Validated
    @Service
    static class ValidatedService {
        void handle(@MaxBatchSize List<String> lines) {}
    }

    @Service
    static class UnvalidatedService {
        void handle(@MaxBatchSize List<String> lines) {}
    }

    @RestController
    static class Plain {
        void handle(Node node, @RequestParam int size) {}
    }
}

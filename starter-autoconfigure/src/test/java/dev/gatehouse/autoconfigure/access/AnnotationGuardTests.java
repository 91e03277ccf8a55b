package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An annotation that nothing enforces must not pass for protection. */
class AnnotationGuardTests {

    private static final String IGNORE = "gatehouse.auth.unsafe-ignore-annotations=true";

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    AccessAutoConfiguration.class,
                    AccessGuardAutoConfiguration.class));

    private final WebApplicationContextRunner permitting = bare.withBean(LivePermissions.class, Credentials::new);

    private static FailureAnalysis report(AssertableWebApplicationContext context) {
        assertThat(context).hasFailed();
        UnenforcedAnnotationsException failure = (UnenforcedAnnotationsException) context.getStartupFailure();
        return new UnenforcedAnnotationsFailureAnalyzer().analyze(failure, failure);
    }

    @Test
    void whereNobodySaysWhatUsersMayDoTheStartStopsAndNamesTheHandlers() {
        bare.withBean(Guarded.class)
                .withBean(OfClass.class)
                .withBean(Silent.class)
                .run(context -> {
                    FailureAnalysis report = report(context);
                    assertThat(report.getDescription())
                            .contains("there is no LivePermissions bean")
                            .contains("[GET] [/guarded] (" + Guarded.class.getName() + "#guarded")
                            .contains("[GET] [/of-class]")
                            .doesNotContain("/silent");
                    assertThat(report.getAction()).contains(LivePermissions.class.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.enabled=false, gatehouse.enabled is false",
        "gatehouse.auth.enabled=false, gatehouse.auth.enabled is false"
    })
    void whereAccessControlIsSwitchedOffTheStartStopsAndNamesTheProperty(String property, String cause) {
        permitting.withBean(Guarded.class).withPropertyValues(property).run(context -> {
            FailureAnalysis report = report(context);
            assertThat(report.getDescription()).contains(cause, "[/guarded]");
            assertThat(report.getAction()).contains("Remove " + property.replace("=", ": "), IGNORE.replace("=", ": "));
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {Open.class, Meta.class, Inherited.class})
    void eachWayToAnnotateCounts(Class<?> controller) {
        bare.withBean(controller)
                .run(context -> assertThat(report(context).getDescription()).contains(controller.getSimpleName()));
    }

    @Test
    void aServiceThatSaysSoIsLeftAloneAndWarned() {
        try (CapturedLog log = CapturedLog.of(AnnotationGuard.class.getName())) {
            for (String property : new String[] {"some.property=1", "gatehouse.enabled=false"}) {
                bare.withBean(Guarded.class)
                        .withPropertyValues(property, IGNORE)
                        .run(context -> assertThat(context).hasNotFailed());
            }
            assertThat(log.events())
                    .hasSize(2)
                    .allMatch(line -> line.getFormattedMessage().contains("[/guarded]"));
        }
    }

    @Test
    void whatIsEnforcedOrSaysNothingStarts() {
        permitting.withBean(Guarded.class).run(context -> assertThat(context).hasNotFailed());
        for (String property : new String[] {"some.property=1", "gatehouse.enabled=false"}) {
            bare.withBean(Silent.class)
                    .withPropertyValues(property)
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    /** As when an application was processed ahead of time by other properties than it runs with. */
    @Test
    void whatWasLeftOutWhenTheBeansWereDefinedIsMissing() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        AccessGuardAutoConfiguration.class))
                .withBean(LivePermissions.class, Credentials::new)
                .withBean(Guarded.class)
                .run(context -> {
                    FailureAnalysis report = report(context);
                    assertThat(report.getDescription()).contains("was left out when the beans were defined");
                    assertThat(report.getAction()).contains("ahead of time");
                });
    }

    @RestController
    static class Guarded {

        @GetMapping("/guarded")
        @RequirePermission("a:b")
        void guarded() {}
    }

    @RestController
    @RequireSignIn
    static class OfClass {

        @GetMapping("/of-class")
        void ofClass() {}
    }

    @RestController
    static class Open {

        @GetMapping("/open")
        @PublicEndpoint
        void open() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequirePermission("a:b")
    @interface Own {}

    @RestController
    static class Meta {

        @GetMapping("/meta")
        @Own
        void meta() {}
    }

    interface Api {

        @GetMapping("/inherited")
        @RequirePermission("a:b")
        void inherited();
    }

    @RestController
    static class Inherited implements Api {

        @Override
        public void inherited() {}
    }

    @RestController
    static class Silent {

        @GetMapping("/silent")
        void silent() {}
    }
}

package dev.gatehouse.autoconfigure.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.upload.ScannerProcess.Mood;
import dev.gatehouse.upload.MalwareScanner;
import dev.gatehouse.upload.ScanFailure;
import dev.gatehouse.upload.ScanResult;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.multipart.UploadFilter;
import dev.gatehouse.upload.multipart.UploadRules;
import dev.gatehouse.upload.scan.ClamAvScanner;
import dev.gatehouse.upload.scan.ClamAvSettings;
import dev.gatehouse.upload.type.ContentDetector;
import dev.gatehouse.upload.type.FileType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.validation.ConstraintValidator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.Tika;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;

class UploadAutoConfigurationTests {

    private static final String CLAMAV = "gatehouse.upload.clamav.enabled=true";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClamAvAutoConfiguration.class,
                    UploadAutoConfiguration.class,
                    MultipartAutoConfiguration.class));

    @Test
    void checksUploadsByDefault() {
        runner.run(context -> {
            assertThat(context)
                    .hasSingleBean(UploadFilter.class)
                    .hasSingleBean(UploadValidator.class)
                    .doesNotHaveBean(MalwareScanner.class);
            FilterRegistrationBean<?> registration =
                    context.getBean("gatehouseUploadFilterRegistration", FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(FilterOrder.UPLOAD);
            assertThat(registration.getFilterName()).isEqualTo("gatehouseUpload");
            assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
        });
    }

    @Test
    void takesThePolicyOfCoreWithoutProperties() {
        runner.run(context -> {
            UploadPolicy policy = context.getBean(UploadPolicy.class);
            UploadPolicy defaults = UploadPolicy.defaults();
            assertThat(policy.allowedExtensions()).containsExactlyInAnyOrderElementsOf(defaults.allowedExtensions());
            assertThat(policy.maxFileSize()).isEqualTo(defaults.maxFileSize());
            assertThat(policy.maxFiles()).isEqualTo(defaults.maxFiles());
            assertThat(policy.maxTotalSize()).isEqualTo(defaults.maxTotalSize());
            assertThat(policy.analysisTime()).isEqualTo(defaults.analysisTime());
            assertThat(policy.content()).isEqualTo(defaults.content());
            assertThat(policy.paths()).isEqualTo(defaults.paths());
            assertThat(policy.whenNotScanned()).isEqualTo(defaults.whenNotScanned());
            assertThat(context.getBean(UploadProperties.class).clamav().toSettings())
                    .isEqualTo(ClamAvSettings.defaults());
        });
    }

    @Test
    void isOffByItsProperty() {
        runner.withPropertyValues("gatehouse.upload.enabled=false", "gatehouse.upload.clamav.enabled=true")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(UploadFilter.class)
                        .doesNotHaveBean(MalwareScanner.class)
                        .hasSingleBean(MultipartConfigElement.class));
    }

    @Test
    void goesWithGatehouse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(UploadFilter.class));
    }

    @Test
    void givesWayToBeansOfTheService() {
        runner.withUserConfiguration(OwnBeans.class)
                .withPropertyValues(CLAMAV)
                .run(context -> assertThat(context)
                        .hasSingleBean(MalwareScanner.class)
                        .hasBean("ownScanner")
                        .hasSingleBean(UploadPolicy.class)
                        .hasBean("ownPolicy")
                        .hasSingleBean(ContentDetector.class)
                        .hasBean("ownDetector")
                        .doesNotHaveBean(ClamAvScanner.class)
                        .doesNotHaveBean("clamAvHealthIndicator"));
    }

    @Test
    void takesFileTypesOfTheService() {
        runner.withUserConfiguration(OwnType.class)
                .withPropertyValues("gatehouse.upload.allowed-extensions=pdf,log")
                .run(context -> assertThat(context.getBean(UploadPolicy.class).allowedExtensions())
                        .containsExactlyInAnyOrder("pdf", "log"));
        runner.withPropertyValues("gatehouse.upload.allowed-extensions=pdf,log")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.upload.allowed-extensions"));
    }

    @Test
    void readsPoliciesOfPaths() {
        runner.withPropertyValues(
                        "gatehouse.upload.max-files=3",
                        "gatehouse.upload.data-parts=meta",
                        "gatehouse.upload.policies[0].paths=/photos/**",
                        "gatehouse.upload.policies[0].allowed-extensions=png,jpg",
                        "gatehouse.upload.policies[0].max-file-size=1MB",
                        "gatehouse.upload.policies[0].trailing-data=allow",
                        "gatehouse.upload.policies[1].paths=/raw",
                        "gatehouse.upload.policies[1].enabled=false",
                        "gatehouse.upload.policies[2].paths=/office",
                        "gatehouse.upload.policies[2].macros=true",
                        "gatehouse.upload.policies[2].data-parts=json")
                .run(context -> {
                    UploadRules rules = context.getBean(UploadRules.class);
                    UploadPolicy photos = rules.rules().get(0).policy();
                    assertThat(photos.allowedExtensions()).containsExactlyInAnyOrder("png", "jpg");
                    assertThat(photos.maxFileSize()).isEqualTo(1 << 20);
                    assertThat(photos.maxFiles()).isEqualTo(3);
                    assertThat(rules.rules().get(0).dataParts()).containsExactly("meta");
                    assertThat(rules.rules().get(1).policy()).isNull();
                    assertThat(rules.rules().get(2).policy().content().macros()).isTrue();
                    assertThat(rules.rules().get(2).dataParts()).containsExactly("json");
                    assertThat(rules.otherwise().policy().content().macros()).isFalse();
                });
    }

    @Test
    void raisesTheLimitsOfTheContainerToThoseOfThePolicies() {
        runner.withPropertyValues(
                        "gatehouse.upload.policies[0].paths=/films", "gatehouse.upload.policies[0].max-file-size=50MB")
                .run(context -> {
                    MultipartConfigElement config = context.getBean(MultipartConfigElement.class);
                    assertThat(config.getMaxFileSize()).isEqualTo(50L << 20);
                    assertThat(config.getMaxRequestSize()).isEqualTo(101L << 20);
                    assertThat(config.getFileSizeThreshold()).isZero();
                    assertThat(context).hasSingleBean(MultipartResolver.class);
                });
    }

    @Test
    void takesAsMuchAsThereCanBeWhereATotalHasNoBound() {
        runner.withPropertyValues("gatehouse.upload.max-total-size=" + Long.MAX_VALUE + "B")
                .run(context -> assertThat(
                                context.getBean(MultipartConfigElement.class).getMaxRequestSize())
                        .isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void leavesTheLimitsThatTheServiceSets() {
        runner.withPropertyValues(
                        "spring.servlet.multipart.max-file-size=2MB", "spring.servlet.multipart.max-request-size=3MB")
                .run(context -> {
                    MultipartConfigElement config = context.getBean(MultipartConfigElement.class);
                    assertThat(config.getMaxFileSize()).isEqualTo(2 << 20);
                    assertThat(config.getMaxRequestSize()).isEqualTo(3 << 20);
                });
        runner.withPropertyValues("spring.servlet.multipart.max-file-size=-1")
                .run(context -> assertThat(
                                context.getBean(MultipartConfigElement.class).getMaxFileSize())
                        .isNegative());
        runner.withPropertyValues("spring.servlet.multipart.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(MultipartConfigElement.class));
    }

    @Test
    void tellsThatTheContainerTakesSmallerFilesThanThePolicies() {
        UploadPolicy large = UploadPolicy.builder().maxFileSize(50 << 20).build();
        assertThat(logged(runner.withBean(UploadPolicy.class, () -> large)))
                .contains("at most 10485760 bytes", "52428800");
        assertThat(logged(runner.withBean(UploadRules.class, () -> UploadRules.of(large))))
                .contains("at most 10485760 bytes", "52428800");
        assertThat(logged(runner.withPropertyValues("spring.servlet.multipart.max-file-size=2MB")))
                .contains("at most 2097152 bytes", "10485760");
        assertThat(logged(runner.withBean(UploadPolicy.class, () -> large)
                        .withPropertyValues("gatehouse.upload.max-file-size=50MB")))
                .isEmpty();
        assertThat(logged(runner)).isEmpty();
    }

    @Test
    void tellsThatTheContainerTakesSmallerRequestsThanThePolicies() {
        UploadPolicy large = UploadPolicy.builder().maxTotalSize(200 << 20).build();
        assertThat(logged(runner.withBean(UploadPolicy.class, () -> large)))
                .contains("requests of at most 105906176 bytes", "209715200");
        assertThat(logged(runner.withPropertyValues("spring.servlet.multipart.max-request-size=20MB")))
                .contains("requests of at most 20971520 bytes", "104857600");
        assertThat(logged(runner.withPropertyValues("spring.servlet.multipart.max-request-size=-1")))
                .isEmpty();
    }

    @Test
    void tellsThatTomcatTakesFewerPartsThanThePolicies() {
        WebApplicationContextRunner onTomcat = runner.withUserConfiguration(OnTomcat.class);
        assertThat(logged(onTomcat.withPropertyValues("gatehouse.upload.max-files=100")))
                .contains("at most 50 parts", "100 files", "server.tomcat.max-part-count");
        assertThat(logged(onTomcat.withPropertyValues(
                        "gatehouse.upload.policies[0].paths=/photos", "gatehouse.upload.policies[0].max-files=60")))
                .contains("at most 50 parts", "60 files");
        assertThat(logged(onTomcat.withPropertyValues(
                        "gatehouse.upload.max-files=100", "server.tomcat.max-part-count=120")))
                .isEmpty();
        assertThat(logged(onTomcat.withPropertyValues(
                        "gatehouse.upload.max-files=100", "server.tomcat.max-part-count=-1")))
                .isEmpty();
        assertThat(logged(onTomcat)).isEmpty();
        assertThat(logged(runner.withPropertyValues("gatehouse.upload.max-files=100")))
                .isEmpty();
    }

    @EnableConfigurationProperties(TomcatServerProperties.class)
    static class OnTomcat {}

    private static String logged(WebApplicationContextRunner runner) {
        try (CapturedLog log = CapturedLog.of(ContainerLimitsReport.class.getName())) {
            runner.run(context -> assertThat(context).hasNotFailed());
            return log.events().stream()
                    .map(event -> event.getFormattedMessage())
                    .collect(Collectors.joining());
        }
    }

    @Test
    void scansByClamAvOnRequest() {
        runner.withPropertyValues(CLAMAV, "gatehouse.upload.clamav.on-unavailable=admit")
                .run(context -> {
                    assertThat(context).hasSingleBean(ClamAvScanner.class).hasBean("clamAvHealthIndicator");
                    assertThat(context.getBean(UploadPolicy.class).whenNotScanned())
                            .isEqualTo(ScanFailure.ADMIT);
                });
        runner.withPropertyValues(CLAMAV, "management.health.clamav.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("clamAvHealthIndicator"));
        runner.withPropertyValues(CLAMAV)
                .withBean("clamAvHealthContributor", HealthContributor.class, () -> (HealthIndicator) () -> null)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("clamAvHealthIndicator"));
        runner.withPropertyValues(CLAMAV, "gatehouse.upload.clamav.max-size=9MB")
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("gatehouse.upload.clamav.max-size"));
    }

    @Test
    void tellsInHealthWhetherClamAvAnswers() throws Exception {
        try (ScannerProcess clamd = new ScannerProcess()) {
            runner.withPropertyValues(
                            CLAMAV,
                            "gatehouse.upload.clamav.host=127.0.0.1",
                            "gatehouse.upload.clamav.port=" + clamd.port())
                    .run(context -> {
                        HealthIndicator health = context.getBean("clamAvHealthIndicator", HealthIndicator.class);
                        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                        clamd.is(Mood.SILENT);
                        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
                        assertThat(health.health().getDetails())
                                .containsEntry("reason", "timed_out")
                                .containsEntry("uploads", "refused");
                        clamd.is(Mood.HANGING_UP);
                        assertThat(health.health().getDetails()).containsEntry("reason", "connection_lost");
                        clamd.is(Mood.WORKING);
                        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    });
        }
    }

    @Test
    void countsVerdictsWhereMicrometerIs() {
        runner.withBean(SimpleMeterRegistry.class).run(context -> {
            UploadMeters meters = context.getBean(UploadMeters.class);
            meters.onVerdict(true, "clean");
            meters.onVerdict(false, "malware_found");
            meters.onVerdict(false, "malware_found");
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("gatehouse.uploads")
                            .tags("verdict", "accepted", "reason", "clean")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("gatehouse.uploads")
                            .tags("verdict", "rejected", "reason", "malware_found")
                            .counter()
                            .count())
                    .isEqualTo(2);
        });
    }

    @Test
    void countsFromTheStartWhatAlertsWatch() {
        runner.withBean(SimpleMeterRegistry.class).run(context -> {
            for (String reason : List.of("scanner_unavailable", "malware_found")) {
                assertThat(context.getBean(MeterRegistry.class)
                                .get("gatehouse.uploads")
                                .tags("verdict", "rejected", "reason", reason)
                                .counter()
                                .count())
                        .isZero();
            }
        });
    }

    @Test
    void needsNoneOfTheOptionalLibraries() {
        for (Class<?> optional :
                new Class<?>[] {Tika.class, MeterRegistry.class, HealthIndicator.class, ConstraintValidator.class}) {
            runner.withClassLoader(new FilteredClassLoader(optional))
                    .withPropertyValues(CLAMAV)
                    .run(context -> assertThat(context)
                            .as(optional.getName())
                            .hasNotFailed()
                            .hasSingleBean(UploadFilter.class));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        @Bean
        MalwareScanner ownScanner() {
            return content -> ScanResult.clean();
        }

        @Bean
        UploadPolicy ownPolicy() {
            return UploadPolicy.builder().allowedExtensions("txt").build();
        }

        @Bean
        ContentDetector ownDetector() {
            return head -> ContentDetector.UNKNOWN;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnType {

        @Bean
        FileType logs() {
            return new FileType() {
                @Override
                public String mediaType() {
                    return "text/x-log";
                }

                @Override
                public Set<String> extensions() {
                    return Set.of("log");
                }

                @Override
                public Set<String> aliases() {
                    return Set.of("text/plain");
                }

                @Override
                public boolean accepts(String detected) {
                    return true;
                }

                @Override
                public void check(ContentReader content, ContentRules rules) {
                    // Whatever is in it.
                }
            };
        }
    }
}

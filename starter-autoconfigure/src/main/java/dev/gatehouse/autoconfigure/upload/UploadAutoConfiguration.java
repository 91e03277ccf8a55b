package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.upload.MalwareScanner;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.multipart.FileNameReader;
import dev.gatehouse.upload.multipart.UploadFilter;
import dev.gatehouse.upload.multipart.UploadListener;
import dev.gatehouse.upload.multipart.UploadRules;
import dev.gatehouse.upload.scan.ClamAvScanner;
import dev.gatehouse.upload.type.ContentDetector;
import dev.gatehouse.upload.type.FileType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.validation.ConstraintValidator;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.util.pattern.PathPatternParser;

/** The check of every uploaded file. */
@AutoConfiguration(
        after = ErrorFormatAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        },
        beforeName = "org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration")
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.upload.enabled")
@EnableConfigurationProperties(UploadProperties.class)
public final class UploadAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ContentDetector gatehouseUploadContentDetector() {
        return ContentDetector.standard();
    }

    @Bean
    @ConditionalOnMissingBean
    UploadPolicy gatehouseUploadPolicy(UploadProperties gatehouseUploadProperties, ObjectProvider<FileType> types) {
        return new ConfiguredUploads(gatehouseUploadProperties).toPolicy(types.orderedStream());
    }

    @Bean
    @ConditionalOnMissingBean
    UploadValidator gatehouseUploadValidator(
            ContentDetector gatehouseUploadContentDetector, ObjectProvider<MalwareScanner> scanner) {
        return new UploadValidator(gatehouseUploadContentDetector, scanner.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    UploadRules gatehouseUploadRules(
            UploadProperties gatehouseUploadProperties,
            UploadPolicy gatehouseUploadPolicy,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredUploads(gatehouseUploadProperties)
                .toRules(gatehouseUploadPolicy, parser.getIfAvailable(PathPatternParser::new));
    }

    @Bean
    @ConditionalOnMissingBean
    UploadFilter gatehouseUploadFilter(
            UploadValidator gatehouseUploadValidator,
            UploadRules gatehouseUploadRules,
            RejectionWriter gatehouseRejectionWriter,
            ObjectProvider<FileNameReader> readers,
            ObjectProvider<ExceptionProblems> known,
            ObjectProvider<UploadListener> listeners) {
        return new UploadFilter(
                gatehouseUploadValidator,
                gatehouseUploadRules,
                gatehouseRejectionWriter,
                new ResolvedMultipart(),
                Stream.concat(readers.orderedStream(), Stream.of(new SpringFileName()))
                        .toList(),
                known.orderedStream().toList(),
                listeners.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<UploadFilter> gatehouseUploadFilterRegistration(UploadFilter gatehouseUploadFilter) {
        FilterRegistrationBean<UploadFilter> registration = new FilterRegistrationBean<>(gatehouseUploadFilter);
        registration.setName("gatehouseUpload");
        registration.setOrder(FilterOrder.UPLOAD);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** What the container takes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MultipartProperties.class)
    @ConditionalOnSwitch("spring.servlet.multipart.enabled")
    @EnableConfigurationProperties(MultipartProperties.class)
    static class Multipart {

        @Bean
        @ConditionalOnMissingBean
        MultipartConfigElement multipartConfigElement(
                MultipartProperties properties, UploadProperties gatehouseUploadProperties, Environment environment) {
            return new ContainerLimits(environment).of(properties, gatehouseUploadProperties);
        }

        @Bean
        ContainerLimitsReport gatehouseUploadContainerLimitsReport(
                MultipartConfigElement multipartConfigElement,
                ObjectProvider<ContainerParts> parts,
                UploadRules gatehouseUploadRules) {
            return new ContainerLimitsReport(
                    multipartConfigElement, parts.getIfAvailable(() -> ContainerParts.ANY), gatehouseUploadRules);
        }
    }

    /** How many parts Tomcat takes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TomcatServerProperties.class)
    static class TomcatParts {

        @Bean
        ContainerParts gatehouseUploadContainerParts(ObjectProvider<TomcatServerProperties> tomcat) {
            return tomcat.stream()
                    .findFirst()
                    .map(properties -> new ContainerParts(properties.getMaxPartCount()))
                    .orElse(ContainerParts.ANY);
        }
    }

    /** How clamd does, in health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(ClamAvScanner.class)
    static class ScannerHealth {

        @Bean
        @ConditionalOnMissingBean(name = {"clamAvHealthIndicator", "clamAvHealthContributor"})
        @ConditionalOnEnabledHealthIndicator("clamav")
        HealthIndicator clamAvHealthIndicator(
                ClamAvScanner gatehouseClamAvScanner, UploadProperties gatehouseUploadProperties) {
            return new ClamAvHealth(
                    gatehouseClamAvScanner, gatehouseUploadProperties.clamav().onUnavailable());
        }
    }

    /** Counters of verdicts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        UploadMeters gatehouseUploadMeters(MeterRegistry registry) {
            return new UploadMeters(registry);
        }
    }

    /** The constraint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConstraintValidator.class)
    static class Validation {

        @Bean
        static ValidUploadPostProcessor gatehouseValidUploadPostProcessor(
                ObjectProvider<UploadValidator> gatehouseUploadValidator,
                ObjectProvider<UploadPolicy> gatehouseUploadPolicy) {
            return new ValidUploadPostProcessor(gatehouseUploadValidator, gatehouseUploadPolicy);
        }
    }
}

package dev.gatehouse.autoconfigure.access;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Stands where Gatehouse is switched off, too: that is one of the ways in which annotations come to be ignored. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
@EnableConfigurationProperties(AccessProperties.class)
public final class AccessGuardAutoConfiguration {

    @Bean
    AnnotationGuard gatehouseAccessAnnotationGuard(
            ListableBeanFactory beans,
            Environment environment,
            ObjectProvider<AccessProperties> properties,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        return new AnnotationGuard(beans, environment, properties, mappings);
    }
}

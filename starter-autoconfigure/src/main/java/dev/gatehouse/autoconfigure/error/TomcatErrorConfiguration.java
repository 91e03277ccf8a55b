package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.Filter;
import java.util.Comparator;
import java.util.List;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Errors that Tomcat answers itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ErrorReportValve.class, ConfigurableTomcatWebServerFactory.class})
class TomcatErrorConfiguration {

    /** Runs behind the ordered customizer of Spring Boot, which puts its own valve in the same place. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemReportValveCustomizer(
            RejectionWriter rejections, ObjectProvider<FilterRegistrationBean<?>> filters) {
        return factory -> factory.addContextCustomizers(
                context -> new ProblemReportValve(rejections, outermost(filters)).install(context.getParent()));
    }

    /** Everything of Gatehouse that stands outside the error format. */
    private static List<Filter> outermost(ObjectProvider<FilterRegistrationBean<?>> filters) {
        return filters.stream()
                .filter(filter -> filter.getOrder() >= FilterOrder.REQUEST_ID
                        && filter.getOrder() < FilterOrder.ERROR_FORMAT
                        && filter.isEnabled())
                .sorted(Comparator.comparingInt(FilterRegistrationBean::getOrder))
                .<Filter>map(FilterRegistrationBean::getFilter)
                .toList();
    }
}

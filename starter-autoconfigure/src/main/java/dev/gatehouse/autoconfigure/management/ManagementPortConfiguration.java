package dev.gatehouse.autoconfigure.management;

import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Valve;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Protects a management port of its own, whose server knows no filter and no customizer of the service. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(RejectionWriter.class)
class ManagementPortConfiguration {

    private static final String USER = "gatehouseUserFilterRegistration";

    @Bean
    ManagementFilters gatehouseManagementFilters(ApplicationContext context) {
        return new ManagementFilters(service(context));
    }

    /** Behind Spring Security, whose chain Spring Boot puts in front of this port as well. */
    @Bean
    @ConditionalOnBean(name = USER)
    FilterRegistrationBean<Filter> gatehouseManagementUserFilterRegistration(ApplicationContext context) {
        FilterRegistrationBean<?> user = service(context).getBean(USER, FilterRegistrationBean.class);
        return ManagementFilters.copy(user, Objects.requireNonNull(user.getFilter()));
    }

    private static ApplicationContext service(ApplicationContext context) {
        return Objects.requireNonNull(
                context.getParent(), "A management port of its own has the service as its parent.");
    }

    /** What Gatehouse does inside of Tomcat: the error format of its own answers, the counting of bodies, encoded headers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Valve.class, ConfigurableTomcatWebServerFactory.class})
    static class Tomcat {

        private static final List<String> CUSTOMIZERS = List.of(
                "gatehouseProblemReportValveCustomizer",
                "gatehouseBodyMeterValveCustomizer",
                "gatehouseEncodedHeadValveCustomizer",
                "gatehouseContextRootCustomizer");

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseManagementTomcatCustomizer(
                ApplicationContext context) {
            ApplicationContext service = service(context);
            return factory -> CUSTOMIZERS.stream()
                    .filter(service::containsBean)
                    .forEach(name -> customizer(service, name).customize(factory));
        }

        @SuppressWarnings("unchecked")
        private static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> customizer(
                ApplicationContext service, String name) {
            return service.getBean(name, WebServerFactoryCustomizer.class);
        }
    }
}

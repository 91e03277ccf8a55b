package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Errors that Tomcat answers itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ErrorReportValve.class, ConfigurableTomcatWebServerFactory.class})
class TomcatErrorConfiguration {

    /** Runs behind the ordered customizer of Spring Boot, which puts its own valve in the same place. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseProblemReportValveCustomizer(
            RejectionWriter gatehouseRejectionWriter, ObjectProvider<FilterRegistrationBean<?>> filters) {
        // The filters need a servlet context, which does not exist yet when the server is made.
        Supplier<List<Filter>> outermost = SingletonSupplier.of(() -> outermost(filters));
        return factory -> factory.addContextCustomizers(context -> {
            new ProblemReportValve(gatehouseRejectionWriter, outermost).install(context.getParent());
            context.getPipeline().addValve(new BrokenAnswerValve());
        });
    }

    /** Everything of Gatehouse that stands outside the error format. */
    private static List<Filter> outermost(ObjectProvider<FilterRegistrationBean<?>> filters) {
        return filters.stream()
                .filter(filter -> filter.getOrder() >= FilterOrder.REQUEST_ID
                        && filter.getOrder() < FilterOrder.ERROR_FORMAT
                        && filter.isEnabled()
                        && filter.determineDispatcherTypes().contains(DispatcherType.REQUEST))
                .sorted(Comparator.comparingInt(FilterRegistrationBean::getOrder))
                .<Filter>map(FilterRegistrationBean::getFilter)
                .toList();
    }
}

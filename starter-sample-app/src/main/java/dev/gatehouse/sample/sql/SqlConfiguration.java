package dev.gatehouse.sample.sql;

import dev.gatehouse.autoconfigure.FilterOrder;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/** Stands around every way to the database, and around every request. */
@Configuration(proxyBeanMethods = false)
class SqlConfiguration {

    @Bean
    static CountedDataSources countedDataSources() {
        return new CountedDataSources();
    }

    /** For {@code @Async} methods, and for what controllers leave to another thread. */
    @Bean
    TaskDecorator statementCountOfTheRequest() {
        return StatementCount::carried;
    }

    @Bean
    FilterRegistrationBean<StatementCountFilter> statementCount(StatementMeter meter) {
        FilterRegistrationBean<StatementCountFilter> registration =
                new FilterRegistrationBean<>(new StatementCountFilter(meter));
        // Inside the request id, outside of all that asks the database.
        registration.setOrder(FilterOrder.ACCESS_LOG + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }
}

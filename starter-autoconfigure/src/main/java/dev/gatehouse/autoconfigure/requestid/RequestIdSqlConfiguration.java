package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.requestid.RequestIds;
import java.util.function.Supplier;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Comments in SQL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({StatementInspector.class, HibernatePropertiesCustomizer.class})
class RequestIdSqlConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnProperty(name = "gatehouse.request-id.sql-comment", havingValue = "route")
    HibernatePropertiesCustomizer gatehouseRouteCommentCustomizer() {
        return SqlCommentInspector.customizer("route", CurrentRoute::find);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnProperty(name = "gatehouse.request-id.sql-comment", havingValue = "id")
    HibernatePropertiesCustomizer gatehouseRequestIdCommentCustomizer(RequestIds gatehouseRequestIds) {
        Supplier<@Nullable String> current = gatehouseRequestIds::current;
        return SqlCommentInspector.customizer("request_id", current);
    }
}

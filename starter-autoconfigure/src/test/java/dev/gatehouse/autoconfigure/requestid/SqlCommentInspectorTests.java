package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.requestid.RequestIds;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

class SqlCommentInspectorTests {

    @Test
    void appendsTheComment() {
        assertThat(inspector("r-1", null).inspect("select 1")).isEqualTo("select 1 /*request_id='r-1'*/");
    }

    @Test
    void leavesAStatementAloneWhenThereIsNothingToSay() {
        assertThat(inspector(null, null).inspect("select 1")).isEqualTo("select 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/ drop table x --", "/**/a", "/files/**/x", "a'b", "a?b", ":a", "{fn x}", "a\nb", "ä*/", "\\"})
    void nothingBreaksOutOfTheComment(String hostile) {
        String statement = inspector(hostile, null).inspect("select 1");
        assertThat(statement).startsWith("select 1 /*request_id='").endsWith("'*/");
        String value = statement.substring("select 1 /*request_id='".length(), statement.length() - 3);
        assertThat(value).matches("[A-Za-z0-9._/%-]+").doesNotContain("*");
    }

    @Test
    void boundsTheComment() {
        assertThat(inspector("a".repeat(5000), null).inspect("select 1")).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource({"instance", "class", "name", "none"})
    void runsBehindTheInspectorOfTheService(String kind) {
        Map<String, Object> properties = new HashMap<>();
        Object configured = switch (kind) {
            case "instance" -> new Upper();
            case "class" -> Upper.class;
            case "name" -> Upper.class.getName();
            default -> null;
        };
        if (configured != null) {
            properties.put(AvailableSettings.STATEMENT_INSPECTOR, configured);
        }
        SqlCommentInspector.customizer("route", () -> "/a").customize(properties);
        StatementInspector inspector = (StatementInspector) properties.get(AvailableSettings.STATEMENT_INSPECTOR);
        assertThat(inspector.inspect("select 1"))
                .isEqualTo((configured == null ? "select 1" : "SELECT 1") + " /*route='/a'*/");
    }

    @Test
    void hibernateUsesItBehindTheInspectorOfTheService() {
        new WebApplicationContextRunner()
                .withConfiguration(RequestIdAutoConfigurationTests.configurations())
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (org.springframework.beans.factory.support.BeanDefinitionRegistry) context.getBeanFactory(),
                        "dev.gatehouse.none"))
                .withBean(
                        HibernatePropertiesCustomizer.class,
                        () -> properties -> properties.put(AvailableSettings.STATEMENT_INSPECTOR, new Upper()))
                .withPropertyValues("gatehouse.request-id.sql-comment=id")
                .run(context -> {
                    StatementInspector inspector = context.getBean(EntityManagerFactory.class)
                            .unwrap(SessionFactoryImplementor.class)
                            .getSessionFactoryOptions()
                            .getStatementInspector();
                    context.getBean(RequestIds.class)
                            .runWithId(
                                    "mine",
                                    () -> assertThat(inspector.inspect("select 1"))
                                            .isEqualTo("SELECT 1 /*request_id='mine'*/"));
                    context.getBean(RequestIds.class).runWithId("mine", () -> {
                        try (var entities =
                                context.getBean(EntityManagerFactory.class).createEntityManager()) {
                            assertThat(entities.createNativeQuery("select 1", Integer.class)
                                            .getSingleResult())
                                    .isEqualTo(1);
                        }
                    });
                });
    }

    @Test
    void theRouteIsThatOfTheRequestThisThreadServes() {
        assertThat(CurrentRoute.find()).isNull();
        MockHttpServletRequest request = new MockHttpServletRequest();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            assertThat(CurrentRoute.find()).isNull();
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/orders/{id}");
            assertThat(CurrentRoute.find()).isEqualTo("/orders/{id}");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static SqlCommentInspector inspector(String value, StatementInspector first) {
        return new SqlCommentInspector("request_id", () -> value, first);
    }

    static class Upper implements StatementInspector {
        @Override
        public String inspect(String sql) {
            return sql.toUpperCase(java.util.Locale.ROOT);
        }
    }
}

package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.UserFilter;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.requestid.RequestIdProperties;
import dev.gatehouse.autoconfigure.requestid.SqlComment;
import dev.gatehouse.requestid.InvalidIdPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.env.MockEnvironment;

class LoggingAutoConfigurationTests {

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class));

    @Test
    void theUserFilterStandsRightBehindAuthentication() {
        runner.run(context -> assertThat(
                        context.getBean(FilterRegistrationBean.class).getOrder())
                .isEqualTo(FilterOrder.USER));
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.enabled=false", "gatehouse.logging.user.enabled=false"})
    void theUserFilterCanBeSwitchedOff(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).doesNotHaveBean(UserFilter.class));
    }

    @Test
    void aUserFilterOfTheServiceReplacesOurs() {
        UserFilter own = new UserFilter("u");
        runner.withBean(UserFilter.class, () -> own)
                .run(context -> assertThat(context.getBean(UserFilter.class)).isSameAs(own));
    }

    @Test
    void aBlankKeyNamesItsProperty() {
        runner.withPropertyValues("gatehouse.logging.user.mdc-key=")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.logging.user.mdc-key")
                        .hasMessageContaining("user_id"));
    }

    @Test
    void aKeyThatIsThatOfTheRequestIdNamesBothProperties() {
        WebApplicationContextRunner identified = runner.withBean(
                RequestIdProperties.class,
                () -> new RequestIdProperties(
                        true, "X-Request-ID", "id", 64, InvalidIdPolicy.REGENERATE, false, true, true, SqlComment.OFF));
        identified.run(context -> assertThat(context).hasNotFailed());
        identified
                .withPropertyValues("gatehouse.logging.user.mdc-key=id")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.logging.user.mdc-key")
                        .hasMessageContaining("gatehouse.request-id.mdc-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:pin", "user[pin]", "credit card", "--", "pin=", "\ud83d\udd11"})
    void aNameThatNoTextCanHaveNamesItsProperty(String name) {
        runner.withPropertyValues("gatehouse.logging.masking.names=iban," + name)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.logging.masking.names")
                        .hasMessageContaining("letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iban", "", "iban,,X-Pin", " my.pin ", "contrase\u00f1a,\u015eifre"})
    void namesMayHaveLettersOfAnyLanguage(String names) {
        runner.withPropertyValues("gatehouse.logging.masking.names=" + names)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void worksWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasSingleBean(UserFilter.class));
    }

    @Test
    void eachReadableLineHasTheRequestIdByDefault() {
        assertThat(correlation(new MockEnvironment().withProperty("management.tracing.export.enabled", "false")))
                .isEqualTo("%replace(%X{request_id}){'^(.+)$','[$1] '}");
        assertThat(correlation(new MockEnvironment().withProperty("gatehouse.request-id.mdc-key", "rid")))
                .contains("%X{rid}");
    }

    @Test
    void traceIdsKeepTheirPlace() {
        assertThat(correlation(new MockEnvironment().withProperty("logging.expect-correlation-id", "true")))
                .endsWith("%correlationId");
    }

    @Test
    void traceIdsFollowWhereSpringBootTraces() {
        assertThat(correlation(new MockEnvironment())).endsWith("%correlationId");
    }

    @Test
    void aKeyThatIsNoneNeverBecomesPartOfAPattern() {
        assertThat(correlation(new MockEnvironment().withProperty("gatehouse.request-id.mdc-key", "a}%d{b")))
                .contains("%X{request_id}");
    }

    @Test
    void aPatternOfTheServiceWins() {
        assertThat(correlation(new MockEnvironment().withProperty("logging.pattern.correlation", "own")))
                .isEqualTo("own");
    }

    @ParameterizedTest
    @CsvSource({"gatehouse.enabled", "gatehouse.request-id.enabled"})
    void withoutTheFeatureThePatternIsThatOfSpringBoot(String property) {
        assertThat(correlation(new MockEnvironment().withProperty(property, "false")))
                .isNull();
    }

    private static String correlation(MockEnvironment environment) {
        new LoggingDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("logging.pattern.correlation");
    }
}

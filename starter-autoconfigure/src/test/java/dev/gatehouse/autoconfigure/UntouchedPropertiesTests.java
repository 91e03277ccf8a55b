package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.lockout.LockoutAutoConfiguration;
import dev.gatehouse.autoconfigure.lockout.LockoutProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class UntouchedPropertiesTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GatehouseAutoConfiguration.class, LockoutAutoConfiguration.class));

    @Test
    void areBoundWhenAskedFor() {
        runner.run(context -> {
            assertThat(isBound(context)).isFalse();
            assertThat(context.getBean(LockoutProperties.class)).isNotNull();
            assertThat(isBound(context)).isTrue();
        });
    }

    @Test
    void areBoundAtTheStartAsSoonAsOneIsSet() {
        runner.withPropertyValues("gatehouse.auth.lockout.window=10m")
                .run(context -> assertThat(isBound(context)).isTrue());
        runner.withPropertyValues("gatehouse.auth.lockout.window=soon")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'soon' is not a valid duration"));
    }

    @Test
    void areAlsoNamedAfterTheirClass() {
        runner.run(context ->
                assertThat(context.getBean("gatehouseLockoutProperties")).isInstanceOf(LockoutProperties.class));
    }

    @Test
    void leaveThatNameToABeanOfTheService() {
        runner.withBean("gatehouseLockoutProperties", String.class, () -> "mine")
                .run(context -> {
                    assertThat(context.getBean("gatehouseLockoutProperties")).isEqualTo("mine");
                    assertThat(context).hasSingleBean(LockoutProperties.class);
                });
    }

    private static boolean isBound(AssertableWebApplicationContext context) {
        return context.getBeanFactory()
                .containsSingleton("gatehouse.auth.lockout-" + LockoutProperties.class.getName());
    }
}

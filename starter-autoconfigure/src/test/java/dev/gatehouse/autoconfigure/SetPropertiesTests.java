package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SetPropertiesTests {

    private static final String HOSTS = "gatehouse.trusted-hosts.allowed";

    @Test
    void findsNothingWhereNothingIsSet() {
        ConfigurableEnvironment environment = with(new MapPropertySource("test", Map.of("gatehouse.other", "x")));
        assertThat(SetProperties.contains(environment, HOSTS)).isFalse();
        assertThat(SetProperties.containsBelow(environment, HOSTS)).isFalse();
        assertThat(SetProperties.containsBelow(environment, "gatehouse.trusted-hosts"))
                .isFalse();
    }

    @Test
    void findsAPropertyHoweverItIsWritten() {
        for (String name : new String[] {HOSTS, "gatehouse.trustedHosts.allowed", "gatehouse.trusted_hosts.allowed"}) {
            ConfigurableEnvironment environment = with(new MapPropertySource("test", Map.of(name, "")));
            assertThat(SetProperties.contains(environment, HOSTS)).as(name).isTrue();
            assertThat(SetProperties.containsBelow(environment, HOSTS)).as(name).isTrue();
            assertThat(SetProperties.containsBelow(environment, "gatehouse"))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void findsAVariableOfTheProcess() {
        ConfigurableEnvironment environment = with(new SystemEnvironmentPropertySource(
                "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("GATEHOUSE_TRUSTEDHOSTS_ALLOWED_0", "a.example")));
        assertThat(SetProperties.contains(environment, HOSTS)).isFalse();
        assertThat(SetProperties.containsBelow(environment, HOSTS)).isTrue();
        assertThat(SetProperties.containsBelow(environment, "gatehouse.trusted-hosts"))
                .isTrue();
    }

    @Test
    void findsAnEntryOfAList() {
        ConfigurableEnvironment environment = with(new MapPropertySource("test", Map.of(HOSTS + "[0]", "a.example")));
        assertThat(SetProperties.contains(environment, HOSTS)).isFalse();
        assertThat(SetProperties.containsBelow(environment, HOSTS)).isTrue();
    }

    @Test
    void doesNotRuleOutWhatASourceCannotTell() {
        ConfigurableEnvironment environment = with(new PropertySource<>("test", new Object()) {
            @Override
            public Object getProperty(String name) {
                return null;
            }
        });
        assertThat(SetProperties.contains(environment, HOSTS)).isFalse();
        assertThat(SetProperties.containsBelow(environment, HOSTS)).isTrue();
    }

    private static ConfigurableEnvironment with(PropertySource<?> source) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}

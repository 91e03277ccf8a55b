package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.security.core.context.SecurityContextHolder;

class ResourceHintsTests {

    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void register() {
        new ResourceHints().registerHints(hints, getClass().getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/gatehouse/password/common-words.txt",
                "dev/gatehouse/password/cyrillic-words.txt",
                "dev/gatehouse/autoconfigure/environment/check/retired-properties.txt",
                "META-INF/spring-configuration-metadata.json"
            })
    void nameWhatIsReadAtRunTime(String resource) {
        assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
        assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints);
    }

    @Test
    void nameWhatIsFoundByName() throws Exception {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onMethodInvocation(InvalidParameterException.class.getMethod("getErrorCode")))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(SecurityContextHolder.class))
                .accepts(hints);
    }

    @Test
    void areFoundBySpring() {
        assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                        .load(RuntimeHintsRegistrar.class))
                .hasAtLeastOneElementOfType(ResourceHints.class);
    }
}

package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.secret.RootSecret;
import dev.gatehouse.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DevelopmentSecretTests {

    @TempDir
    private Path directory;

    private final ApplicationContextRunner development = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class, DevelopmentSecretConfiguration.class)
            .withInitializer(context -> context.getEnvironment().setActiveProfiles("dev"));

    @Test
    void whatWasSealedOpensAfterARestart() {
        byte[] text = "kept".getBytes(StandardCharsets.UTF_8);
        String[] sealed = new String[1];
        String file = "gatehouse.sample.development.secret-file=" + directory.resolve("new/root-secret");

        development
                .withPropertyValues(file)
                .run(context ->
                        sealed[0] = box(context.getBean(RootSecret.class)).seal(text, "place"));

        development
                .withPropertyValues(file)
                .run(context -> assertThat(
                                box(context.getBean(RootSecret.class)).open(sealed[0], "place"))
                        .isEqualTo(text));
    }

    @Test
    void oneThatIsSetIsUsedInstead() {
        development
                .withPropertyValues(
                        "gatehouse.auth.root-secret=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ=",
                        "gatehouse.sample.development.secret-file=" + directory.resolve("root-secret"))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(RootSecret.class);
                    assertThat(directory).isEmptyDirectory();
                });
    }

    private static SecretBox box(RootSecret root) {
        return new SecretBox(root.keys("test"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DevelopmentProperties.class)
    static class Bound {}
}

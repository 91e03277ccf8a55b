package dev.gatehouse.autoconfigure.environment.secretfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SecretFilesTests {

    private static final String SECRET = "s3cret-in-a-file-0123456789-abcdef";

    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Object> properties = new HashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        variables.put("SPRING_DATASOURCE_PASSWORD_FILE", file.toString());
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        environment.getPropertySources().addLast(new MapPropertySource("application.yml", properties));
    }

    private void process() {
        new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
    }

    private String bound(String property) {
        return Binder.get(environment).bind(property, String.class).orElse(null);
    }

    @Test
    void contentOfTheFileIsTheProperty() {
        process();
        assertThat(bound("spring.datasource.password")).isEqualTo(SECRET);
        assertThat(environment.getProperty("SPRING_DATASOURCE_PASSWORD")).isEqualTo(SECRET);
    }

    @Test
    void placeholdersReferToIt() {
        properties.put("gatehouse.environment.secret-files", "shop_db_password");
        properties.put("spring.r2dbc.password", "${SHOP_DB_PASSWORD}");
        variables.put("SHOP_DB_PASSWORD_FILE", file.toString());
        process();
        assertThat(bound("spring.r2dbc.password")).isEqualTo(SECRET);
    }

    @Test
    void variableThatIsNotAllowedIsLeftAlone() {
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/does/not/exist");
        variables.put("SSL_CERT_FILE", file.toString());
        variables.put("SPRING_CONFIG_FILE", file.toString());
        process();
        assertThat(environment.getProperty("SSL_CERT")).isNull();
        assertThat(environment.getProperty("SPRING_CONFIG")).isNull();
    }

    @Test
    void bothSetIsAnErrorThatNamesBoth() {
        variables.put("SPRING_DATASOURCE_PASSWORD", "other-secret");
        assertThatExceptionOfType(UnusableSecretFileException.class)
                .isThrownBy(this::process)
                .withMessage(
                        "Both SPRING_DATASOURCE_PASSWORD and SPRING_DATASOURCE_PASSWORD_FILE are set, and only one of"
                                + " them can count.");
    }

    @Test
    void fileThatIsNotThereIsAnErrorThatNamesIt() {
        variables.put(
                "SPRING_DATASOURCE_PASSWORD_FILE", directory.resolve("missing").toString());
        assertThatExceptionOfType(UnusableSecretFileException.class)
                .isThrownBy(this::process)
                .withMessageContaining("missing")
                .withMessageContaining("SPRING_DATASOURCE_PASSWORD_FILE");
    }

    @Test
    void fileOfMoreThan64KibIsRefused() throws IOException {
        Files.write(file, new byte[SecretFiles.MOST_BYTES + 1]);
        assertThatExceptionOfType(UnusableSecretFileException.class)
                .isThrownBy(this::process)
                .withMessageContaining("64 KiB");
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, 1, 2});
        assertThatExceptionOfType(UnusableSecretFileException.class)
                .isThrownBy(this::process)
                .withMessageContaining("UTF-8");
        Files.writeString(file, "\n");
        assertThatExceptionOfType(UnusableSecretFileException.class)
                .isThrownBy(this::process)
                .withMessageContaining("is empty");
    }

    @Test
    void onlyOneLineBreakAtTheEndIsDropped() throws IOException {
        Files.writeString(file, " " + SECRET + " \r\n");
        process();
        assertThat(environment.getProperty("SPRING_DATASOURCE_PASSWORD")).isEqualTo(" " + SECRET + " ");
    }

    @Test
    void gatehouseOffReadsNothing() {
        properties.put("gatehouse.enabled", "false");
        process();
        assertThat(bound("spring.datasource.password")).isNull();
    }
}

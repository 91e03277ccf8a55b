package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.environment.secretfile.SecretFiles;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** What the checks say of secrets that stand in files. */
class SecretsInFilesTests {

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

    @Test
    void fileIsTheOrigin() {
        process();
        ConfiguredProperty found = context().find("spring.datasource.password");
        assertThat(found.file()).isEqualTo(file);
        assertThat(found.origin())
                .isEqualTo("environment variable SPRING_DATASOURCE_PASSWORD_FILE, file [" + file + "]");
    }

    @Test
    void fileIsTheOriginOfWhatRefersToIt() {
        properties.put("gatehouse.environment.secret-files", "shop_db_password");
        properties.put("spring.r2dbc.password", "${SHOP_DB_PASSWORD}");
        variables.put("SHOP_DB_PASSWORD_FILE", file.toString());
        process();
        assertThat(context().find("spring.r2dbc.password").origin())
                .startsWith("environment variable SHOP_DB_PASSWORD_FILE, file [" + file + "], named in ");
    }

    @Test
    void oneSecretUnderTwoNamesIsNotUsedTwice() {
        properties.put("gatehouse.environment.secret-files", "SHOP_DB_PASSWORD");
        properties.put("spring.r2dbc.password", "${SPRING_DATASOURCE_PASSWORD}");
        properties.put("shop.password", "${SHOP_DB_PASSWORD}");
        variables.remove("SPRING_DATASOURCE_PASSWORD_FILE");
        variables.put("SHOP_DB_PASSWORD_FILE", file.toString());
        process();
        assertThat(new SecretChecks().check(context()))
                .filteredOn(finding -> finding.id().equals("SEC005"))
                .isEmpty();
    }

    @Test
    void secretThatNoPlaceholderRefersToIsJudgedToo() throws IOException {
        properties.put("gatehouse.environment.secret-files", "SHOP_JWT_SECRET");
        variables.put(
                "SHOP_JWT_SECRET_FILE", Files.writeString(file, "changeme").toString());
        variables.remove("SPRING_DATASOURCE_PASSWORD_FILE");
        process();
        assertThat(ofKnownSecrets()).containsExactly("shop.jwt.secret");
    }

    @Test
    void secretThatAPlaceholderRefersToIsJudgedOnlyThere() throws IOException {
        properties.put("gatehouse.environment.secret-files", "JWT_SECRET");
        properties.put("shop.jwt.secret", "${JWT_SECRET}");
        variables.put("JWT_SECRET_FILE", Files.writeString(file, "changeme").toString());
        variables.remove("SPRING_DATASOURCE_PASSWORD_FILE");
        process();
        assertThat(ofKnownSecrets()).containsExactly("shop.jwt.secret");
    }

    private List<String> ofKnownSecrets() {
        return new SecretChecks()
                .check(context()).stream()
                        .filter(finding -> finding.id().equals("SEC003"))
                        .map(Finding::property)
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATEHOUSE_AUTH_ROOTSECRET_FILE",
                "GATEHOUSE_AUTH_ROOT_SECRET_FILE",
                "GATEHOUSE_AUTH_ROOTSECRETPREVIOUS_FILE",
                "GATEHOUSE_AUTH_ROOTSECRETPREVIOUS_0_FILE",
                "GATEHOUSE_AUTH_JWT_KEYS_0_PRIVATEKEY_FILE",
                "GATEHOUSE_AUTH_CAPTCHA_SECRET_FILE",
                "GATEHOUSE_HEALTH_TOKEN_FILE",
                "GATEHOUSE_HEALTH_METRICSTOKEN_FILE"
            })
    void variableWhoseFileIsReadIsNoUnknownProperty(String variable) {
        properties.put("gatehouse.environment.secret-files", "GATEHOUSE_AUTH_ROOTSECRETPREVIOUS_0");
        variables.put(variable, file.toString());
        process();
        assertThat(unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GATEHOUSE_AUTH_ROTSECRET_FILE, gatehouse.auth.rotsecret",
        "GATEHOUSE_AUTH_ROOTSECRT_FILE, gatehouse.auth.rootsecrt.file"
    })
    void variableOfAFileThatIsMisspeltIsUnknown(String variable, String property) {
        variables.put(variable, file.toString());
        process();
        assertThat(unknown()).containsExactly(property);
    }

    @Test
    void listWhoseSecretComesFromAFileIsReadFromThere() {
        properties.put("gatehouse.auth.jwt.keys[0].private-key", "");
        variables.put("GATEHOUSE_AUTH_JWT_KEYS_0_PRIVATEKEY_FILE", file.toString());
        process();
        assertThat(context().value("gatehouse.auth.jwt.keys[0].private-key")).isEqualTo(SECRET);
    }

    private List<String> unknown() {
        ClassLoader classes = getClass().getClassLoader();
        return new KeyChecks(() -> new MetadataKeys(classes))
                .check(context()).stream()
                        .filter(finding -> finding.id().equals("CFG003"))
                        .map(Finding::property)
                        .toList();
    }

    @Test
    void othersMustNotReadTheFile() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        process();
        assertThat(ofFiles())
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("chmod 600 " + file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ofFiles()).isEmpty();
    }

    @Test
    void othersMustNotReadAFileOfAConfigurationTreeEither() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Path secret = Files.writeString(tree.resolve("shop.jwt.secret"), SECRET);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        environment.getPropertySources().addLast(new ConfigTreePropertySource("tree", tree));
        assertThat(ofFiles()).extracting(Finding::property).containsExactly("shop.jwt.secret");
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwx------"));
        assertThat(ofFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.auth.jwt.keys[0].private-key",
                "spring.ssl.bundle.pem.web.keystore.private-key",
                "spring.ssl.bundle.jks.web.keystore.location",
                "server.ssl.key-store",
                "server.ssl.certificate-private-key",
                "shop.jwt.signing-key"
            })
    void othersMustNotReadTheFileOfAKeyThatAPropertyNames(String property) throws IOException {
        properties.put(property, "file:" + file);
        openToAll();
        assertThat(ofFiles()).singleElement().satisfies(finding -> {
            assertThat(finding.property()).isEqualTo(property);
            assertThat(finding.remedy()).contains("chmod 600 " + file);
        });
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ofFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.auth.jwt.keys[0].public-key",
                "spring.ssl.bundle.pem.web.keystore.certificate",
                "spring.ssl.bundle.jks.web.truststore.location"
            })
    void everybodyMayReadWhatIsNoSecret(String property) throws IOException {
        properties.put(property, "file:" + file);
        openToAll();
        assertThat(ofFiles()).isEmpty();
    }

    @Test
    void aFileOfAKeyThatIsNotThereIsNotJudged() {
        properties.put("gatehouse.auth.jwt.keys[0].private-key", "file:" + directory.resolve("none"));
        assertThat(ofFiles()).isEmpty();
    }

    @Test
    void othersMustNotReadAConfigurationFileWithSecrets() throws IOException {
        Files.writeString(file, "shop.name: Shop\nshop.password: " + SECRET + "\nshop.jwt.secret: ${shop.password}\n");
        openToAll();
        load("file:" + file);
        assertThat(ofFiles()).singleElement().satisfies(finding -> {
            assertThat(finding.origin()).contains("2:16");
            assertThat(finding.remedy()).contains("chmod 600 " + file);
        });
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ofFiles()).isEmpty();
    }

    @Test
    void everybodyMayReadAConfigurationFileThatRefersToItsSecrets() throws IOException {
        variables.put("SHOP_PASSWORD", SECRET);
        Files.writeString(file, "shop.name: Shop\nspring.mail.password: ${SHOP_PASSWORD}\n");
        openToAll();
        load("file:" + file);
        assertThat(ofFiles()).isEmpty();
    }

    private void load(String location) throws IOException {
        new YamlPropertySourceLoader()
                .load("external", new DefaultResourceLoader().getResource(location))
                .forEach(environment.getPropertySources()::addLast);
    }

    private void openToAll() throws IOException {
        variables.remove("SPRING_DATASOURCE_PASSWORD_FILE");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<Finding> ofFiles() {
        return new SecretChecks()
                .check(context()).stream()
                        .filter(finding -> finding.id().equals("SEC007"))
                        .toList();
    }

    private ConfiguredEnvironment context() {
        return new ConfiguredEnvironment(environment, getClass().getClassLoader(), LocalDate.now());
    }
}

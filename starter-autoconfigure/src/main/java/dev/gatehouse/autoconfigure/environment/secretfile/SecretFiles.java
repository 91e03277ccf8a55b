package dev.gatehouse.autoconfigure.environment.secretfile;

import dev.gatehouse.autoconfigure.Switches;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads secrets from files: where the environment variable {@code DATABASE_PASSWORD_FILE} holds a path, the content of
 * that file counts as {@code DATABASE_PASSWORD}. Only for names that are allowed.
 */
public final class SecretFiles implements EnvironmentPostProcessor, Ordered {

    private static final String NAMES = "gatehouse.environment.secret-files";
    static final int MOST_BYTES = 64 * 1024;

    private static final String SUFFIX = "_FILE";
    private static final Pattern BY_DEFAULT = Pattern.compile(
            "(SPRING|SERVER|MANAGEMENT|GATEHOUSE)_[A-Z0-9_]*(PASSWORD|PASSPHRASE|SECRET|SECRETPREVIOUS|TOKEN|KEY|CREDENTIALS)");

    /** Behind the files of configuration, which may allow further names. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!Switches.isOn(environment, "gatehouse.enabled")) {
            return;
        }
        PropertySource<?> variables =
                environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (variables instanceof SystemEnvironmentPropertySource source) {
            read(environment, source.getSource());
        }
    }

    /**
     * Tells where secrets from files are.
     *
     * @param source a source of properties
     * @return whether all it holds was read from files
     */
    public static boolean isSource(@Nullable Object source) {
        return source instanceof SecretFilePropertySource;
    }

    private static void read(ConfigurableEnvironment environment, Map<String, Object> variables) {
        Set<String> allowed = null;
        Map<String, Object> secrets = new HashMap<>();
        Map<String, Path> files = new HashMap<>();
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            String fileName = variable.getKey();
            if (!fileName.endsWith(SUFFIX) || fileName.length() == SUFFIX.length()) {
                continue;
            }
            if (allowed == null) {
                allowed = allowed(environment);
            }
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            String path = String.valueOf(variable.getValue());
            if (path.isBlank()
                    || !(allowed.contains(name) || BY_DEFAULT.matcher(name).matches())) {
                continue;
            }
            if (variables.containsKey(name)) {
                throw new UnusableSecretFileException(
                        "Both " + name + " and " + fileName + " are set, and only one of them can count.",
                        "Remove one of the two environment variables.");
            }
            Path file = path(fileName, path);
            secrets.put(name, content(fileName, file));
            files.put(name, file);
        }
        if (!secrets.isEmpty()) {
            environment
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SecretFilePropertySource(secrets, files));
        }
    }

    private static Set<String> allowed(ConfigurableEnvironment environment) {
        Set<String> allowed = new HashSet<>();
        for (String name : Binder.get(environment)
                .bind(NAMES, Bindable.listOf(String.class))
                .orElse(List.of())) {
            allowed.add(name.strip().toUpperCase(Locale.ROOT));
        }
        return allowed;
    }

    private static Path path(String variable, String path) {
        try {
            return Path.of(path.strip());
        } catch (InvalidPathException e) {
            throw new UnusableSecretFileException(
                    variable + " is not the path of a file.", "Write a path, e.g. /run/secrets/database_password.");
        }
    }

    private static String content(String variable, Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | SecurityException e) {
            throw new UnusableSecretFileException(
                    "The file " + file + " that " + variable + " names cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Write the path of a file that the service may read, e.g. /run/secrets/database_password.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new UnusableSecretFileException(
                    "The file " + file + " that " + variable + " names holds more than 64 KiB.",
                    "Name the file of one secret.");
        }
        String text = text(variable, file, bytes);
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new UnusableSecretFileException(
                    "The file " + file + " that " + variable + " names "
                            + (text.isEmpty() ? "is empty." : "is not a text."),
                    "Write the secret and nothing else into the file.");
        }
        return text;
    }

    private static String text(String variable, Path file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int end = text.length();
            // One line break at the end is what editors and echo leave behind.
            if (text.endsWith("\n")) {
                end -= text.endsWith("\r\n") ? 2 : 1;
            }
            return text.substring(0, end);
        } catch (CharacterCodingException e) {
            throw new UnusableSecretFileException(
                    "The file " + file + " that " + variable + " names is not a text in UTF-8.",
                    "Write the secret and nothing else into the file.");
        }
    }
}

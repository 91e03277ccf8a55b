package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.mask.SecretMask;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What log lines say and what they must not say. Read before the application context exists, so changes need a
 * restart.
 *
 * @param user name of the authenticated user in log lines
 * @param masking secrets in log lines
 * @param context keys of the logging context in JSON lines
 */
@ConfigurationProperties("gatehouse.logging")
public record LoggingProperties(
        @DefaultValue User user,
        @DefaultValue Masking masking,
        @DefaultValue Context context) {

    /**
     * The user in log lines.
     *
     * @param enabled whether the name of the authenticated user is put into the logging context
     * @param mdcKey key of the name in the logging context, 1 to 64 letters, digits, dots, underscores and dashes
     */
    public record User(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("user_id") String mdcKey) {

        /**
         * Checks the key.
         *
         * @throws InvalidConfigurationPropertyValueException if it is no key for the logging context
         */
        public User {
            if (!mdcKey.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new InvalidConfigurationPropertyValueException(
                        "gatehouse.logging.user.mdc-key",
                        mdcKey,
                        "Write 1 to 64 letters, digits, '.', '_' or '-', e.g. user_id.");
            }
        }
    }

    /**
     * Secrets in log lines.
     *
     * @param enabled whether secrets are replaced by "***" in JSON and in readable lines
     * @param names further names whose values are secrets, up to 64 letters and digits, e.g. "iban"; case, dots, dashes and underscores do not
     *     count, and a name counts at the end of a longer one too: "customer.iban"
     */
    public record Masking(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> names) {

        /**
         * Copies and checks the names.
         *
         * @throws InvalidConfigurationPropertyValueException if one is none that a text can have
         */
        public Masking {
            names = List.copyOf(names);
            for (String name : names) {
                if (!name.isBlank() && !SecretMask.isName(name.strip())) {
                    throw new InvalidConfigurationPropertyValueException(
                            "gatehouse.logging.masking.names",
                            name,
                            "Write up to 64 letters, digits, '.', '_' or '-', e.g. iban.");
                }
            }
        }
    }

    /**
     * Context keys in JSON lines.
     *
     * @param collisionSafe whether Gatehouse writes the logging context and key-value pairs into ecs and logstash lines,
     *     moving a key aside whose name is taken; off, or with logging.structured.json.context.include set, Spring
     *     Boot writes them and loses such a line
     */
    public record Context(@DefaultValue("true") boolean collisionSafe) {}
}

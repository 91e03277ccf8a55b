package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.password.CompromisedPasswords;
import dev.gatehouse.password.HibpPasswords;
import dev.gatehouse.password.ListedPasswords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ResourceLoader;

/** The configured sources of passwords that must not be used, beside the rules that the policy brings itself. */
final class PasswordLists {

    private PasswordLists() {}

    static CompromisedPasswords of(PasswordProperties properties, ResourceLoader resources, Runnable onHibpFailure) {
        CompromisedPasswords listed =
                properties.hasBlocklist() ? read(properties.blocklist(), resources) : CompromisedPasswords.none();
        return properties.hibp().enabled()
                ? listed.or(new HibpPasswords(properties.hibp().toSettings(), onHibpFailure))
                : listed;
    }

    private static CompromisedPasswords read(String location, ResourceLoader resources) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(resources.getResource(location).getInputStream(), StandardCharsets.UTF_8))) {
            return ListedPasswords.read(lines);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    PasswordProperties.PREFIX + ".blocklist",
                    location,
                    "No list can be read there. Write bundled, or the location of a file, e.g."
                            + " file:/etc/shop/passwords.txt.");
        }
    }
}

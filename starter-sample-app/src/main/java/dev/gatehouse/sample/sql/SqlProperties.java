package dev.gatehouse.sample.sql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What a request may cost the database.
 *
 * @param budget how many statements a request that only reads may cost before a warning is logged; 0 warns of none
 * @param writeBudget how many any other request may cost: what changes accounts or rights checks a lot first; 0 warns of none
 */
@ConfigurationProperties("gatehouse.sample.sql")
record SqlProperties(
        @DefaultValue("20") int budget, @DefaultValue("50") int writeBudget) {

    SqlProperties {
        requireNotNegative("gatehouse.sample.sql.budget", budget);
        requireNotNegative("gatehouse.sample.sql.write-budget", writeBudget);
    }

    private static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It is below zero.");
        }
    }
}

package dev.gatehouse.autoconfigure.errorrecord;

import dev.gatehouse.errorrecord.ErrorRecordSettings;
import dev.gatehouse.errorrecord.MemoryErrorStore;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How errors of the service are recorded.
 *
 * @param enabled whether errors are grouped, counted and kept
 * @param maxGroups how many groups of errors are kept in memory, 1 to 10000; when it is full, the one that was not seen
 *     for the longest time leaves
 * @param maxRequestIds how many ids of the last requests each group keeps, 0 to 100; 0 for none
 * @param queueCapacity how many errors may wait for the store, 1 to 100000; further ones are counted, but not recorded
 */
@ConfigurationProperties("gatehouse.error-record")
public record ErrorRecordProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500") int maxGroups,
        @DefaultValue("10") int maxRequestIds,
        @DefaultValue("1000") int queueCapacity) {

    private static final String PREFIX = "gatehouse.error-record.";

    /**
     * Checks the numbers.
     *
     * @throws InvalidConfigurationPropertyValueException if one is out of its range
     */
    public ErrorRecordProperties {
        check("max-groups", maxGroups, 1, 10_000);
        check("max-request-ids", maxRequestIds, 0, 100);
        check("queue-capacity", queueCapacity, 1, 100_000);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + name, value, "Use " + least + " to " + most + ".");
        }
    }

    ErrorRecordSettings toSettings(String routeAttribute) {
        return new ErrorRecordSettings(queueCapacity, routeAttribute);
    }

    MemoryErrorStore toStore() {
        return new MemoryErrorStore(maxGroups, maxRequestIds);
    }
}

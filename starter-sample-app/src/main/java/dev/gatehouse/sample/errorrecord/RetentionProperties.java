package dev.gatehouse.sample.errorrecord;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How long errors are kept. How many groups there are at most, {@code gatehouse.error-record.max-groups} says.
 *
 * @param retention how long a group is kept that is not seen any more; above 0
 */
@ConfigurationProperties("gatehouse.sample.error-record")
record RetentionProperties(@DefaultValue("30d") Duration retention) {

    RetentionProperties {
        if (retention.isNegative() || retention.isZero()) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.sample.error-record.retention", retention, "It is not above zero.");
        }
    }
}

package dev.gatehouse.sample.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How the audit log is sealed.
 *
 * @param sealInterval how often new rows are linked to the chain; above 0
 * @param settleTime how long a missing number may still turn up as the row of a transaction that takes that long; what comes
 *     later is refused; not below 0
 */
@ConfigurationProperties("gatehouse.sample.audit")
record AuditProperties(
        @DefaultValue("5s") Duration sealInterval,
        @DefaultValue("5m") Duration settleTime) {

    AuditProperties {
        if (sealInterval.isNegative() || sealInterval.isZero()) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.sample.audit.seal-interval", sealInterval, "It is not above zero.");
        }
        if (settleTime.isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.sample.audit.settle-time", settleTime, "It is below zero.");
        }
    }
}

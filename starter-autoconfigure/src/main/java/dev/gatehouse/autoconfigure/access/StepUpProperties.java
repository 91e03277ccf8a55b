package dev.gatehouse.autoconfigure.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Endpoints that ask for a recent log-in.
 *
 * @param maxAge how old the log-in may be where the endpoint does not say, 1s to 1d
 */
@ConfigurationProperties("gatehouse.auth.step-up")
public record StepUpProperties(@DefaultValue("5m") Duration maxAge) {

    /**
     * Checks the age.
     *
     * @throws InvalidConfigurationPropertyValueException if it is out of its range
     */
    public StepUpProperties {
        if (!StepUpAge.isUsable(maxAge)) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.auth.step-up.max-age", maxAge, "A log-in can count as recent for 1s to 1d.");
        }
    }
}

package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Report;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.env.Environment;

/** Refuses what a feature makes up for development, the moment somebody needs it in production. */
public final class UnsafeDefault {

    private UnsafeDefault() {}

    /**
     * Ends the start with the report of the environment check. Neither a suppression nor the mode {@code off} helps: what is
     * made up is worth nothing in production.
     *
     * @param environment the environment of the service
     * @param finding what is missing, with its remedy
     * @throws UnsafeEnvironmentException if the service runs in production
     */
    public static void refuseInProduction(Environment environment, Finding finding) {
        if (Production.isActive(environment)) {
            throw new UnsafeEnvironmentException(Report.of(true, List.of(finding), List.of(), LocalDate.now()));
        }
    }
}

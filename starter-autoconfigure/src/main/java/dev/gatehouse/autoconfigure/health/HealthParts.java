package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthReport;
import java.util.List;

/** What is known about the parts of the service; nothing where Spring Boot's health support is not on the class path. */
interface HealthParts {

    /** No part at all. */
    HealthParts NONE = new HealthParts() {

        private final HealthReport empty = HealthReport.of(List.of());

        @Override
        public HealthReport all() {
            return empty;
        }

        @Override
        public HealthReport required() {
            return empty;
        }
    };

    HealthReport all();

    /** Leaves out the optional parts, which are not even looked at. */
    HealthReport required();
}

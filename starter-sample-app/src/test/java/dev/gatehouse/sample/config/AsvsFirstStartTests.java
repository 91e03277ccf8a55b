package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.SigningKeys;
import dev.gatehouse.sample.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * ASVS 5.0, 6.3.2: what a deployment, which is on PostgreSQL, does that nobody has told who its first administrator is.
 * {@code FirstAdministratorTests} ask the same of H2.
 */
class AsvsFirstStartTests {

    @Test
    void v6_3_2_deploymentWithoutAFirstPasswordDoesNotStart() {
        TestDatabase database = TestDatabase.onPostgres();
        SampleProcess process = SampleProcess.run(
                Map.of(
                        "DATABASE_URL",
                        database.url(),
                        "DATABASE_USERNAME",
                        database.username(),
                        "DATABASE_PASSWORD",
                        database.password(),
                        "ROOT_SECRET",
                        "une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ=",
                        "JWT_KEY",
                        SigningKeys.pem(),
                        "PUBLIC_URL",
                        "https://api.example.com",
                        "SMTP_HOST",
                        "localhost",
                        "ALLOWED_HOSTS",
                        "api.example.com"),
                "--spring.profiles.active=prod",
                "--server.port=0",
                "--gatehouse.environment.mode=off");
        assertThat(process.exitCode()).as(process.output()).isEqualTo(1);
        assertThat(process.output())
                .contains(
                        "Database: jdbc:postgresql:",
                        "APPLICATION FAILED TO START",
                        "gatehouse.sample.admin-password",
                        "No administrator exists yet")
                .doesNotContain("Started SampleApplication");
    }
}

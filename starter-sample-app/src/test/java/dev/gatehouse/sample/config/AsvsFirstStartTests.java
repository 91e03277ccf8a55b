package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.SigningKeys;
import dev.gatehouse.sample.TestDatabase;
import java.util.HashMap;
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
        Map<String, String> variables = new HashMap<>();
        variables.put("DATABASE_URL", database.url());
        variables.put("DATABASE_USERNAME", database.username());
        variables.put("DATABASE_PASSWORD", database.password());
        variables.put("ROOT_SECRET", "une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ=");
        variables.put("JWT_KEY", SigningKeys.pem());
        variables.put("GATEHOUSE_SAMPLE_ADMIN_EMAIL", "ada@example.com");
        variables.put("PUBLIC_URL", "https://api.example.com");
        variables.put("SMTP_HOST", "localhost");
        variables.put("MAIL_FROM", "no-reply@example.com");
        variables.put("ALLOWED_HOSTS", "api.example.com");
        SampleProcess process = SampleProcess.run(
                variables, "--spring.profiles.active=prod", "--server.port=0", "--gatehouse.environment.mode=off");
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

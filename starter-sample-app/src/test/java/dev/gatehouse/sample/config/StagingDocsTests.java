package dev.gatehouse.sample.config;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.access.SystemRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("staging")
@TestPropertySource(
        properties = {
            "DATABASE_USERNAME=sa",
            "DATABASE_PASSWORD=",
            "gatehouse.environment.mode=off",
            "ALLOWED_HOSTS=localhost"
        })
class StagingDocsTests extends HttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"/docs/versions", "/docs/changelog", "/v3/api-docs", "/swagger-ui/index.html"})
    void docsNeedAPermission(String uri) {
        refused(anonymous().get().uri(uri).exchange(), HttpStatus.UNAUTHORIZED, "unauthenticated");
        refused(get(uri), HttpStatus.FORBIDDEN, "forbidden");
        as(users.signIn(SystemRole.AUDITOR))
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk();
    }
}

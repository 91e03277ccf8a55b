package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.OfApiKeys;
import dev.gatehouse.sample.TestUsers.TestUser;
import dev.gatehouse.sample.access.SystemRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** What the service answers is what its description says that it does: clients are made from it. */
class DescribedAnswersTests extends IdentityTest {

    private static final String V1 = "/api/v1";

    private TestUser caller;
    private ApiDescription description;
    private final List<String> violations = new ArrayList<>();

    @BeforeEach
    void readTheDescription() {
        caller = users.signIn(SystemRole.ADMIN, SystemRole.AUDITOR, SystemRole.USER);
        description = new ApiDescription(send("GET", "/v3/api-docs", null).json());
    }

    @Test
    @OfApiKeys
    void answersAreAsDescribed() {
        String item = created("/items", Map.of("name", "Bolt", "quantity", 1));
        String key = created("/api-keys", Map.of("name", "n", "scopes", List.of("items:read")));
        String role = created(
                "/roles", Map.of("name", "t-" + caller.name(), "description", "", "permission_ids", List.of(21)));
        String user = caller.id().toString();
        get("/items", "/items");
        get("/items/{id}", "/items/" + item);
        get("/items/export", "/items/export");
        get("/api-keys", "/api-keys");
        get("/api-keys/{id}", "/api-keys/" + key);
        get("/roles", "/roles");
        get("/roles/{id}", "/roles/" + role);
        get("/permissions", "/permissions");
        get("/users", "/users?size=100");
        get("/users/{id}", "/users/" + user);
        get("/users/me", "/users/me");
        get("/users/me/export", "/users/me/export");
        get("/users/{user_id}/sessions", "/users/" + user + "/sessions");
        get("/auth/sessions", "/auth/sessions");
        get("/auth/mfa", "/auth/mfa");
        get("/auth/lockout-status/{login_id}", "/auth/lockout-status/" + caller.name());
        JsonNode log = get("/audit-logs", "/audit-logs?size=100");
        get(
                "/audit-logs/{seq}",
                "/audit-logs/" + log.path("content").get(0).path("seq").asLong());
        get("/audit-logs/verify", "/audit-logs/verify");
        assertThat(violations).isEmpty();
    }

    @Test
    void filesAreAsDescribed() {
        upload(V1 + "/files", "file", "a.txt", MediaType.TEXT_PLAIN, "x".getBytes(StandardCharsets.US_ASCII));
        caller = myself();
        String id = get("/files", "/files").path("content").get(0).path("id").asString();
        get("/files/{id}", "/files/" + id);
        assertThat(violations).isEmpty();

        JsonNode content = response("GET", "/files/{id}/content", "200").path("content");
        assertThat(content.propertyNames()).containsExactly("*/*");
        assertThat(response("GET", "/files/{id}/content", "304").has("content")).isFalse();
        assertThat(response("GET", "/files/{id}/content", "416").path("content").propertyNames())
                .containsExactly("application/problem+json");
    }

    @Test
    void exportOfTheAuditLogIsText() {
        JsonNode content = response("GET", "/audit-logs/export", "200").path("content");
        assertThat(content.propertyNames()).containsExactlyInAnyOrder("text/csv", "application/x-ndjson");
        for (JsonNode type : content) {
            assertThat(type.path("schema").path("type").asString()).isEqualTo("string");
            assertThat(type.path("schema").has("format")).isFalse();
        }
    }

    @Test
    void whereCodesAreTriedTheLockIsDescribed() {
        for (String path : List.of("/auth/verify-mfa-setup", "/auth/mfa/recovery-codes")) {
            assertThat(response("POST", path, "423").path("description").asString(""))
                    .as(path)
                    .contains("account_locked");
        }
    }

    private JsonNode response(String method, String path, String status) {
        return description.operation(method, V1 + path).path("responses").path(status);
    }

    private String created(String path, Map<String, Object> body) {
        Answer answer = send("POST", V1 + path, body, bearer(caller.token()));
        assertThat(answer.outcome()).as(answer.body()).isEqualTo("201");
        violations.addAll(description.violations("POST", V1 + path, 201, answer.json()));
        return answer.text("id");
    }

    private JsonNode get(String path, String uri) {
        Answer answer = send("GET", V1 + uri, null, bearer(caller.token()));
        assertThat(answer.outcome()).as(uri).isEqualTo("200");
        violations.addAll(description.violations("GET", V1 + path, 200, answer.json()));
        return answer.json();
    }
}

package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.IdentityTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** ASVS 5.0, what of chapters 6 to 8 shows in the description of the API and on the page of development. */
class AsvsDescriptionTests extends IdentityTest {

    private JsonNode api;

    @BeforeEach
    void readDescription() {
        api = send("GET", "/v3/api-docs", null).json();
    }

    @Test
    void v6_2_6_passwordsAreMaskedWhereTheyAreTyped() {
        List<String> shown = new ArrayList<>();
        int passwords = 0;
        for (Map.Entry<String, JsonNode> schema :
                api.path("components").path("schemas").properties()) {
            for (Map.Entry<String, JsonNode> field :
                    schema.getValue().path("properties").properties()) {
                if (field.getKey().endsWith("password")
                        && !field.getValue().path("type").toString().contains("boolean")) {
                    passwords++;
                    if (!field.getValue().path("format").asString("").equals("password")) {
                        shown.add(schema.getKey() + "." + field.getKey());
                    }
                }
            }
        }
        assertThat(passwords).isGreaterThanOrEqualTo(6);
        assertThat(shown).isEmpty();
        assertThat(page()).contains("type: 'password'");
    }

    @Test
    void v6_2_7_pagesDoNotStandInTheWayOfPasswordManagers() {
        assertThat(page())
                .contains("current-password", "new-password", "one-time-code")
                .doesNotContainIgnoringCase("paste");
    }

    @Test
    void v6_3_6_noMailLogsAnybodyIn() {
        Set<String> tokensFrom = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            if (path.getValue().toString().matches(".*schemas/(Tokens|LoginResponse)\".*")) {
                tokensFrom.add(path.getKey());
            }
        }
        assertThat(tokensFrom)
                .as("a password, a factor behind it, or a session")
                .containsExactly(AUTH + "/login", AUTH + "/mfa/verify", AUTH + "/reauthenticate", AUTH + "/refresh");
    }

    @Test
    void v6_4_2_nobodyIsAskedForHintsOrNamesOfPets() {
        for (JsonNode schema : api.path("components").path("schemas")) {
            for (String field : schema.path("properties").propertyNames()) {
                assertThat(field).doesNotContain("hint", "question", "answer");
            }
        }
        assertThat(page()).doesNotContainIgnoringCase("hint", "security question");
    }

    @Test
    void v6_4_6_noAdministratorSendsAPassword() {
        for (String schema : List.of("UserDraft", "UserChange", "ReasonRequest", "RolesRequest")) {
            JsonNode fields =
                    api.path("components").path("schemas").path(schema).path("properties");
            assertThat(fields.propertyNames()).as(schema).isNotEmpty().noneMatch(name -> name.contains("password"));
        }
    }

    @Test
    void v7_4_4_waysOutAreEasyToFind() {
        for (String path : List.of("/logout", "/logout-all")) {
            assertThat(api.path("paths")
                            .path(AUTH + path)
                            .path("post")
                            .path("summary")
                            .asString(""))
                    .startsWith("Log out");
        }
        assertThat(page()).contains("auth/logout'", "auth/logout-all'");
    }

    /** What a browser gets: the page and its scripts. */
    private String page() {
        StringBuilder all = new StringBuilder(send("GET", "/index.html", null).body());
        for (String script :
                List.of("account.js", "api.js", "dom.js", "factor.js", "page.js", "sessions.js", "signin.js")) {
            all.append(send("GET", "/" + script, null).body());
        }
        return all.toString();
    }
}

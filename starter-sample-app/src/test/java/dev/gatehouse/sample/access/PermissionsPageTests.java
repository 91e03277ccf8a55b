package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Holds that docs/permissions.md says what the code does (ASVS 5.0, 8.1.1). Written anew by {@code
 * -DargLine=-Ddev.gatehouse.write-docs=true}.
 */
class PermissionsPageTests extends AccessTest {

    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private RoleRepository roles;

    @Test
    void pageSaysWhatTheCodeDoes() throws IOException {
        String page = page();
        if (Boolean.getBoolean("dev.gatehouse.write-docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private String page() {
        List<String> lines = new ArrayList<>(List.of(
                "# Permissions of the sample",
                "",
                "Written by a test from the code and held against it. What a caller may do is read from the database at each",
                "request; nothing in a token counts.",
                "",
                "## Rules",
                "",
                "- Users have roles, roles have permissions and at most one parent, whose permissions they have as well.",
                "- A change acts at the next request of whoever it concerns, on every instance.",
                "- Nobody gives a permission that they lack, and nobody changes, resets, unlocks or ends an account that can do",
                "  more than they can, or revokes its API keys (`escalation_denied`). Nobody changes their own roles, or as an",
                "  administrator their own address or status (`self_change`).",
                "- At least one administrator stays who is active, verified, and has the role without an end (`last_admin`).",
                "- Roles of the service (below) cannot be changed or deleted. Names are lower case; `factor`, `role` and `scope`",
                "  with a separator behind them are reserved.",
                "- What belongs to a user, such as an item, is seen by that user only: to others it does not exist (404). Whoever may",
                "  look further has a permission that says so.",
                "- Of an account its owner changes display name and language, administrators also address and status. No answer",
                "  holds a hash or a secret; an API key is shown once.",
                "- An API key may do what its scopes name and its owner may at that moment. It passes only where a permission is",
                "  named and no log-in is asked for.",
                "- *Recent log-in* means: no older than `gatehouse.auth.step-up.max-age`, with the second factor if there is one.",
                "- Whoever invites somebody with roles needs `roles:assign` as well. Roles beyond `user` at an invitation, and",
                "  another address or status of somebody else, want a recent log-in; just a name does not.",
                "- Whoever acts for a user may do what both may, and leaves sessions, password, factors, address and API keys of",
                "  that user alone (`impersonated`).",
                "- Roles of `gatehouse.auth.mfa.required-roles` are worth nothing without a second factor: until it is set up,",
                "  everything else is refused (`mfa_setup_required`). They are neither renamed nor deleted while they are listed",
                "  there (`role_mfa_required`).",
                "",
                "## Roles",
                "",
                "| permission | "
                        + Arrays.stream(SystemRole.values())
                                .map(PermissionsPageTests::name)
                                .collect(Collectors.joining(" | "))
                        + " | allows |",
                "|---|" + "---|".repeat(SystemRole.values().length + 1)));
        RoleTree tree = roles.readAll();
        for (Permission permission : Permission.values()) {
            lines.add("| `" + permission.permission() + "` | "
                    + Arrays.stream(SystemRole.values())
                            .map(role ->
                                    tree.permissions(Set.of(role.id())).contains(permission.permission()) ? "x" : "")
                            .collect(Collectors.joining(" | "))
                    + " | " + permission.description() + " |");
        }
        lines.addAll(List.of(
                "",
                "`admin` has every permission, those of the future included; `manager` has `user` as its parent.",
                ""));
        lines.addAll(List.of("## Endpoints", "", "| endpoint | who | recent log-in | API keys |", "|---|---|---|---|"));
        for (Route route : Route.of(mapping)) {
            lines.add("| `" + route + "` | " + who(route) + " | " + (route.stepUp() ? "x" : "") + " | "
                    + (route.users() || route.open() ? "" : "x") + " |");
        }
        lines.addAll(List.of(
                "",
                "`POST /api/v1/users/{id}/impersonate` (`users:impersonate`, recent log-in) is there with",
                "`gatehouse.auth.impersonation.enabled` only. `GET /health/detailed` needs `health:read`, `GET /metrics`",
                "`metrics:read`, or the token of `gatehouse.health`. The description of the API is public in development,",
                "needs `docs:read` in staging, and is not there in production; so with all below `/docs`.",
                "`/actuator/ratelimits` needs `rate-limits:manage`, `/actuator/errors` `errors:manage`,",
                "`/actuator/environmentreport` `environment:read`.",
                ""));
        return String.join("\n", lines);
    }

    private static String who(Route route) {
        if (Route.isOfTheDescription(route.path())) {
            return "as the description";
        }
        if (route.open()) {
            return "everybody";
        }
        return route.permissions().isEmpty()
                ? "who is signed in"
                : route.permissions().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String name(SystemRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}

package dev.gatehouse.sample.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.OfApiKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route against every kind of caller (ASVS 5.0, 8.2.1): who gets past the door is who the catalogue says. */
class EndpointMatrixTests extends AccessTest {

    private static final Set<String> REFUSED =
            Set.of("401 unauthenticated", "403 forbidden", "401 step_up_required", "403 mfa_setup_required");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private List<Route> routes;

    @BeforeEach
    void readRoutes() {
        routes = Route.of(mapping);
    }

    @Test
    void everyRouteAsksForWhatIsInTheCatalogue() {
        Set<String> catalogue =
                Arrays.stream(Permission.values()).map(Permission::permission).collect(Collectors.toSet());
        assertThat(routes).hasSizeGreaterThan(50);
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.open() || route.users() || !route.permissions().isEmpty())
                    .as(route.toString())
                    .isTrue();
            assertThat(catalogue).as(route.toString()).containsAll(route.permissions());
        });
    }

    @Test
    void limitsCountUsersWhereTheyAreKnownAndAddressesElsewhere() {
        List<Route> limited =
                routes.stream().filter(route -> route.limitScope() != null).toList();
        assertThat(limited).hasSizeGreaterThan(40);
        assertThat(limited)
                .allSatisfy(route ->
                        assertThat(route.limitScope()).as(route.toString()).isEqualTo(route.open() ? "ip" : "user"));
    }

    @Test
    void v8_2_1_nobodyGetsPastTheDoorWithoutAGoodToken() {
        Member left = member(SystemRole.ADMIN);
        holds(send(left, "POST", AUTH + "/logout", null), "204");
        Member late = member(SystemRole.ADMIN);
        time.forward(Duration.ofMinutes(11));
        SoftAssertions.assertSoftly(all -> {
            for (Route route : routes) {
                String expected = route.open() ? "past the door" : "401 unauthenticated";
                all.assertThat(door(call(route))).as("%s by nobody", route).isEqualTo(expected);
                all.assertThat(door(call(route, bearer("no.token.atall"))))
                        .as("%s with a bad token", route)
                        .isEqualTo(expected);
                all.assertThat(door(call(route, bearer(left.token()))))
                        .as("%s after the log-out", route)
                        .isEqualTo(expected);
                all.assertThat(door(call(route, bearer(late.token()))))
                        .as("%s with an expired token", route)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void v8_2_1_eachRoleGetsPastTheDoorsOfItsPermissions() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("no role", member());
        for (SystemRole role : SystemRole.values()) {
            members.put(role.name(), member(role));
        }
        SoftAssertions.assertSoftly(all -> members.forEach((name, member) -> {
            Set<String> held = permissionsOf(member);
            for (Route route : routes) {
                boolean may = route.open() || held.containsAll(route.permissions());
                all.assertThat(door(call(route, bearer(member.token()))))
                        .as("%s by %s", route, name)
                        .isEqualTo(may ? "past the door" : "403 forbidden");
            }
        }));
    }

    @Test
    @OfApiKeys
    void v8_2_1_keyGetsPastTheDoorsThatNameAPermissionItHas() {
        Member admin = member(SystemRole.ADMIN);
        Set<String> scopes = new TreeSet<>(Set.of("items:read", "users:read", "sessions:manage"));
        Answer created = send(admin, "POST", "/api/v1/api-keys", Map.of("name", "matrix", "scopes", scopes));
        holds(created, "201");
        String[] key = {"X-API-Key", created.text("key")};
        SoftAssertions.assertSoftly(all -> {
            for (Route route : routes) {
                boolean may = route.open() || (!route.users() && scopes.containsAll(route.permissions()));
                all.assertThat(door(call(route, key)))
                        .as("%s by a key", route)
                        .isEqualTo(may ? "past the door" : "403 forbidden");
            }
        });
    }

    private Set<String> permissionsOf(Member member) {
        Set<String> permissions = new TreeSet<>();
        send(member, "GET", ME, null)
                .json()
                .path("permissions")
                .forEach(permission -> permissions.add(permission.asString()));
        return permissions;
    }

    /** With a body that no handler takes, so that whoever gets in changes nothing. */
    private Answer call(Route route, String... headers) {
        if (route.method().equals("GET")) {
            return send("GET", route.anywhere(), null, headers);
        }
        return sendText(route.method(), route.anywhere(), route.consumes(), "x", headers);
    }

    private static String door(Answer answer) {
        String outcome = answer.outcome();
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        return REFUSED.contains(outcome) ? outcome : "past the door";
    }
}

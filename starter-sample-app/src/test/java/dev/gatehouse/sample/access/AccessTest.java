package dev.gatehouse.sample.access;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Users who have registered over HTTP and got their roles from whoever may give any. */
abstract class AccessTest extends IdentityTest {

    static final String USERS = "/api/v1/users";
    static final String ROLES = "/api/v1/roles";

    @Autowired
    private UserRights rights;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    JdbcClient database;

    /** Somebody who is signed in and has exactly these roles. */
    Member member(SystemRole... roles) {
        Person person = person();
        Answer session = signIn(person);
        Member member = new Member(person, id(person), session.text("access_token"));
        give(member, Arrays.stream(roles).map(SystemRole::id).toArray(UUID[]::new));
        return member;
    }

    void give(Member member, UUID... roles) {
        transactions.executeWithoutResult(
                status -> rights.replace(member.id(), Arrays.stream(roles).collect(toSet()), null, null));
    }

    Answer send(Member member, String method, String uri, Object body) {
        return send(method, uri, body, bearer(member.token()));
    }

    Answer assign(Member by, Member to, Set<UUID> roles) {
        return send(by, "PUT", USERS + "/" + to.id() + "/roles", Map.of("role_ids", roles));
    }

    /** Changes the account of a user as it is at this moment. */
    Answer patch(Member by, Member user, Map<String, Object> change) {
        Map<String, Object> body = new HashMap<>(change);
        body.put(
                "row_version",
                database.sql("select row_version from users where id = :id")
                        .param("id", user.id())
                        .query(Long.class)
                        .single());
        return send(by, "PATCH", USERS + "/" + user.id(), body);
    }

    /** Makes a role that gives just this. */
    UUID roleWith(Member admin, Permission... permissions) {
        Map<String, Object> role = Map.of(
                "name",
                "t-" + UUID.randomUUID(),
                "description",
                "",
                "permission_ids",
                Arrays.stream(permissions).map(Permission::id).toList());
        Answer created = send(admin, "POST", ROLES, role);
        holds(created, "201");
        return UUID.fromString(created.text("id"));
    }

    UUID id(Person person) {
        return database.sql("select id from users where username_key = :name")
                .param("name", person.username())
                .query(UUID.class)
                .single();
    }

    /** What the audit log says of refusals that a member met. */
    Set<String> refusalsOf(Member member) {
        return Set.copyOf(database.sql("select reason from audit_log where actor_id = :id and outcome = 'DENIED'")
                .param("id", member.id().toString())
                .query(String.class)
                .list());
    }

    static void holds(Answer answer, String outcome) {
        assertThat(answer.outcome()).as(answer.body()).isEqualTo(outcome);
    }

    record Member(Person person, UUID id, String token) {}
}

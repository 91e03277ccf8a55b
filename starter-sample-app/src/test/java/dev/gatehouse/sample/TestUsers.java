package dev.gatehouse.sample;

import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.JwtIssuer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who are signed in, without the cost of a password: rows as a log-in leaves them, and a token of the service's own
 * issuer. What leads there is tested with the accounts.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestUsers {

    private final JdbcClient database;
    private final JwtIssuer issuer;

    TestUsers(JdbcClient database, JwtIssuer issuer) {
        this.database = database;
        this.issuer = issuer;
    }

    /** Makes a user with these roles and signs it in. */
    public TestUser signIn(SystemRole... roles) {
        UUID id = UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        String name = "t" + id.toString().replace("-", "").substring(0, 20);
        database.sql("""
                        insert into users (id, username, username_key, email, email_key, display_name, locale, status,
                            email_verified_at, mfa_required, must_change_password, authz_version, created_at,
                            updated_at, row_version)
                        values (:id, :name, :name, :email, :email, :name, 'en', 'ACTIVE', :now, false, false, 1, :now,
                            :now, 0)
                        """)
                .param("id", id)
                .param("name", name)
                .param("email", name + "@example.com")
                .param("now", SqlTime.of(now))
                .update();
        for (SystemRole role : roles) {
            database.sql("insert into user_roles (user_id, role_id, granted_at) values (:user, :role, :now)")
                    .param("user", id)
                    .param("role", role.id())
                    .param("now", SqlTime.of(now))
                    .update();
        }
        return new TestUser(id, name, session(id, now), token(id, now));
    }

    /** A token of a log-in that was some time ago. */
    public String oldToken(TestUser user, Instant authTime) {
        return token(user.id(), authTime);
    }

    private UUID session(UUID user, Instant now) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        insert into sessions (id, user_id, created_at, last_seen_at, expires_at, idle_expires_at, amr,
                            auth_time)
                        values (:id, :user, :now, :now, :end, :end, 'pwd', :now)
                        """)
                .param("id", id)
                .param("user", user)
                .param("now", SqlTime.of(now))
                .param("end", SqlTime.of(now.plus(1, ChronoUnit.DAYS)))
                .update();
        return id;
    }

    private String token(UUID user, Instant now) {
        UUID session = database.sql("select id from sessions where user_id = :user")
                .param("user", user)
                .query(UUID.class)
                .single();
        return issuer.issue(new AccessGrant(user, session, now, List.of("pwd"), null))
                .value();
    }

    /** Somebody who is signed in. */
    public record TestUser(UUID id, String name, UUID session, String token) {

        public String email() {
            return name + "@example.com";
        }
    }
}

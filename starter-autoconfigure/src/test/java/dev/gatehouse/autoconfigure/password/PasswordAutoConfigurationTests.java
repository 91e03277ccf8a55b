package dev.gatehouse.autoconfigure.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.password.CompromisedPasswords;
import dev.gatehouse.password.PasswordFlaw;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordHasherBusyException;
import dev.gatehouse.password.PasswordOwner;
import dev.gatehouse.password.PasswordPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

@Tag("any-boot")
class PasswordAutoConfigurationTests {

    private static final String PASSWORD = "zvkquwemhgpt";

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(PasswordAutoConfiguration.class));

    @Test
    void hashesAsSpringSecurityDoesBothWays() {
        Argon2PasswordEncoder theirs = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
        runner.run(context -> {
            PasswordEncoder ours = context.getBean(PasswordEncoder.class);
            String hash = ours.encode(PASSWORD);
            assertThat(theirs.matches(PASSWORD, hash)).isTrue();
            assertThat(theirs.matches("zvkquwemhgpT", hash)).isFalse();
            assertThat(ours.upgradeEncoding(hash)).isFalse();

            String foreign = theirs.encode(PASSWORD);
            assertThat(ours.matches(PASSWORD, foreign)).isTrue();
            assertThat(ours.matches("zvkquwemhgpT", foreign)).isFalse();
            assertThat(ours.upgradeEncoding(foreign)).isFalse();
        });
    }

    @Test
    void verifiesWhatTheDefaultEncoderWroteAndWantsItRenewed() {
        PasswordEncoder usual = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        String argon2 = "{argon2@SpringSecurity_v5_8}"
                + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD);
        runner.run(context -> {
            PasswordEncoder ours = context.getBean(PasswordEncoder.class);
            for (String hash : new String[] {usual.encode(PASSWORD), argon2}) {
                assertThat(ours.matches(PASSWORD, hash)).isTrue();
                assertThat(ours.matches("zvkquwemhgpT", hash)).isFalse();
                assertThat(ours.upgradeEncoding(hash)).isTrue();
            }
            assertThat(ours.matches(
                            PASSWORD,
                            "{argon2}$argon2id$v=19$m=2000000,t=2,p=1$c2FsdHNhbHRzYWx0$" + "aGFzaGhhc2hoYXNoaGFzaA"))
                    .isFalse();
        });
    }

    @Test
    void computesHashesOfTheDefaultEncoderInTheirTurn() {
        String bcrypt =
                PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(PASSWORD);
        runner.withPropertyValues(
                        "gatehouse.auth.password.argon2.permits=1", "gatehouse.auth.password.argon2.max-wait=0s")
                .run(context -> {
                    PasswordHasher hasher = context.getBean(PasswordHasher.class);
                    PasswordEncoder encoder = context.getBean(PasswordEncoder.class);

                    assertThatThrownBy(() -> hasher.withPermit(() -> encoder.matches(PASSWORD, bcrypt)))
                            .isInstanceOf(PasswordHasherBusyException.class);
                    assertThat(encoder.matches(PASSWORD, bcrypt)).isTrue();
                });
    }

    @Test
    void hashesForTestsAreWorthNothingAnywhereElse() {
        WebApplicationContextRunner tests =
                runner.withPropertyValues("gatehouse.auth.password.argon2.preset=unsafe-for-tests");
        tests.run(context -> {
            PasswordEncoder cheap = context.getBean(PasswordEncoder.class);
            String hash = cheap.encode(PASSWORD);
            assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
            assertThat(cheap.matches(PASSWORD, hash)).isTrue();
            assertThat(cheap.matches("zvkquwemhgpT", hash)).isFalse();
            runner.run(other -> assertThat(other.getBean(PasswordEncoder.class).upgradeEncoding(hash))
                    .isTrue());
        });
        tests.withPropertyValues("spring.profiles.active=prod")
                .run(context -> assertThatThrownBy(() -> context.getBean(PasswordHasher.class))
                        .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .rootCause()
                        .hasMessageContaining("gatehouse.auth.password.argon2.preset"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{foo}bar",
                "{",
                "{}",
                "{bcrypt",
                "{argon2",
                "{bcrypt}zz",
                "{pbkdf2}zz",
                "{pbkdf2@SpringSecurity_v5_8}zz",
                "{scrypt}zz",
                "{scrypt}$zz$zz$zz",
                "{scrypt@SpringSecurity_v5_8}$1$!$!",
                "{sha256}zz",
                "{SHA-1}{zz",
                "{MD4}zz",
                "{ldap}{SSHA}zz",
                "{ldap}{zz",
                "{noop}"
            })
    void matchesNothingWithWhatIsNoHash(String stored) {
        runner.run(context -> {
            PasswordEncoder encoder = context.getBean(PasswordEncoder.class);
            assertThat(encoder.matches(PASSWORD, stored)).isFalse();
            assertThat(encoder.upgradeEncoding(stored)).isTrue();
        });
    }

    @Test
    void verifiesHashesOfAHigherCostWhereThatIsAllowed() {
        String costly = new Argon2PasswordEncoder(16, 32, 1, 131_072, 1).encode(PASSWORD);
        runner.run(context -> assertThat(context.getBean(PasswordEncoder.class).matches(PASSWORD, costly))
                .isFalse());
        runner.withPropertyValues("gatehouse.auth.password.argon2.max-stored-memory=131072")
                .run(context -> {
                    assertThat(context.getBean(PasswordEncoder.class).matches(PASSWORD, costly))
                            .isTrue();
                    assertThat(context.getBean(PasswordEncoder.class).upgradeEncoding(costly))
                            .isTrue();
                });
    }

    @Test
    void leavesSpringSecurityAloneWhereItHasAnEncoderOrTheUserOfTheConfiguration() {
        runner.withBean(PasswordEncoder.class, BCryptPasswordEncoder::new)
                .run(context ->
                        assertThat(context).getBean(PasswordEncoder.class).isInstanceOf(BCryptPasswordEncoder.class));
        runner.withBean(InMemoryUserDetailsManager.class)
                .run(context -> assertThat(context).doesNotHaveBean(PasswordEncoder.class));
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(PasswordHasher.class));
    }

    @Test
    void tellsSpringSecurityOfPasswordsThatAreTriedFirst() {
        runner.run(context -> {
            CompromisedPasswordChecker checker = context.getBean(CompromisedPasswordChecker.class);
            assertThat(checker.check("password1234").isCompromised()).isTrue();
            assertThat(checker.check(PASSWORD).isCompromised()).isFalse();
            assertThat(checker.check("zvkquwem").isCompromised()).isFalse();
            assertThat(checker.check(null).isCompromised()).isFalse();
        });
    }

    @Test
    void isNoCheckAtLogIn() {
        runner.withBean(UserDetailsService.class, () -> name -> {
                    throw new UsernameNotFoundException(name);
                })
                .run(context -> assertThat(context).doesNotHaveBean(CompromisedPasswordChecker.class));
    }

    @Test
    void knowsTheNameOfTheServiceUnlessWordsAreGiven() {
        runner.withPropertyValues("spring.application.name=zorblatt")
                .run(context -> assertThat(flaws(context.getBean(PasswordPolicy.class), "zorblatt2026!"))
                        .containsExactly(PasswordFlaw.CONTEXT_WORD));
        runner.withPropertyValues("spring.application.name=zorblatt", "gatehouse.auth.password.context-words=quuxelab")
                .run(context -> {
                    PasswordPolicy policy = context.getBean(PasswordPolicy.class);
                    assertThat(flaws(policy, "zorblatt2026!")).isEmpty();
                    assertThat(flaws(policy, "quuxelab2026")).containsExactly(PasswordFlaw.CONTEXT_WORD);
                });
    }

    @Test
    void refusesThePasswordsOfAList(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("passwords.txt"), "# ours\n" + PASSWORD + "\n");
        runner.withPropertyValues("gatehouse.auth.password.blocklist=" + list.toUri())
                .run(context -> {
                    assertThat(flaws(context.getBean(PasswordPolicy.class), PASSWORD))
                            .containsExactly(PasswordFlaw.COMPROMISED);
                    assertThat(context.getBean(CompromisedPasswordChecker.class)
                                    .check(PASSWORD)
                                    .isCompromised())
                            .isTrue();
                });
        runner.withPropertyValues("gatehouse.auth.password.blocklist=file:/nowhere/passwords.txt")
                .withBean(UsesPolicy.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("gatehouse.auth.password.blocklist"));
    }

    @Test
    void asksHaveIBeenPwnedIfToldToAndCountsThatItDidNotAnswer() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "gatehouse.auth.password.hibp.enabled=true",
                        "gatehouse.auth.password.hibp.base-url=http://127.0.0.1:1")
                .run(context -> {
                    assertThat(flaws(context.getBean(PasswordPolicy.class), PASSWORD))
                            .isEmpty();
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("auth.hibp.failures")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void isReplacedByOneBean() {
        runner.withBean(CompromisedPasswords.class, () -> password -> true)
                .run(context -> assertThat(flaws(context.getBean(PasswordPolicy.class), PASSWORD))
                        .containsExactly(PasswordFlaw.COMPROMISED));
    }

    private static Set<PasswordFlaw> flaws(PasswordPolicy policy, String password) {
        return policy.check(password, PasswordOwner.UNKNOWN);
    }

    record UsesPolicy(PasswordPolicy policy) {}
}

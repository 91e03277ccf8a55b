package dev.gatehouse.autoconfigure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.apikey.ApiKeyCodec;
import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditSink;
import dev.gatehouse.autoconfigure.apikey.ApiKeyAutoConfiguration;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.autoconfigure.audit.AuditAutoConfiguration;
import dev.gatehouse.autoconfigure.captcha.CaptchaAutoConfiguration;
import dev.gatehouse.autoconfigure.environment.UnsafeEnvironmentException;
import dev.gatehouse.autoconfigure.lockout.LockoutAutoConfiguration;
import dev.gatehouse.autoconfigure.loginid.LoginIdAutoConfiguration;
import dev.gatehouse.autoconfigure.password.PasswordAutoConfiguration;
import dev.gatehouse.autoconfigure.secret.SecretAutoConfiguration;
import dev.gatehouse.autoconfigure.token.RefreshProperties;
import dev.gatehouse.autoconfigure.token.RefreshTokenAutoConfiguration;
import dev.gatehouse.autoconfigure.token.RefreshTransport;
import dev.gatehouse.autoconfigure.totp.MfaProperties;
import dev.gatehouse.autoconfigure.totp.OtpAuthUris;
import dev.gatehouse.autoconfigure.totp.TotpAutoConfiguration;
import dev.gatehouse.captcha.CaptchaVerdict;
import dev.gatehouse.captcha.CaptchaVerifier;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.lockout.DeviceCookies;
import dev.gatehouse.lockout.GuardSubjects;
import dev.gatehouse.lockout.LoginAttempt;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.lockout.LoginGuardStore;
import dev.gatehouse.lockout.MemoryLoginGuardStore;
import dev.gatehouse.loginid.LoginIdNormalizer;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.secret.RootSecret;
import dev.gatehouse.secret.SecretBox;
import dev.gatehouse.token.MemoryRefreshStore;
import dev.gatehouse.token.RefreshRotation;
import dev.gatehouse.token.RefreshStatus;
import dev.gatehouse.token.RefreshStore;
import dev.gatehouse.totp.Totp;
import dev.gatehouse.totp.TotpSecret;
import dev.gatehouse.totp.TotpStepStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** All that accounts consist of, but access tokens: there by default, made when asked for, replaced by one bean. */
@ExtendWith(OutputCaptureExtension.class)
class AccountAutoConfigurationTests {

    private static final String SECRET = "gatehouse.auth.root-secret=une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ";
    private static final List<Class<?>> BEANS = List.of(
            RootSecret.class,
            SecretBox.class,
            AuditChain.class,
            AuditSink.class,
            GuardSubjects.class,
            DeviceCookies.class,
            LoginGuard.class,
            LoginGuardStore.class,
            LoginIdNormalizer.class,
            PasswordHasher.class,
            PasswordPolicy.class,
            RefreshRotation.class,
            RefreshStore.class,
            Totp.class,
            TotpStepStore.class,
            OtpAuthUris.class,
            ApiKeyCodec.class);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AccountAutoConfiguration.class,
                    ApiKeyAutoConfiguration.class,
                    AuditAutoConfiguration.class,
                    CaptchaAutoConfiguration.class,
                    LockoutAutoConfiguration.class,
                    LoginIdAutoConfiguration.class,
                    PasswordAutoConfiguration.class,
                    RefreshTokenAutoConfiguration.class,
                    SecretAutoConfiguration.class,
                    TotpAutoConfiguration.class));

    @Test
    void bringsEverythingAndMakesNothingUntilItIsAskedFor(CapturedOutput output) {
        runner.run(context -> {
            for (Class<?> type : BEANS) {
                String[] names = context.getBeanNamesForType(type, true, false);
                assertThat(names).as(type.getName()).hasSize(1);
                assertThat(context.getBeanFactory().containsSingleton(names[0]))
                        .as("%s is made at the start", names[0])
                        .isFalse();
            }
            assertThat(context).doesNotHaveBean(CaptchaVerifier.class);
        });
        assertThat(output).doesNotContain("root-secret");
    }

    @Test
    void isOffByOneProperty() {
        for (String off : List.of("gatehouse.auth.enabled=false", "gatehouse.enabled=false")) {
            runner.withPropertyValues(off)
                    .run(context -> Stream.concat(
                                    BEANS.stream(), Stream.of(AccountProperties.class, RefreshProperties.class))
                            .forEach(type -> assertThat(context).doesNotHaveBean(type)));
        }
    }

    @Test
    void worksTogether() {
        runner.withPropertyValues(SECRET, "spring.application.name=shop").run(context -> {
            RefreshRotation rotation = context.getBean(RefreshRotation.class);
            String token = rotation.begin(UUID.randomUUID()).token().value();
            assertThat(rotation.rotate(token).status()).isEqualTo(RefreshStatus.ROTATED);
            assertThat(rotation.rotate(token).status()).isEqualTo(RefreshStatus.REUSED);

            SecretBox box = context.getBean(SecretBox.class);
            assertThat(box.open(box.seal(new byte[] {7}, "row"), "row")).containsExactly(7);

            String account = context.getBean(GuardSubjects.class).known(UUID.randomUUID());
            String cookie = context.getBean(DeviceCookies.class).issue(account, "");
            assertThat(context.getBean(DeviceCookies.class).verify(cookie, account, ""))
                    .isNotNull();

            assertThat(context.getBean(OtpAuthUris.class).of("jane", TotpSecret.generate()))
                    .startsWith("otpauth://totp/shop:jane?");
            assertThat(context.getBean(ApiKeyCodec.class).generate().value()).startsWith("gh_test_");
        });
    }

    @Test
    void bindsWhatAServiceReads() {
        runner.run(context -> {
            AccountProperties defaults = context.getBean(AccountProperties.class);
            assertThat(defaults.publicBaseUrl()).isNull();
            assertThat(defaults.registration().enabled()).isTrue();
            assertThat(defaults.registration().allows("jane@example.org")).isTrue();
            assertThat(defaults.impersonation().enabled()).isFalse();
            assertThat(defaults.impersonation().ttl()).isEqualTo(Duration.ofMinutes(15));
            assertThat(defaults.token().resetTtl()).isEqualTo(Duration.ofMinutes(30));
            assertThat(context.getBean(MfaProperties.class).requiredRoles()).containsExactly("admin");
            assertThat(context.getBean(ApiKeyProperties.class).header()).isEqualTo("X-API-Key");
            assertThat(context.getBean(RefreshProperties.class).transport()).isEqualTo(RefreshTransport.BODY);
        });
        runner.withPropertyValues(
                        "gatehouse.auth.token.reset-ttl=1s",
                        "gatehouse.auth.registration.allowed-email-domains=Example.com",
                        "gatehouse.auth.mfa.required-roles=",
                        "gatehouse.auth.refresh.transport=cookie")
                .run(context -> {
                    AccountProperties properties = context.getBean(AccountProperties.class);
                    assertThat(properties.token().resetTtl()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(properties.registration().allows("jane@example.com"))
                            .isTrue();
                    assertThat(properties.registration().allows("jane@evil.example.com"))
                            .isFalse();
                    assertThat(context.getBean(MfaProperties.class).requiredRoles())
                            .isEmpty();
                    assertThat(context.getBean(RefreshProperties.class).transport())
                            .isEqualTo(RefreshTransport.COOKIE);
                });
    }

    @Test
    void lockoutFollowsItsProperties() {
        runner.withPropertyValues("gatehouse.auth.lockout.max-failures=1", "gatehouse.auth.lockout.duration=1s")
                .run(context -> {
                    LoginGuard guard = context.getBean(LoginGuard.class);
                    LoginAttempt attempt = new LoginAttempt("u:1", null, null);
                    assertThat(guard.failed(attempt).causedLock()).isTrue();
                    assertThat(guard.check(attempt).retryAfter())
                            .isPositive()
                            .isLessThanOrEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void makesARootSecretUpForDevelopmentAndSaysSoOnce(CapturedOutput output) {
        runner.run(context -> {
            assertThat(context.getBean(GuardSubjects.class)).isNotNull();
            assertThat(context.getBean(SecretBox.class)).isNotNull();
        });
        assertThat(output.getAll().split("gatehouse.auth.root-secret is not set", -1))
                .hasSize(2);
    }

    @Test
    void refusesAMadeUpRootSecretInProductionOnlyWhereItIsUsed() {
        WebApplicationContextRunner production = runner.withPropertyValues("gatehouse.environment.mode=production");
        production.run(context -> assertThat(context).hasNotFailed());
        production
                .withBean(UsesSubjects.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                UnsafeEnvironmentException.class,
                                unsafe -> assertThat(unsafe.report().findings())
                                        .extracting(Finding::id)
                                        .containsExactly("SEC011")));
        production
                .withPropertyValues("gatehouse.environment.mode=off", "spring.profiles.active=prod")
                .withBean(UsesSubjects.class)
                .run(context -> assertThat(context).hasFailed());
        production
                .withPropertyValues(SECRET)
                .withBean(UsesSubjects.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whatWasSealedWithThePreviousSecretOpens() {
        String old = RootSecret.generate();
        String sealed = new SecretBox(RootSecret.parse(old, List.of()).keys("totp")).seal(new byte[] {7}, "row");
        runner.withPropertyValues(SECRET, "gatehouse.auth.root-secret-previous=" + old)
                .run(context -> {
                    SecretBox box = context.getBean(SecretBox.class);
                    assertThat(box.open(sealed, "row")).containsExactly(7);
                    assertThat(box.needsReseal(sealed)).isTrue();
                });
    }

    @Test
    void givesWayToBeansOfTheService() {
        runner.withPropertyValues("gatehouse.environment.mode=production")
                .withBean("own", RootSecret.class, () -> RootSecret.parse(RootSecret.generate(), List.of()))
                .withBean("ownStore", RefreshStore.class, () -> new MemoryRefreshStore(Clock.systemUTC()))
                .withBean("ownSink", AuditSink.class, () -> event -> {})
                .withBean("ownSteps", TotpStepStore.class, () -> (user, step) -> true)
                .withBean(UsesSubjects.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    for (Class<?> type :
                            List.of(RootSecret.class, RefreshStore.class, AuditSink.class, TotpStepStore.class)) {
                        assertThat(context).hasSingleBean(type);
                    }
                    assertThat(context.getBean(LoginGuardStore.class)).isInstanceOf(MemoryLoginGuardStore.class);
                });
    }

    @Test
    void asksACaptchaProviderThatIsNamed() {
        runner.withPropertyValues("gatehouse.auth.captcha.provider=turnstile", "gatehouse.auth.captcha.secret=s3cr3t")
                .run(context -> assertThat(context).hasSingleBean(CaptchaVerifier.class));
        runner.withPropertyValues("gatehouse.auth.captcha.provider=turnstile", "gatehouse.auth.captcha.secret=s3cr3t")
                .withBean(CaptchaVerifier.class, () -> attempt -> CaptchaVerdict.PASSED)
                .run(context -> assertThat(context).hasSingleBean(CaptchaVerifier.class));
    }

    @Test
    void hasNoHasherWithoutBouncyCastle() {
        runner.withClassLoader(new FilteredClassLoader("org.bouncycastle"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(PasswordPolicy.class)
                        .doesNotHaveBean(PasswordHasher.class));
    }

    @Test
    void needsNeitherSpringSecurityNorMicrometerNorNimbus() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.security", "io.micrometer", "com.nimbusds"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(PasswordHasher.class));
    }

    record UsesSubjects(GuardSubjects subjects) {}
}

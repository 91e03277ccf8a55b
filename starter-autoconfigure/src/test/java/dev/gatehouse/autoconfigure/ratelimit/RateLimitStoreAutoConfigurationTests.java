package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.redis.RedisBuckets;
import dev.gatehouse.ratelimit.redis.RedisSettings;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.util.ClassUtils;

class RateLimitStoreAutoConfigurationTests {

    private static final String IN_REDIS = "gatehouse.rate-limit.store=redis";
    private static final String NOWHERE = "gatehouse.rate-limit.redis.uris=redis://127.0.0.1:1";

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBSTCB8KADAgECAgkA4bw4qBvrWHQwCgYIKoZIzj0EAwIwGDEWMBQGA1UEAxMN
            cmVkaXMuZXhhbXBsZTAgFw0yNjExMjEyMTE1NTRaGA8yMTI2MTAyODIxMTU1NFow
            GDEWMBQGA1UEAxMNcmVkaXMuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABB7XfqWzOhXN7trSxhAFJuZ/CsOmupfif4BM+qyVo2ne9nD/lR3QUENMYJ09
            QPTaS6OwBe88zgX79+RyXEhykg2jITAfMB0GA1UdDgQWBBS0AALc/k3d4xprR7k3
            8vEEwtx8vDAKBggqhkjOPQQDAgNIADBFAiBkICD06kVw74AR7cu2BUi0uZzAfC45
            HoQ6R/BVe3RZLwIhAOitR54PJ9IfpE4HmiqDCCrsyCAR2PPZVJGBB269REhA
            -----END CERTIFICATE-----
            """;

    private final WebApplicationContextRunner whole = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    RateLimitStoreAutoConfiguration.class,
                    RateLimitAutoConfiguration.class));

    private final WebApplicationContextRunner runner = whole.withBean(NoFirstContact.class);

    @Test
    void countsInMemoryUnlessSaid() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(MemoryRateLimitStore.class).doesNotHaveBean(HealthIndicator.class);
            assertThat(context.getBean(RateLimitProperties.class).toStoreSettings())
                    .isEqualTo(RemoteStoreSettings.defaults());
            assertThat(context.getBean(RateLimitProperties.class).keyPrefix()).isEqualTo(RedisBuckets.DEFAULT_PREFIX);
        });
    }

    @Test
    void countsInRedisIfSaid() {
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .run(context -> assertThat(context)
                        .hasSingleBean(RemoteRateLimitStore.class)
                        .hasSingleBean(RateLimitStore.class)
                        .hasBean("rateLimitStoreHealthIndicator"));
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .withBean(
                        "rateLimitStoreHealthContributor", HealthContributor.class, () -> (HealthIndicator) () -> null)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("rateLimitStoreHealthIndicator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.rate-limit.enabled=false", "gatehouse.enabled=false"})
    void isOffByOneProperty(String property) {
        runner.withPropertyValues(IN_REDIS, NOWHERE, property)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitStore.class));
    }

    @Test
    void givesWayToAStoreOfTheApplication() {
        RateLimitStore mine = new MemoryRateLimitStore(10);
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .withBean(RateLimitStore.class, () -> mine)
                .run(context -> {
                    assertThat(context.getBean(RateLimitStore.class)).isSameAs(mine);
                    assertThat(context).doesNotHaveBean(RedisBuckets.class);
                });
    }

    @Test
    void countsBehindAProxyManagerIfSaid() {
        runner.withPropertyValues("gatehouse.rate-limit.store=bucket4j")
                .withBean(ProxyManager.class, () -> mock(ProxyManager.class))
                .run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
    }

    @Test
    void waitsForTheFirstAnswerOfTheStoreBeforeTheFirstRequest() {
        RemoteBuckets slow = mock(RemoteBuckets.class);
        when(slow.take(any(), anyInt()))
                .thenAnswer(call -> new CompletableFuture<>()
                        .completeOnTimeout(RateLimitDecision.UNLIMITED, 30, TimeUnit.MILLISECONDS));
        whole.withBean(RemoteBuckets.class, () -> slow)
                .run(context -> assertThat(context.getBean(RemoteRateLimitStore.class)
                                .state()
                                .isUp())
                        .isTrue());
    }

    @Test
    void saysWhatIsMissing() {
        runner.withPropertyValues("gatehouse.rate-limit.store=bucket4j")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.store")
                        .hasStackTraceContaining("ProxyManager<String> bean"));
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .withClassLoader(new FilteredClassLoader(RedisClient.class))
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("Add io.lettuce:lettuce-core"));
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .withClassLoader(new FilteredClassLoader(CircuitBreaker.class))
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("resilience4j-circuitbreaker"));
        runner.withPropertyValues(IN_REDIS)
                .withClassLoader(new FilteredClassLoader(DataRedisConnectionDetails.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.uris")
                        .hasStackTraceContaining("its address is missing"));
        runner.withPropertyValues(IN_REDIS, "gatehouse.rate-limit.redis.uris=localhost")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.uris")
                        .hasStackTraceContaining("redis://host:6379/0"));
    }

    @Test
    void aPlaceForBucketsIsNotLeftUnusedInSilence() {
        runner.withClassLoader(new FilteredClassLoader(CircuitBreaker.class))
                .withBean(RemoteBuckets.class, () -> mock(RemoteBuckets.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.store")
                        .hasStackTraceContaining("RemoteBuckets")
                        .hasStackTraceContaining("Add io.github.resilience4j:resilience4j-circuitbreaker"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis-sentinel://127.0.0.1:1,127.0.0.1:2/0#master | 1",
                "redis-sentinel://:a,b@127.0.0.1:1,127.0.0.1:2,127.0.0.1:3/0#master | 1",
                "redis://:a,b,@127.0.0.1:1 | 1",
                "redis://127.0.0.1:1,redis://:c,d@127.0.0.1:2 | 2"
            })
    void readsAddressesWithCommasInOneLineOrAsAList(String uris, int count) {
        runner.withPropertyValues(IN_REDIS, "gatehouse.rate-limit.redis.uris=" + uris)
                .run(context -> {
                    assertThat(context).hasSingleBean(RemoteRateLimitStore.class);
                    assertThat(context.getBean(RateLimitProperties.class)
                                    .redis()
                                    .uris())
                            .hasSize(count)
                            .satisfies(
                                    read -> assertThat(String.join(",", read)).isEqualTo(uris));
                });
        runner.withPropertyValues(
                        IN_REDIS, "gatehouse.rate-limit.redis.uris[0]=redis-sentinel://127.0.0.1:1,127.0.0.1:2#master")
                .run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"username=svc", "password=secret", "cluster=true", "ssl-bundle=shop", "sentinel-password=secret"
            })
    void refusesSettingsOfAnAddressThatIsNotSet(String setting) {
        runner.withPropertyValues(IN_REDIS, "gatehouse.rate-limit.redis." + setting)
                .withBean(DataRedisConnectionDetails.class, () -> Alone.INSTANCE)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(
                                "gatehouse.rate-limit.redis." + setting.substring(0, setting.indexOf('=')))
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.uris, which is not set"));
    }

    @Test
    void refusesAUserWithoutPassword() {
        runner.withPropertyValues(IN_REDIS, NOWHERE, "gatehouse.rate-limit.redis.username=svc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.username")
                        .hasStackTraceContaining("Set gatehouse.rate-limit.redis.password, too"));
    }

    @Test
    void tellsTheHealthOfAStoreOfTheApplicationOnAnotherMachine() {
        RemoteBuckets nowhere = mock(RemoteBuckets.class);
        when(nowhere.name()).thenReturn("Elsewhere");
        when(nowhere.take(any(), anyInt())).thenReturn(CompletableFuture.failedFuture(new IllegalStateException()));
        runner.withBean(
                        RemoteRateLimitStore.class,
                        () -> new RemoteRateLimitStore(
                                nowhere, new MemoryRateLimitStore(10), RemoteStoreSettings.defaults(), List.of()))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(HealthIndicator.class));
    }

    @Test
    void worksWithoutHealthAndMicrometer() {
        runner.withPropertyValues(IN_REDIS, NOWHERE)
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class, MeterRegistry.class))
                .run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
    }

    @Test
    void usesTheRedisOfTheService() {
        runner.withPropertyValues(IN_REDIS)
                .withBean(DataRedisConnectionDetails.class, () -> Alone.INSTANCE)
                .run(context -> {
                    assertThat(context).hasSingleBean(RemoteRateLimitStore.class);
                    assertThat(context.getBean(ServiceRedis.class).settings(Duration.ofSeconds(1)))
                            .isEqualTo(new RedisSettings(
                                    List.of("redis://redis.example:6380/2"),
                                    false,
                                    "app",
                                    "secret",
                                    Duration.ofSeconds(1),
                                    null));
                });
    }

    @Test
    void knowsSentinelsAndClustersOfTheService() {
        RedisSettings sentinels = new SpringDataRedis(new Sentinels(), null).settings(Duration.ofSeconds(1));
        assertThat(sentinels.uris()).containsExactly("redis-sentinel://one:26379,two:26379/1#master");
        assertThat(sentinels.sentinelUsername()).isEqualTo("watched");
        assertThat(sentinels.sentinelPassword()).isEqualTo("secret");
        RedisSettings cluster = new SpringDataRedis(new Clusters(), null).settings(Duration.ofSeconds(1));
        assertThat(cluster.uris()).containsExactly("redis://one:7000");
        assertThat(cluster.cluster()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.data.redis.host=::1, redis://[::1]:6379/0",
        "spring.data.redis.host=redis_cache, redis://redis_cache:6379/0",
        "spring.data.redis.cluster.nodes=::1:7000, redis://[::1]:7000",
        "spring.data.redis.cluster.nodes=[::1]:7000, redis://[::1]:7000"
    })
    void writesAddressesOfTheServiceSoThatTheyCanBeRead(String property, String uri) {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(IN_REDIS, property)
                .run(context -> assertThat(context.getBean(ServiceRedis.class)
                                .settings(Duration.ofSeconds(1))
                                .uris())
                        .containsExactly(uri));
    }

    @Test
    void aMasterOfTheServiceMayHaveAnyName() {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        IN_REDIS,
                        "spring.data.redis.sentinel.master=my master",
                        "spring.data.redis.sentinel.nodes=127.0.0.1:1")
                .run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
    }

    @Test
    void blamesThePropertiesOfTheServiceForItsAddress() {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(IN_REDIS, "spring.data.redis.host=two words")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("spring.data.redis cannot be used.")
                        .hasMessageContaining("gatehouse.rate-limit.redis.uris"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.rate-limit.redis.uris=redis-sentinel://a#m,redis-sentinel://b#m",
                "gatehouse.rate-limit.redis.uris=redis-sentinel://a#m"
            })
    void sentinelsAreOneAddressAndNoCluster(String uris) {
        runner.withPropertyValues(IN_REDIS, uris, "gatehouse.rate-limit.redis.cluster=" + !uris.contains(","))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith(
                                "gatehouse.rate-limit.redis.uris cannot be used. The addresses of Sentinel"));
    }

    @Test
    void nodesOfWhichNoneIsSaidToBeThePrimaryNeedAnAddress() {
        String details = DataRedisConnectionDetails.class.getName() + "$MasterReplica";
        assumeThat(ClassUtils.isPresent(details, null)).isTrue();
        WebApplicationContextRunner nodes = runner.withConfiguration(
                        AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(IN_REDIS, "spring.data.redis.masterreplica.nodes=127.0.0.1:1,127.0.0.1:2");
        nodes.run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("spring.data.redis.masterreplica.nodes")
                .hasStackTraceContaining("gatehouse.rate-limit.redis.uris"));
        nodes.withPropertyValues(NOWHERE).run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
    }

    @Test
    void takesTheCertificatesOfTheService() {
        RedisSettings settings = new SpringDataRedis(new Encrypted(), null).settings(Duration.ofSeconds(1));
        assertThat(settings.uris()).containsExactly("rediss://redis.example:6380/2");
        assertThat(settings.tls()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "rediss://127.0.0.1:1/2, spring.data.redis.ssl.enabled=false",
        "rediss-sentinel://127.0.0.1:2/2#master, spring.data.redis.sentinel.nodes=127.0.0.1:2",
        "rediss://127.0.0.1:3, spring.data.redis.cluster.nodes=127.0.0.1:3"
    })
    void speaksTlsWhereTheUrlOfTheServiceDoes(String uri, String further) {
        String[] properties = further.contains("sentinel")
                ? new String[] {further, "spring.data.redis.sentinel.master=master"}
                : new String[] {further};
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(IN_REDIS, "spring.data.redis.url=rediss://app:secret@127.0.0.1:1/2")
                .withPropertyValues(properties)
                .run(context -> assertThat(context.getBean(ServiceRedis.class).settings(Duration.ofSeconds(1)))
                        .isEqualTo(new RedisSettings(
                                List.of(uri),
                                further.contains("cluster"),
                                "app",
                                "secret",
                                Duration.ofSeconds(1),
                                null)));
    }

    @Test
    void theUrlOfTheServiceSaysNothingOfAnotherServer() {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(IN_REDIS, "spring.data.redis.url=rediss://redis.example:6381/2")
                .withBean(DataRedisConnectionDetails.class, () -> Alone.INSTANCE)
                .run(context -> assertThat(context.getBean(ServiceRedis.class)
                                .settings(Duration.ofSeconds(1))
                                .uris())
                        .containsExactly("redis://redis.example:6380/2"));
    }

    @Test
    void takesTheCertificatesOfABundle() {
        WebApplicationContextRunner certified = runner.withConfiguration(
                        AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        IN_REDIS,
                        "gatehouse.rate-limit.redis.ssl-bundle=shop",
                        "spring.ssl.bundle.pem.shop.truststore.certificate=" + CERTIFICATE);
        certified
                .withPropertyValues("gatehouse.rate-limit.redis.uris=rediss://127.0.0.1:1")
                .run(context -> assertThat(context).hasSingleBean(RemoteRateLimitStore.class));
        certified
                .withPropertyValues(NOWHERE)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.uris")
                        .hasStackTraceContaining("Write rediss://"));
        certified
                .withPropertyValues(
                        "gatehouse.rate-limit.redis.uris=rediss://127.0.0.1:1",
                        "gatehouse.rate-limit.redis.ssl-bundle=shp")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("gatehouse.rate-limit.redis.ssl-bundle")
                        .hasStackTraceContaining("spring.ssl.bundle.pem.shp"));
    }

    @Test
    void logsInAtSentinelAsTheServiceDoesOrAsSaid() {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        IN_REDIS,
                        "spring.data.redis.sentinel.master=master",
                        "spring.data.redis.sentinel.nodes=127.0.0.1:1",
                        "spring.data.redis.sentinel.username=watched",
                        "spring.data.redis.sentinel.password=secret")
                .run(context -> assertThat(context.getBean(ServiceRedis.class).settings(Duration.ofSeconds(1)))
                        .isEqualTo(new RedisSettings(
                                List.of("redis-sentinel://127.0.0.1:1/0#master"),
                                false,
                                null,
                                null,
                                Duration.ofSeconds(1),
                                null,
                                "watched",
                                "secret")));
        runner.withPropertyValues(
                        IN_REDIS,
                        "gatehouse.rate-limit.redis.uris=redis-sentinel://127.0.0.1:1/0#master",
                        "gatehouse.rate-limit.redis.sentinel-username=watched",
                        "gatehouse.rate-limit.redis.sentinel-password=secret")
                .run(context -> assertThat(new ConfiguredRedis(
                                        context.getBean(RateLimitProperties.class)
                                                .redis(),
                                        null,
                                        null)
                                .settings()
                                .sentinelPassword())
                        .isEqualTo("secret"));
    }

    @Test
    void keepsSecretsOutOfTexts() {
        assertThat(new RateLimitProperties.Redis(
                        List.of("redis://:secret@host"),
                        false,
                        null,
                        "secret",
                        Duration.ofSeconds(1),
                        null,
                        null,
                        "secret"))
                .asString()
                .doesNotContain("secret");
    }

    static class Encrypted implements DataRedisConnectionDetails {

        @Override
        public Standalone getStandalone() {
            return Standalone.of("redis.example", 6380, 2);
        }

        @Override
        public SslBundle getSslBundle() {
            return SslBundle.of(SslStoreBundle.NONE, SslBundleKey.NONE, SslOptions.of(Set.of("A"), Set.of("TLSv1.3")));
        }
    }

    enum Alone implements DataRedisConnectionDetails {
        INSTANCE;

        @Override
        public String getUsername() {
            return "app";
        }

        @Override
        public String getPassword() {
            return "secret";
        }

        @Override
        public Standalone getStandalone() {
            return Standalone.of("redis.example", 6380, 2);
        }
    }

    static class Sentinels implements DataRedisConnectionDetails {

        @Override
        public Sentinel getSentinel() {
            return new Sentinel() {
                @Override
                public int getDatabase() {
                    return 1;
                }

                @Override
                public String getMaster() {
                    return "master";
                }

                @Override
                public List<Node> getNodes() {
                    return List.of(new Node("one", 26379), new Node("two", 26379));
                }

                @Override
                public String getUsername() {
                    return "watched";
                }

                @Override
                public String getPassword() {
                    return "secret";
                }
            };
        }
    }

    static class Clusters implements DataRedisConnectionDetails {

        @Override
        public Cluster getCluster() {
            return () -> List.of(new Node("one", 7000));
        }
    }

    /** Most stores of these tests are nowhere, so that waiting for them would take a second each time. */
    static final class NoFirstContact implements BeanDefinitionRegistryPostProcessor {

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            if (registry.containsBeanDefinition("gatehouseRateLimitStoreFirstContact")) {
                registry.removeBeanDefinition("gatehouseRateLimitStoreFirstContact");
            }
        }
    }
}

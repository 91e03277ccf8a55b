package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.bucket4j.ProxyManagerBuckets;
import dev.gatehouse.ratelimit.redis.RedisBuckets;
import dev.gatehouse.ratelimit.redis.RedisConnections;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreListener;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stores of the rate limit on another machine, which several instances share. */
@AutoConfiguration(
        before = RateLimitAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration"
        })
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.rate-limit.enabled")
@ConditionalOnClass(CircuitBreaker.class)
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimitStoreAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnBean(RemoteBuckets.class)
    @ConditionalOnMissingBean(RateLimitStore.class)
    RemoteRateLimitStore gatehouseRateLimitStore(
            RemoteBuckets buckets,
            RateLimitProperties gatehouseRateLimitProperties,
            ObjectProvider<RemoteStoreListener> listeners) {
        return new RemoteRateLimitStore(
                buckets,
                new MemoryRateLimitStore(gatehouseRateLimitProperties.maxKeys()),
                gatehouseRateLimitProperties.toStoreSettings(),
                listeners.orderedStream().toList());
    }

    @Bean
    @ConditionalOnBean(RemoteRateLimitStore.class)
    FirstContact gatehouseRateLimitStoreFirstContact(RemoteRateLimitStore gatehouseRateLimitStore) {
        return new FirstContact(gatehouseRateLimitStore);
    }

    /** Buckets in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisClient.class)
    @ConditionalOnProperty(name = "gatehouse.rate-limit.store", havingValue = "redis")
    @ConditionalOnMissingBean({RateLimitStore.class, RemoteBuckets.class})
    static class InRedis {

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        RedisConnections gatehouseRateLimitRedisConnections(
                RateLimitProperties gatehouseRateLimitProperties,
                ObjectProvider<ServiceRedis> gatehouseRateLimitServiceRedis,
                ObjectProvider<SslBundles> bundles) {
            return new ConfiguredRedis(
                            gatehouseRateLimitProperties.redis(),
                            gatehouseRateLimitServiceRedis.getIfAvailable(),
                            bundles.getIfAvailable())
                    .open();
        }

        @Bean
        RedisBuckets gatehouseRateLimitBuckets(
                RedisConnections gatehouseRateLimitRedisConnections, RateLimitProperties gatehouseRateLimitProperties) {
            return new RedisBuckets(gatehouseRateLimitRedisConnections, gatehouseRateLimitProperties.keyPrefix());
        }
    }

    /** The Redis that the service uses for other things too. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataRedisConnectionDetails.class)
    @ConditionalOnProperty(name = "gatehouse.rate-limit.store", havingValue = "redis")
    static class OfTheService {

        @Bean
        @ConditionalOnBean(DataRedisConnectionDetails.class)
        ServiceRedis gatehouseRateLimitServiceRedis(
                DataRedisConnectionDetails details, ObjectProvider<DataRedisProperties> properties) {
            DataRedisProperties ofTheService = properties.getIfAvailable();
            return new SpringDataRedis(details, ofTheService == null ? null : ofTheService.getUrl());
        }
    }

    /** Buckets behind a manager of the application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ProxyManager.class)
    @ConditionalOnProperty(name = "gatehouse.rate-limit.store", havingValue = "bucket4j")
    @ConditionalOnBean(ProxyManager.class)
    @ConditionalOnMissingBean({RateLimitStore.class, RemoteBuckets.class})
    static class InBucket4j {

        @Bean(destroyMethod = "close")
        ProxyManagerBuckets gatehouseRateLimitBuckets(
                ProxyManager<String> manager, RateLimitProperties gatehouseRateLimitProperties) {
            return new ProxyManagerBuckets(manager, gatehouseRateLimitProperties.keyPrefix());
        }
    }
}

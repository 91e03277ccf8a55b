package dev.gatehouse.autoconfigure.account;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Declares what a service with accounts reads. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(AccountProperties.class)
public final class AccountAutoConfiguration {}

package dev.gatehouse.autoconfigure.testing;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Keeps the passwords of tests as they are. Spring Security would hash each at its first use, and check the hash at all others. */
final class KeptPasswords implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean.getClass() == InMemoryUserDetailsManager.class
                ? new Keeping((InMemoryUserDetailsManager) bean)
                : bean;
    }

    private static final class Keeping extends InMemoryUserDetailsManager {

        private final InMemoryUserDetailsManager users;

        Keeping(InMemoryUserDetailsManager users) {
            this.users = users;
        }

        @Override
        public UserDetails loadUserByUsername(String name) {
            return users.loadUserByUsername(name);
        }

        @Override
        public UserDetails updatePassword(UserDetails user, String newPassword) {
            return user;
        }
    }
}

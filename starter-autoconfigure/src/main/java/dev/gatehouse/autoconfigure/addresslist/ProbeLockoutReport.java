package dev.gatehouse.autoconfigure.addresslist;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Tells in the log, when the service starts, which lists keep probes away. */
final class ProbeLockoutReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ProbeLockouts.class);

    private final ProbeLockouts lockouts;

    ProbeLockoutReport(ProbeLockouts lockouts) {
        this.lockouts = lockouts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        lockouts.find().forEach(lockout -> log.warn("Probes locked out: {}", lockout));
    }
}

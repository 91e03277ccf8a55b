package dev.gatehouse.sample.job;

import java.time.Duration;
import java.util.List;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Runs every job, each after its own interval. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JobConfiguration {

    /** Nothing competes with the start of the service. */
    private static final Duration LONGEST_FIRST_DELAY = Duration.ofSeconds(10);

    /** Locks are rows, and their time is the database's: clocks of instances differ. */
    @Bean
    LockingTaskExecutor jobLocks(JdbcTemplate database) {
        return new DefaultLockingTaskExecutor(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(database)
                        .withTableName("job_locks")
                        .usingDbTime()
                        .build()));
    }

    @Bean
    SchedulingConfigurer jobSchedule(JobProperties properties, List<Job> jobs, JobRunner runner) {
        return registrar -> {
            if (properties.enabled()) {
                jobs.forEach(job -> registrar.addFixedDelayTask(
                        new FixedDelayTask(() -> runner.run(job), job.interval(), firstDelay(job))));
            }
        };
    }

    private static Duration firstDelay(Job job) {
        return job.interval().compareTo(LONGEST_FIRST_DELAY) < 0 ? job.interval() : LONGEST_FIRST_DELAY;
    }
}

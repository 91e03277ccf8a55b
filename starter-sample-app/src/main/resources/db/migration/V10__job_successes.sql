-- When a job last succeeded, on whatever instance: one that finds the lock taken cannot know otherwise.
alter table job_locks add column last_success timestamp(6) with time zone;

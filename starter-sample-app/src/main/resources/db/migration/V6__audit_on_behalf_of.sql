-- Who acted in somebody's name is part of what that person may know of the log.
create index ix_audit_log_on_behalf_of on audit_log (on_behalf_of, occurred_at, seq);

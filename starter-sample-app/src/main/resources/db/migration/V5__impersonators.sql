-- Whoever ends their own sessions ends those in which they act for others.
create index ix_sessions_impersonator on sessions (impersonator_id);

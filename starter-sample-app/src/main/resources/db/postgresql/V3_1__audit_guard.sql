-- The database itself keeps the audit log: rows are added and stay. What is left for a person who is forgotten is to erase the
-- address, the agent and the label. H2 has triggers in Java only and serves development: there the MACs alone show a change.
create function audit_log_keep() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.ip is null and new.user_agent is null and new.label is null then
        old.ip := null;
        old.user_agent := null;
        old.label := null;
        if new is not distinct from old then
            return new;
        end if;
    end if;
    raise exception 'Rows of the audit log are neither changed nor deleted.' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_log_keep before update or delete on audit_log for each row execute function audit_log_keep();
create trigger audit_log_keep_all before truncate on audit_log for each statement execute function audit_log_keep();

create function audit_seal_keep() returns trigger language plpgsql as $$
begin
    raise exception 'Links of the audit log are neither changed nor deleted.' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_seal_keep before update or delete on audit_seal for each row execute function audit_seal_keep();
create trigger audit_seal_keep_all before truncate on audit_seal for each statement execute function audit_seal_keep();

-- A row that turns up behind a seal that already counted without it would look like one that was smuggled in. Looked at when
-- the transaction commits: it may have been open for long.
create function audit_log_in_time() returns trigger language plpgsql as $$
begin
    if exists (select 1 from audit_seal where to_seq >= new.seq) then
        raise exception 'The audit log is sealed beyond this row: the transaction took too long.'
            using errcode = 'serialization_failure';
    end if;
    return null;
end
$$;

create constraint trigger audit_log_in_time after insert on audit_log deferrable initially deferred
    for each row execute function audit_log_in_time();

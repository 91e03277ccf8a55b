-- Accounts, roles, sessions, the audit log and mails. Secrets stand here as hashes or sealed, never as they are.
create table users (
    id                  uuid                        not null,
    -- As typed, and as compared: keys are normalised, and compared by equality only.
    username            varchar(32)                 not null,
    username_key        varchar(32)                 not null,
    email               varchar(254)                not null,
    email_key           varchar(254)                not null,
    display_name        varchar(100)                not null,
    locale              varchar(35)                 not null,
    -- Null until somebody has chosen a password by a link.
    password_hash       varchar(255),
    -- Whether an administrator made the account, or named its address, before that was proven; others are claimed by anybody.
    invited             boolean default false       not null,
    status              varchar(16)                 not null,
    email_verified_at   timestamp(6) with time zone,
    mfa_required        boolean                     not null,
    must_change_password boolean                    not null,
    -- Counts what changes the rights of this user: part of the key under which they are cached.
    authz_version       bigint                      not null,
    password_changed_at timestamp(6) with time zone,
    last_login_at       timestamp(6) with time zone,
    -- When the user asked to be deleted; the data goes 30 days later.
    deleted_at          timestamp(6) with time zone,
    created_at          timestamp(6) with time zone not null,
    updated_at          timestamp(6) with time zone not null,
    row_version         bigint                      not null,
    constraint pk_users primary key (id),
    constraint uq_users_username_key unique (username_key),
    constraint uq_users_email_key unique (email_key),
    constraint ck_users_status check (status in ('PENDING', 'ACTIVE', 'DISABLED', 'DELETED'))
);
create index ix_users_status_created on users (status, created_at, id);

create table permissions (
    id          integer      not null,
    name        varchar(64)  not null,
    description varchar(200) not null,
    constraint pk_permissions primary key (id),
    constraint uq_permissions_name unique (name)
);

create table roles (
    id             uuid         not null,
    name           varchar(64)  not null,
    name_key       varchar(64)  not null,
    description    varchar(500) not null,
    is_system      boolean      not null,
    -- Has everything, also permissions that come later: the wildcard of the administrators.
    is_all         boolean      not null,
    parent_role_id uuid,
    row_version    bigint       not null,
    constraint pk_roles primary key (id),
    constraint uq_roles_name_key unique (name_key),
    constraint fk_roles_parent foreign key (parent_role_id) references roles (id)
);
create index ix_roles_parent on roles (parent_role_id);

create table role_permissions (
    role_id       uuid    not null,
    permission_id integer not null,
    constraint pk_role_permissions primary key (role_id, permission_id),
    constraint fk_role_permissions_role foreign key (role_id) references roles (id) on delete cascade,
    constraint fk_role_permissions_permission foreign key (permission_id) references permissions (id)
);
create index ix_role_permissions_permission on role_permissions (permission_id);

create table user_roles (
    user_id    uuid                        not null,
    role_id    uuid                        not null,
    -- Null where the service itself gave the role.
    granted_by uuid,
    granted_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    constraint pk_user_roles primary key (user_id, role_id),
    constraint fk_user_roles_user foreign key (user_id) references users (id),
    constraint fk_user_roles_role foreign key (role_id) references roles (id)
);
create index ix_user_roles_role on user_roles (role_id);
create index ix_user_roles_expires on user_roles (expires_at);

-- One row. Whoever changes rights locks it first, so that two changes see each other.
create table rbac_state (
    id      integer not null,
    version bigint  not null,
    constraint pk_rbac_state primary key (id),
    constraint ck_rbac_state_one check (id = 1)
);
insert into rbac_state (id, version) values (1, 1);

create table sessions (
    id              uuid                        not null,
    user_id         uuid                        not null,
    created_at      timestamp(6) with time zone not null,
    last_seen_at    timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    idle_expires_at timestamp(6) with time zone not null,
    revoked_at      timestamp(6) with time zone,
    revoke_reason   varchar(32),
    -- How the user proved who it is (RFC 8176), and when.
    amr             varchar(64)                 not null,
    auth_time       timestamp(6) with time zone not null,
    ip              varchar(45),
    user_agent      varchar(256),
    label           varchar(64),
    impersonator_id uuid,
    -- How many refresh tokens it has had: to count them at each refresh would take the longer the longer it lives.
    tokens          integer default 0           not null,
    constraint pk_sessions primary key (id),
    constraint fk_sessions_user foreign key (user_id) references users (id)
);
create index ix_sessions_user on sessions (user_id, revoked_at);
create index ix_sessions_expires on sessions (expires_at);

-- Good once each. Whether they are revoked is a matter of their session.
create table refresh_tokens (
    token_hash  varchar(64)                 not null,
    session_id  uuid                        not null,
    parent_hash varchar(64),
    issued_at   timestamp(6) with time zone not null,
    expires_at  timestamp(6) with time zone not null,
    used_at     timestamp(6) with time zone,
    constraint pk_refresh_tokens primary key (token_hash),
    constraint fk_refresh_tokens_session foreign key (session_id) references sessions (id) on delete cascade
);
create index ix_refresh_tokens_session on refresh_tokens (session_id);
create index ix_refresh_tokens_parent on refresh_tokens (parent_hash);
create index ix_refresh_tokens_expires on refresh_tokens (expires_at);

-- Links in mails: to verify an address, reset a password, accept an invitation, change an address.
create table one_time_tokens (
    id         uuid                        not null,
    user_id    uuid                        not null,
    purpose    varchar(32)                 not null,
    token_hash varchar(64)                 not null,
    payload    varchar(500),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone,
    constraint pk_one_time_tokens primary key (id),
    constraint uq_one_time_tokens_hash unique (token_hash),
    constraint fk_one_time_tokens_user foreign key (user_id) references users (id)
);
create index ix_one_time_tokens_user on one_time_tokens (user_id, purpose);
create index ix_one_time_tokens_expires on one_time_tokens (expires_at);

-- Log-ins that wait for their next step: a second factor, a new password.
create table auth_challenges (
    id          uuid                        not null,
    token_hash  varchar(64)                 not null,
    user_id     uuid                        not null,
    purpose     varchar(32)                 not null,
    attempts    integer                     not null,
    payload     varchar(500),
    expires_at  timestamp(6) with time zone not null,
    consumed_at timestamp(6) with time zone,
    constraint pk_auth_challenges primary key (id),
    constraint uq_auth_challenges_hash unique (token_hash),
    constraint fk_auth_challenges_user foreign key (user_id) references users (id)
);
create index ix_auth_challenges_user on auth_challenges (user_id);
create index ix_auth_challenges_expires on auth_challenges (expires_at);

create table mfa_totp (
    user_id        uuid                        not null,
    secret_enc     varchar(500)                not null,
    created_at     timestamp(6) with time zone not null,
    -- Null until the user has shown a code: only then it is asked for.
    confirmed_at   timestamp(6) with time zone,
    last_used_step bigint                      not null,
    failures       integer                     not null,
    window_start   timestamp(6) with time zone not null,
    constraint pk_mfa_totp primary key (user_id),
    constraint fk_mfa_totp_user foreign key (user_id) references users (id)
);

create table mfa_recovery_codes (
    id        uuid        not null,
    user_id   uuid        not null,
    code_hash varchar(64) not null,
    used_at   timestamp(6) with time zone,
    constraint pk_mfa_recovery_codes primary key (id),
    constraint uq_mfa_recovery_codes unique (user_id, code_hash),
    constraint fk_mfa_recovery_codes_user foreign key (user_id) references users (id)
);

create table login_guard (
    subject         varchar(80)                 not null,
    failures        integer                     not null,
    window_start    timestamp(6) with time zone not null,
    lock_level      integer                     not null,
    locked_until    timestamp(6) with time zone,
    last_failure_at timestamp(6) with time zone not null,
    constraint pk_login_guard primary key (subject)
);
create index ix_login_guard_locked on login_guard (locked_until);
create index ix_login_guard_last_failure on login_guard (last_failure_at);

create sequence audit_log_seq;

create table audit_log (
    seq            bigint                      not null,
    occurred_at    timestamp(6) with time zone not null,
    actor_type     varchar(16)                 not null,
    actor_id       varchar(64),
    on_behalf_of   varchar(64),
    session_id     varchar(64),
    api_key_id     varchar(16),
    action         varchar(64)                 not null,
    target_type    varchar(32),
    target_id      varchar(64),
    outcome        varchar(16)                 not null,
    reason         varchar(64),
    -- Personal data may be erased later. What proves the row covers their MACs, not them.
    ip             varchar(45),
    ip_hmac        varchar(64),
    user_agent     varchar(256),
    user_agent_hmac varchar(64),
    label          varchar(100),
    label_hmac     varchar(64),
    request_id     varchar(128),
    details        varchar(4000)               not null,
    row_mac        varchar(64)                 not null,
    constraint pk_audit_log primary key (seq)
);
-- The sequence makes the order total: pages of the log lose no rows.
create index ix_audit_log_occurred on audit_log (occurred_at, seq);
create index ix_audit_log_actor on audit_log (actor_id, occurred_at, seq);
create index ix_audit_log_target on audit_log (target_type, target_id, occurred_at, seq);
create index ix_audit_log_action on audit_log (action, occurred_at, seq);

create table audit_seal (
    id         bigint generated by default as identity,
    from_seq   bigint                      not null,
    to_seq     bigint                      not null,
    row_count  integer                     not null,
    -- Empty for the first link. Each link has one successor: two sealers cannot fork the chain.
    prev_hash  varchar(64)                 not null,
    chain_hash varchar(64)                 not null,
    sealed_at  timestamp(6) with time zone not null,
    constraint pk_audit_seal primary key (id),
    constraint uq_audit_seal_to unique (to_seq),
    constraint uq_audit_seal_prev unique (prev_hash)
);

create table mail_outbox (
    id              uuid                        not null,
    recipient       varchar(254)                not null,
    template        varchar(64)                 not null,
    -- Sealed: it holds links that open accounts.
    model_enc       varchar(8000)               not null,
    locale          varchar(35)                 not null,
    status          varchar(16)                 not null,
    attempts        integer                     not null,
    next_attempt_at timestamp(6) with time zone not null,
    created_at      timestamp(6) with time zone not null,
    sent_at         timestamp(6) with time zone,
    constraint pk_mail_outbox primary key (id)
);
create index ix_mail_outbox_due on mail_outbox (status, next_attempt_at);

-- Which instance of the service does a job at present. The columns are those of ShedLock.
create table job_locks (
    name       varchar(64)  not null,
    lock_until timestamp(3) not null,
    locked_at  timestamp(3) not null,
    locked_by  varchar(255) not null,
    constraint pk_job_locks primary key (name)
);

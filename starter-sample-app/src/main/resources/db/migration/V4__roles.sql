-- What there is to be allowed, as the code lists it (Permission). A later one comes with a later migration.
insert into permissions (id, name, description) values
    (1, 'users:read', 'List accounts and read any of them.'),
    (2, 'users:create', 'Invite people.'),
    (3, 'users:update', 'Change names, addresses and the status of accounts.'),
    (4, 'users:delete', 'Delete accounts.'),
    (5, 'users:reset', 'Start a password reset for somebody, take away a lost second factor.'),
    (6, 'users:impersonate', 'Act as somebody else, where that is switched on.'),
    (7, 'roles:read', 'Read roles and this catalogue.'),
    (8, 'roles:manage', 'Create, change and delete roles.'),
    (9, 'roles:assign', 'Give roles to users and take them away.'),
    (10, 'sessions:manage', 'See and end the sessions of others.'),
    (11, 'lockouts:read', 'See who is locked out after failed log-ins.'),
    (12, 'lockouts:manage', 'Unlock accounts.'),
    (13, 'api-keys:manage', 'Create, rotate and revoke own API keys.'),
    (14, 'api-keys:admin', 'See and revoke the API keys of others.'),
    (15, 'audit:read', 'Read the audit log.'),
    (16, 'audit:export', 'Export the audit log.'),
    (17, 'audit:verify', 'Verify that the audit log was not changed.'),
    (18, 'files:read', 'List and download own files.'),
    (19, 'files:write', 'Upload files, delete own ones.'),
    (20, 'files:manage', 'Read and delete the files of others.'),
    (21, 'items:read', 'List and read own items.'),
    (22, 'items:write', 'Create and change own items.'),
    (23, 'items:delete', 'Delete own items.'),
    (24, 'items:import', 'Create up to 1000 items at once.'),
    (25, 'items:export', 'Read all own items in pages of up to 10000.'),
    (26, 'items:compute', 'Run what costs a lot of computing.'),
    (27, 'ai:chat', 'Ask the assistant about own files.'),
    (28, 'ai:admin', 'See what the assistant cost, for everybody.'),
    (29, 'health:read', 'See how each part of the service does.'),
    (30, 'metrics:read', 'Read the metrics.'),
    (31, 'docs:read', 'Read the description of the API where it is not public.'),
    (32, 'rate-limits:manage', 'See rate limits at work, reset keys, lift blocks.');

-- The roles of every installation (SystemRole). A manager can do what a user can.
insert into roles (id, name, name_key, description, is_system, is_all, parent_role_id, row_version) values
    ('00000000-0000-7000-8000-000000000001', 'admin', 'admin',
     'Everything, what comes later included.', true, true, null, 0),
    ('00000000-0000-7000-8000-000000000003', 'auditor', 'auditor',
     'Sees what is needed to audit the service, and changes nothing.', true, false, null, 0),
    ('00000000-0000-7000-8000-000000000004', 'user', 'user',
     'Works with own items and files. Who registers gets it.', true, false, null, 0),
    ('00000000-0000-7000-8000-000000000005', 'service', 'service',
     'For the accounts of programs, which come with API keys.', true, false, null, 0);
insert into roles (id, name, name_key, description, is_system, is_all, parent_role_id, row_version) values
    ('00000000-0000-7000-8000-000000000002', 'manager', 'manager',
     'Looks after people: accounts, sessions, lockouts, and the work of everybody.', true, false,
     '00000000-0000-7000-8000-000000000004', 0);

insert into role_permissions (role_id, permission_id)
select r.id, p.id from roles r cross join permissions p
where r.name_key = 'user' and p.name in (
    'files:read', 'files:write', 'items:read', 'items:write', 'items:delete', 'items:import', 'items:export',
    'items:compute', 'ai:chat', 'api-keys:manage');

-- No users:delete and no users:impersonate: those stay with administrators.
insert into role_permissions (role_id, permission_id)
select r.id, p.id from roles r cross join permissions p
where r.name_key = 'manager' and p.name in (
    'users:read', 'users:create', 'users:update', 'users:reset', 'roles:read', 'roles:assign', 'sessions:manage',
    'lockouts:read', 'lockouts:manage', 'api-keys:admin', 'files:manage', 'ai:admin', 'docs:read');

insert into role_permissions (role_id, permission_id)
select r.id, p.id from roles r cross join permissions p
where r.name_key = 'auditor' and p.name in (
    'users:read', 'roles:read', 'lockouts:read', 'audit:read', 'audit:export', 'audit:verify', 'health:read',
    'metrics:read', 'docs:read');

insert into role_permissions (role_id, permission_id)
select r.id, p.id from roles r cross join permissions p
where r.name_key = 'service' and p.name in (
    'files:read', 'files:write', 'items:read', 'items:write', 'items:import', 'items:export', 'ai:chat',
    'health:read', 'metrics:read');

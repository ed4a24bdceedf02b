-- The whole schema, for reading. Generated from the numbered scripts beside it, which are what runs and which say
-- why each thing is there. A test compares it; with ORDERCONNECTOR_WRITE_SCHEMA=1 that test writes it anew.

CREATE TABLE dbo.access_keys (
    id          NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    secret_hash VARBINARY (64) NOT NULL,
    purpose     NVARCHAR (20)  COLLATE Latin1_General_BIN2 NOT NULL,
    subject     NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    branches    NVARCHAR (MAX) COLLATE Latin1_General_BIN2 NOT NULL,
    uses_left   INT            NOT NULL,
    created_at  BIGINT         NOT NULL,
    expires_at  BIGINT         NULL,
    revoked_at  BIGINT         NULL,
    CONSTRAINT access_keys_key PRIMARY KEY (id)
);
CREATE INDEX access_keys_subject
    ON dbo.access_keys(purpose, subject);

CREATE TABLE dbo.ack_tokens (
    token_hash  BINARY (32)   NOT NULL,
    incident_id NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    contact_id  NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT ack_tokens_key PRIMARY KEY (token_hash)
);

CREATE TABLE dbo.agent_hand_overs (
    agent_id NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    awaiting INT            NOT NULL,
    since    BIGINT         NULL,
    CONSTRAINT agent_hand_overs_key PRIMARY KEY (agent_id)
);

CREATE TABLE dbo.agent_sessions (
    agent_id   NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    session    NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    started_at BIGINT         NOT NULL,
    CONSTRAINT agent_sessions_key PRIMARY KEY (agent_id, session)
);

CREATE TABLE dbo.agents (
    id               NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id        NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    eas_serial       NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    software         NVARCHAR (100) NOT NULL,
    version          NVARCHAR (400) NOT NULL,
    registration_key NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    enrolled_at      BIGINT         NOT NULL,
    seen_at          BIGINT         NULL,
    tss              NVARCHAR (40)  NULL,
    session          NVARCHAR (100) COLLATE Latin1_General_BIN2 NULL,
    journal_id       NVARCHAR (100) COLLATE Latin1_General_BIN2 NULL,
    revoked_at       BIGINT         NULL,
    revoked_by       NVARCHAR (400) NULL,
    revoke_reason    NVARCHAR (MAX) NULL,
    CONSTRAINT agents_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX agents_serial
    ON dbo.agents(eas_serial) WHERE revoked_at IS NULL;
CREATE INDEX agents_branch
    ON dbo.agents(branch_id);

CREATE TABLE dbo.alert_turns (
    id   INT    NOT NULL,
    turn BIGINT NOT NULL,
    CONSTRAINT alert_turns_key PRIMARY KEY (id)
);
INSERT  INTO dbo.alert_turns (id, turn)
VALUES                      (1, 0);

CREATE TABLE dbo.announcements (
    order_row BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    CONSTRAINT announcements_key PRIMARY KEY (order_row)
);
CREATE INDEX announcements_due
    ON dbo.announcements(due_at);

CREATE TABLE dbo.answered_calls (
    call_id     BINARY (16) NOT NULL,
    answer      BIGINT      NOT NULL,
    answered_at BIGINT      NOT NULL,
    CONSTRAINT answered_calls_key PRIMARY KEY (call_id)
);
CREATE INDEX answered_calls_age
    ON dbo.answered_calls(answered_at);

CREATE TABLE dbo.audit_head (
    id       INT         NOT NULL,
    sequence BIGINT      NOT NULL,
    hash     BINARY (32) NOT NULL,
    CONSTRAINT audit_head_key PRIMARY KEY (id)
);
INSERT  INTO dbo.audit_head (id, sequence, hash)
VALUES                     (1, 0, 0x0000000000000000000000000000000000000000000000000000000000000000);

CREATE TABLE dbo.audit_log (
    sequence    BIGINT         NOT NULL,
    happened_at BIGINT         NOT NULL,
    actor       NVARCHAR (400) COLLATE Latin1_General_BIN2 NOT NULL,
    act         NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    subject     NVARCHAR (400) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id   NVARCHAR (100) COLLATE Latin1_General_BIN2 NULL,
    reason      NVARCHAR (MAX) NULL,
    details     NVARCHAR (MAX) NULL,
    hash        BINARY (32)    NOT NULL,
    CONSTRAINT audit_log_key PRIMARY KEY (sequence)
);
CREATE INDEX audit_log_at
    ON dbo.audit_log(happened_at, sequence);
CREATE INDEX audit_log_actor
    ON dbo.audit_log(actor, happened_at, sequence);
CREATE INDEX audit_log_act
    ON dbo.audit_log(act, happened_at, sequence);
CREATE INDEX audit_log_subject
    ON dbo.audit_log(subject, happened_at, sequence);
CREATE INDEX audit_log_branch
    ON dbo.audit_log(branch_id, happened_at, sequence) WHERE branch_id IS NOT NULL;
GO
CREATE TRIGGER dbo.audit_log_keep
    ON dbo.audit_log
    AFTER UPDATE, DELETE
    AS THROW 50002, N'The audit log is append-only.', 1;
GO

CREATE TABLE dbo.branch_activity (
    branch_id    NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id     NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    session      NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    epoch        BIGINT         NOT NULL,
    active_until BIGINT         NOT NULL,
    CONSTRAINT branch_activity_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.branch_alerts (
    branch_id          NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    escalate_after     BIGINT         NULL,
    agent_silent_after BIGINT         NULL,
    held_after         BIGINT         NULL,
    release_after      BIGINT         NULL,
    hand_over_after    BIGINT         NULL,
    queue_limit        INT            NULL,
    watch_from         INT            NULL,
    watch_to           INT            NULL,
    CONSTRAINT branch_alerts_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.branch_hours (
    branch_id  NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    hour_place BIGINT         NOT NULL,
    what       NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    hits       BIGINT         NOT NULL,
    CONSTRAINT branch_hours_key PRIMARY KEY (branch_id, hour_place, what)
);
INSERT INTO dbo.branch_hours (branch_id, hour_place, what, hits)
SELECT   t.branch_id,
         t.hour_place,
         t.what,
         COUNT(*)
FROM     (SELECT o.branch_id AS branch_id,
                 e.happened_at / 3600000 AS hour_place,
                 CASE WHEN e.from_state IS NOT NULL THEN e.to_state WHEN o.voids IS NULL THEN N'received' ELSE N'counter' END AS what
          FROM   dbo.order_events AS e
                 INNER JOIN
                 dbo.orders AS o
                 ON o.order_row = e.order_row) AS t
GROUP BY t.branch_id, t.hour_place, t.what;

CREATE TABLE dbo.branches (
    id           NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    name         NVARCHAR (MAX) NOT NULL,
    time_zone    NVARCHAR (100) NOT NULL,
    first_number BIGINT         NOT NULL,
    last_number  BIGINT         NOT NULL,
    next_number  BIGINT         NOT NULL,
    steps        BIGINT         NOT NULL,
    created_at   BIGINT         NOT NULL,
    CONSTRAINT branches_key PRIMARY KEY (id)
);

CREATE TABLE dbo.channel_deadlines (
    channel       NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    overdue_after BIGINT         NOT NULL,
    CONSTRAINT channel_deadlines_key PRIMARY KEY (channel)
);

CREATE TABLE dbo.channels (
    id           NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    kind         NVARCHAR (40)  NOT NULL,
    release_mode NVARCHAR (10)  NOT NULL,
    branches     NVARCHAR (MAX) NOT NULL,
    CONSTRAINT channels_key PRIMARY KEY (id)
);

CREATE TABLE dbo.contacts (
    id         NVARCHAR (40)  COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id  NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    level_no   INT            NOT NULL,
    name       NVARCHAR (100) NOT NULL,
    kind       NVARCHAR (20)  NOT NULL,
    address    NVARCHAR (500) NOT NULL,
    language   NVARCHAR (10)  NOT NULL,
    secret     VARBINARY (64) NULL,
    added_at   BIGINT         NOT NULL,
    removed_at BIGINT         NULL,
    CONSTRAINT contacts_key PRIMARY KEY (id)
);

CREATE TABLE dbo.emergencies (
    emergency_row BIGINT         IDENTITY (1, 1) NOT NULL,
    branch_id     NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    working       NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    begun_at      BIGINT         NOT NULL,
    begun_by      NVARCHAR (400) NOT NULL,
    begin_reason  NVARCHAR (MAX) NOT NULL,
    ended_at      BIGINT         NULL,
    ended_by      NVARCHAR (400) NULL,
    end_reason    NVARCHAR (MAX) NULL,
    CONSTRAINT emergencies_key PRIMARY KEY (emergency_row)
);
CREATE UNIQUE INDEX emergencies_running
    ON dbo.emergencies(branch_id) WHERE ended_at IS NULL;
CREATE INDEX emergencies_branch
    ON dbo.emergencies(branch_id, emergency_row);

CREATE TABLE dbo.emergency_settings (
    branch_id  NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    working    NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    changed_at BIGINT         NOT NULL,
    changed_by NVARCHAR (400) NOT NULL,
    CONSTRAINT emergency_settings_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.erasures (
    erasure_row BIGINT         IDENTITY (1, 1) NOT NULL,
    order_row   BIGINT         NOT NULL,
    happened_at BIGINT         NOT NULL,
    actor       NVARCHAR (400) NOT NULL,
    reason      NVARCHAR (MAX) NOT NULL,
    CONSTRAINT erasures_key PRIMARY KEY (erasure_row)
);
CREATE INDEX erasures_order
    ON dbo.erasures(order_row, erasure_row);
GO
CREATE TRIGGER dbo.erasures_keep
    ON dbo.erasures
    AFTER UPDATE, DELETE
    AS THROW 50002, N'Erasures are append-only.', 1;
GO

CREATE TABLE dbo.idempotency_keys (
    key_row         BIGINT         IDENTITY (1, 1) NOT NULL,
    channel         NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    idempotency_key NVARCHAR (257) COLLATE Latin1_General_BIN2 NOT NULL,
    payload_hash    NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    order_row       BIGINT         NOT NULL,
    used_at         BIGINT         NOT NULL,
    CONSTRAINT idempotency_keys_key PRIMARY KEY (key_row)
);
CREATE UNIQUE INDEX idempotency_keys_used
    ON dbo.idempotency_keys(channel, idempotency_key);

CREATE TABLE dbo.incident_orders (
    order_row   BIGINT        NOT NULL,
    kind        NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    incident_id NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    since       BIGINT        NOT NULL,
    overdue_at  BIGINT        NOT NULL,
    listed_at   BIGINT        NOT NULL,
    outcome     NVARCHAR (24) NULL,
    outcome_at  BIGINT        NULL,
    CONSTRAINT incident_orders_key PRIMARY KEY (order_row, kind, since)
);
CREATE INDEX incident_orders_open
    ON dbo.incident_orders(incident_id) WHERE outcome IS NULL;
CREATE INDEX incident_orders_incident
    ON dbo.incident_orders(incident_id, order_row);

CREATE TABLE dbo.incidents (
    id                NVARCHAR (40)  COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id         NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    kind              NVARCHAR (40)  COLLATE Latin1_General_BIN2 NOT NULL,
    opened_at         BIGINT         NOT NULL,
    orders            INT            NOT NULL,
    level_no          INT            NOT NULL,
    escalate_at       BIGINT         NULL,
    told_orders       INT            NOT NULL,
    told_at           BIGINT         NULL,
    calm_since        BIGINT         NULL,
    acknowledged_at   BIGINT         NULL,
    acknowledged_by   NVARCHAR (400) NULL,
    acknowledged_note NVARCHAR (MAX) NULL,
    closed_at         BIGINT         NULL,
    since             BIGINT         NULL,
    amount            BIGINT         NULL,
    CONSTRAINT incidents_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX incidents_open
    ON dbo.incidents(branch_id, kind) WHERE closed_at IS NULL;
CREATE INDEX incidents_branch
    ON dbo.incidents(branch_id, opened_at);
CREATE INDEX incidents_age
    ON dbo.incidents(opened_at);

CREATE TABLE dbo.journals (
    journal_row   BIGINT         IDENTITY (1, 1) NOT NULL,
    id            NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id      NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    previous_id   NVARCHAR (100) COLLATE Latin1_General_BIN2 NULL,
    head_sequence BIGINT         NOT NULL,
    head_hash     NVARCHAR (100) NOT NULL,
    reported_to   BIGINT         NOT NULL,
    reported_hash NVARCHAR (100) NOT NULL,
    started_at    BIGINT         NOT NULL,
    CONSTRAINT journals_key PRIMARY KEY (journal_row)
);
CREATE UNIQUE INDEX journals_id
    ON dbo.journals(id);

CREATE TABLE dbo.late_collections (
    order_row    BIGINT NOT NULL,
    since        BIGINT NOT NULL,
    collected_at BIGINT NOT NULL,
    CONSTRAINT late_collections_key PRIMARY KEY (order_row)
);

CREATE TABLE dbo.notice_attempts (
    notice_id    NVARCHAR (40)  COLLATE Latin1_General_BIN2 NOT NULL,
    place        INT            NOT NULL,
    attempted_at BIGINT         NOT NULL,
    outcome      NVARCHAR (20)  NOT NULL,
    detail       NVARCHAR (MAX) NULL,
    CONSTRAINT notice_attempts_key PRIMARY KEY (notice_id, place)
);
GO
CREATE TRIGGER dbo.notice_attempts_keep
    ON dbo.notice_attempts
    AFTER UPDATE, DELETE
    AS THROW 50002, N'Attempts are append-only.', 1;
GO

CREATE TABLE dbo.notices (
    id            NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    incident_id   NVARCHAR (40) COLLATE Latin1_General_BIN2 NULL,
    contact_id    NVARCHAR (40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind          NVARCHAR (20) NOT NULL,
    made_at       BIGINT        NOT NULL,
    due_at        BIGINT        NOT NULL,
    attempts      INT           NOT NULL,
    claimed_until BIGINT        NOT NULL,
    ended_at      BIGINT        NULL,
    outcome       NVARCHAR (20) NULL,
    CONSTRAINT notices_key PRIMARY KEY (id)
);
CREATE INDEX notices_due
    ON dbo.notices(due_at) WHERE ended_at IS NULL;
CREATE INDEX notices_incident
    ON dbo.notices(incident_id, made_at) WHERE incident_id IS NOT NULL;

CREATE TABLE dbo.number_gaps (
    branch_id    NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    first_number BIGINT         NOT NULL,
    last_number  BIGINT         NOT NULL,
    happened_at  BIGINT         NOT NULL,
    actor        NVARCHAR (400) NOT NULL,
    reason       NVARCHAR (MAX) NOT NULL,
    CONSTRAINT number_gaps_key PRIMARY KEY (branch_id, first_number)
);

CREATE TABLE dbo.order_events (
    order_row   BIGINT         NOT NULL,
    place       INT            NOT NULL,
    from_state  NVARCHAR (24)  NULL,
    to_state    NVARCHAR (24)  NOT NULL,
    happened_at BIGINT         NOT NULL,
    actor       NVARCHAR (400) NOT NULL,
    reason      NVARCHAR (MAX) NULL,
    CONSTRAINT order_events_key PRIMARY KEY (order_row, place)
);
GO
CREATE TRIGGER dbo.order_events_keep
    ON dbo.order_events
    AFTER UPDATE, DELETE
    AS THROW 50002, N'Events are append-only.', 1;
GO

CREATE TABLE dbo.order_flags (
    flag_row        BIGINT         IDENTITY (1, 1) NOT NULL,
    order_row       BIGINT         NOT NULL,
    branch_id       NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    batch           BINARY (16)    NULL,
    slip_kind       NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    slip            NVARCHAR (100) COLLATE Latin1_General_BIN2 NULL,
    flagged_at      BIGINT         NOT NULL,
    flagged_by      NVARCHAR (400) NOT NULL,
    reason          NVARCHAR (MAX) NULL,
    withdrawn_at    BIGINT         NULL,
    withdrawn_by    NVARCHAR (400) NULL,
    withdraw_reason NVARCHAR (MAX) NULL,
    match_row       BIGINT         NULL,
    CONSTRAINT order_flags_key PRIMARY KEY (flag_row)
);
CREATE UNIQUE INDEX order_flags_standing
    ON dbo.order_flags(order_row) WHERE withdrawn_at IS NULL;
CREATE INDEX order_flags_order
    ON dbo.order_flags(order_row, flag_row);
CREATE INDEX order_flags_open
    ON dbo.order_flags(branch_id, flag_row) WHERE withdrawn_at IS NULL
                                                  AND match_row IS NULL;
INSERT INTO dbo.order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
SELECT o.order_row,
       o.branch_id,
       N'paperSlip',
       o.state_since,
       o.state_actor,
       o.state_reason
FROM   dbo.orders AS o
WHERE  o.state = N'transmittedManually';

CREATE TABLE dbo.order_id_form (
    id   INT NOT NULL,
    form INT NOT NULL,
    CONSTRAINT order_id_form_key PRIMARY KEY (id)
);
INSERT INTO dbo.order_id_form (id, form)
SELECT 1,
       CASE WHEN EXISTS (SELECT 1
                         FROM   dbo.orders AS o) THEN 1 ELSE 2 END;

CREATE TABLE dbo.order_receipts (
    order_row BIGINT         NOT NULL,
    fiscal    NVARCHAR (MAX) NULL,
    receipt   NVARCHAR (MAX) NULL,
    CONSTRAINT order_receipts_key PRIMARY KEY (order_row)
);

CREATE TABLE dbo.order_reports (
    order_row  BIGINT NOT NULL,
    report_row BIGINT NOT NULL,
    CONSTRAINT order_reports_key PRIMARY KEY (order_row, report_row)
);
INSERT INTO dbo.order_reports (order_row, report_row)
SELECT o.order_row,
       r.report_row
FROM   dbo.reports AS r
       INNER JOIN
       dbo.orders AS o
       ON o.id = r.order_id;

CREATE TABLE dbo.order_waits (
    order_row BIGINT NOT NULL,
    since     BIGINT NOT NULL,
    CONSTRAINT order_waits_key PRIMARY KEY (order_row)
);

CREATE TABLE dbo.orders (
    order_row      BIGINT          IDENTITY (1, 1) NOT NULL,
    id             BINARY (16)     NOT NULL,
    branch_id      NVARCHAR (100)  COLLATE Latin1_General_BIN2 NOT NULL,
    number         BIGINT          NOT NULL,
    channel        NVARCHAR (100)  COLLATE Latin1_General_BIN2 NOT NULL,
    external_id    NVARCHAR (400)  COLLATE Latin1_General_BIN2 NOT NULL,
    content_hash   NVARCHAR (100)  COLLATE Latin1_General_BIN2 NOT NULL,
    total_cents    BIGINT          NOT NULL,
    state          NVARCHAR (24)   COLLATE Latin1_General_BIN2 NOT NULL,
    state_reason   NVARCHAR (MAX)  NULL,
    state_actor    NVARCHAR (400)  NOT NULL,
    state_since    BIGINT          NOT NULL,
    moves          INT             NOT NULL,
    created_at     BIGINT          NOT NULL,
    expires_at     BIGINT          NULL,
    due_at         BIGINT          NULL,
    release_mode   NVARCHAR (10)   NOT NULL,
    receipt_token  NVARCHAR (100)  COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id       NVARCHAR (100)  COLLATE Latin1_General_BIN2 NULL,
    waiting        BIT             NOT NULL,
    handed_over_at BIGINT          NULL,
    lease          NVARCHAR (100)  COLLATE Latin1_General_BIN2 NULL,
    lease_agent    NVARCHAR (100)  COLLATE Latin1_General_BIN2 NULL,
    lease_session  NVARCHAR (100)  COLLATE Latin1_General_BIN2 NULL,
    lease_until    BIGINT          NULL,
    voids          BINARY (16)     NULL,
    void_place     INT             NULL,
    voids_number   BIGINT          NULL,
    void_reason    NVARCHAR (MAX)  NULL,
    payments       NVARCHAR (MAX)  NULL,
    payload        VARBINARY (MAX) NOT NULL,
    CONSTRAINT orders_key PRIMARY KEY (order_row)
);
CREATE UNIQUE INDEX orders_id
    ON dbo.orders(id);
CREATE UNIQUE INDEX orders_number
    ON dbo.orders(branch_id, number);
CREATE INDEX orders_queued
    ON dbo.orders(branch_id, order_row) WHERE state = N'queued';
CREATE INDEX orders_awaiting
    ON dbo.orders(expires_at) WHERE state = N'awaitingPayment';
CREATE INDEX orders_held
    ON dbo.orders(order_row) WHERE state = N'held';
CREATE INDEX orders_collected
    ON dbo.orders(agent_id, order_row) WHERE state = N'collected';
CREATE UNIQUE INDEX orders_lease
    ON dbo.orders(lease) WHERE lease IS NOT NULL;
CREATE UNIQUE INDEX orders_voids
    ON dbo.orders(voids, void_place) WHERE voids IS NOT NULL;
CREATE INDEX orders_set_aside
    ON dbo.orders(order_row) WHERE state = N'setAside';

CREATE TABLE dbo.portal_sessions (
    id          NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    secret_hash BINARY (32)    NOT NULL,
    user_name   NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    started_at  BIGINT         NOT NULL,
    seen_at     BIGINT         NOT NULL,
    CONSTRAINT portal_sessions_key PRIMARY KEY (id)
);
CREATE INDEX portal_sessions_user
    ON dbo.portal_sessions(user_name);
CREATE INDEX portal_sessions_age
    ON dbo.portal_sessions(started_at);

CREATE TABLE dbo.portal_users (
    name          NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    display_name  NVARCHAR (400) NOT NULL,
    email         NVARCHAR (400) COLLATE Latin1_General_BIN2 NULL,
    user_role     NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    branches      NVARCHAR (MAX) NOT NULL,
    user_language NVARCHAR (10)  NOT NULL,
    password_hash NVARCHAR (400) NOT NULL,
    must_change   BIT            NOT NULL,
    failures      INT            NOT NULL,
    locked_until  BIGINT         NULL,
    is_disabled   BIT            NOT NULL,
    created_at    BIGINT         NOT NULL,
    logged_in_at  BIGINT         NULL,
    CONSTRAINT portal_users_key PRIMARY KEY (name)
);
CREATE UNIQUE INDEX portal_users_email
    ON dbo.portal_users(email) WHERE email IS NOT NULL;

CREATE TABLE dbo.probe (
    id   INT    NOT NULL,
    hits BIGINT NOT NULL,
    CONSTRAINT probe_key PRIMARY KEY (id)
);
INSERT  INTO dbo.probe (id, hits)
VALUES                (1, 0);

CREATE TABLE dbo.queue_samples (
    branch_id  NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    length     INT            NOT NULL,
    sampled_at BIGINT         NOT NULL,
    CONSTRAINT queue_samples_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.reports (
    report_row  BIGINT         IDENTITY (1, 1) NOT NULL,
    journal_row BIGINT         NOT NULL,
    sequence    BIGINT         NOT NULL,
    entry_hash  NVARCHAR (100) NOT NULL,
    kind        NVARCHAR (40)  NOT NULL,
    order_id    BINARY (16)    NULL,
    told_at     BIGINT         NOT NULL,
    received_at BIGINT         NOT NULL,
    remark      NVARCHAR (400) NULL,
    report_data NVARCHAR (MAX) NOT NULL,
    CONSTRAINT reports_key PRIMARY KEY (report_row)
);
CREATE UNIQUE INDEX reports_sequence
    ON dbo.reports(journal_row, sequence);
GO
CREATE TRIGGER dbo.reports_keep
    ON dbo.reports
    AFTER UPDATE, DELETE
    AS THROW 50002, N'Reports are append-only.', 1;
GO

CREATE TABLE dbo.reports_without_order (
    branch_id  NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    report_row BIGINT         NOT NULL,
    order_id   NVARCHAR (40)  COLLATE Latin1_General_BIN2 NOT NULL,
    number     BIGINT         NULL,
    kind       NVARCHAR (40)  NOT NULL,
    told_at    BIGINT         NOT NULL,
    agent_id   NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT reports_without_order_key PRIMARY KEY (branch_id, report_row)
);
CREATE INDEX reports_without_order_id
    ON dbo.reports_without_order(branch_id, order_id);
CREATE INDEX reports_without_order_number
    ON dbo.reports_without_order(branch_id, number) WHERE number IS NOT NULL;

CREATE TABLE dbo.seller_data (
    branch_id   NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    version     INT            NOT NULL,
    branch_name NVARCHAR (MAX) NOT NULL,
    company     NVARCHAR (MAX) NULL,
    street      NVARCHAR (MAX) NULL,
    zip         NVARCHAR (MAX) NULL,
    city        NVARCHAR (MAX) NULL,
    country     NVARCHAR (10)  NOT NULL,
    tax_number  NVARCHAR (MAX) NULL,
    vat_id      NVARCHAR (MAX) NULL,
    time_zone   NVARCHAR (100) NOT NULL,
    created_at  BIGINT         NOT NULL,
    CONSTRAINT seller_data_key PRIMARY KEY (branch_id, version)
);

CREATE TABLE dbo.set_aside_messages (
    id             BIGINT         IDENTITY (1, 1) NOT NULL,
    queue          NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id      NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    message_id     NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    message_text   NVARCHAR (MAX) NOT NULL,
    reason         NVARCHAR (MAX) NOT NULL,
    set_aside_at   BIGINT         NOT NULL,
    decision       NVARCHAR (20)  NULL,
    decided_by     NVARCHAR (400) NULL,
    decided_at     BIGINT         NULL,
    decided_reason NVARCHAR (MAX) NULL,
    CONSTRAINT set_aside_messages_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX set_aside_messages_message
    ON dbo.set_aside_messages(queue, message_id);
CREATE INDEX set_aside_messages_open
    ON dbo.set_aside_messages(id) WHERE decision IS NULL;

CREATE TABLE dbo.store_writers (
    writer     BINARY (16) NOT NULL,
    slot       INT         NOT NULL,
    writes     BIGINT      NOT NULL,
    written_at BIGINT      NOT NULL,
    CONSTRAINT store_writers_key PRIMARY KEY (writer, slot)
);

CREATE TABLE dbo.superseded_leases (
    lease     NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    order_row BIGINT         NOT NULL,
    CONSTRAINT superseded_leases_key PRIMARY KEY (lease)
);

CREATE TABLE dbo.till_matches (
    match_row    BIGINT         IDENTITY (1, 1) NOT NULL,
    flag_row     BIGINT         NOT NULL,
    branch_id    NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    receipt      NVARCHAR (100) COLLATE Latin1_General_BIN2 NOT NULL,
    receipt_date NVARCHAR (10)  COLLATE Latin1_General_BIN2 NOT NULL,
    total_cents  BIGINT         NULL,
    shared       INT            NOT NULL,
    origin       NVARCHAR (24)  COLLATE Latin1_General_BIN2 NOT NULL,
    matched_at   BIGINT         NOT NULL,
    matched_by   NVARCHAR (400) NOT NULL,
    undone_at    BIGINT         NULL,
    undone_by    NVARCHAR (400) NULL,
    undo_reason  NVARCHAR (MAX) NULL,
    CONSTRAINT till_matches_key PRIMARY KEY (match_row)
);
CREATE UNIQUE INDEX till_matches_alone
    ON dbo.till_matches(branch_id, receipt, receipt_date) WHERE undone_at IS NULL
                                                                AND shared = 0;
CREATE INDEX till_matches_receipt
    ON dbo.till_matches(branch_id, receipt) WHERE undone_at IS NULL;
CREATE INDEX till_matches_flag
    ON dbo.till_matches(flag_row, match_row);

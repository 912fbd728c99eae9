-- The books of the loyalty programmes of one database. For SQLite and PostgreSQL alike: keys and numbers are text and
-- bigint, moments are microseconds since 1970, values are JSON. Nothing here is ever updated but members, balances, limits,
-- the journal's head, and an event that waited. A key id names the key under which a ciphertext is written.

create table loyalty_programme (
    programme integer not null primary key,
    name text not null unique
);

-- Programme files and rule files by a hash of their text.
create table loyalty_source (
    programme integer not null references loyalty_programme (programme),
    hash text not null,
    content text not null,
    primary key (programme, hash)
);

-- What decisions name. Trusted rules are code: only their digest is kept.
create table loyalty_version (
    programme integer not null references loyalty_programme (programme),
    version text not null,
    semantics integer not null,
    terms text,
    trusted text,
    primary key (programme, version)
);

create table loyalty_version_book (
    programme integer not null,
    version text not null,
    place integer not null,
    name text not null,
    hash text not null,
    primary key (programme, version, place),
    foreign key (programme, version) references loyalty_version (programme, version),
    foreign key (programme, hash) references loyalty_source (programme, hash)
);

-- In which order versions were put in force, and from which moment each judges.
create table loyalty_activation (
    programme integer not null,
    place integer not null,
    version text not null,
    in_force_from text not null,
    primary key (programme, place),
    foreign key (programme, version) references loyalty_version (programme, version)
);

-- Nothing of a member falls due before due_at; null if nothing ever does. The birthday is month * 100 + day. The newest
-- decision's place, and the one before what was last written; 0 for none.
create table loyalty_member (
    programme integer not null references loyalty_programme (programme),
    member text not null,
    version bigint not null,
    due_at bigint,
    birthday integer,
    newest bigint not null,
    newest_before bigint not null,
    state text not null,
    consent text,
    key_id text,
    ciphertext text,
    primary key (programme, member)
);

create index loyalty_member_due on loyalty_member (programme, due_at, member) where due_at is not null;

create index loyalty_member_birthday on loyalty_member (programme, birthday, member) where birthday is not null;

create table loyalty_identifier (
    programme integer not null,
    kind text not null,
    value text not null,
    member text not null,
    key_id text,
    ciphertext text,
    primary key (programme, kind, value),
    foreign key (programme, member) references loyalty_member (programme, member)
);

create table loyalty_event (
    programme integer not null,
    partner text not null,
    id text not null,
    hash text not null,
    kind text not null,
    happened_at bigint not null,
    outcome text not null,
    place bigint,
    event text not null,
    answer text,
    key_id text,
    ciphertext text,
    primary key (programme, partner, id)
);

-- Events that wait for somebody to be known by this identifier. A refund waits for its purchase: its kind is a slash and the
-- partner, its value the purchase's id. It is given up once it has waited until then.
create table loyalty_waiting (
    programme integer not null,
    kind text not null,
    value text not null,
    place bigint not null,
    partner text not null,
    id text not null,
    waits_until bigint not null,
    primary key (programme, kind, value, place, partner, id)
);

create index loyalty_waiting_until on loyalty_waiting (programme, waits_until);

create index loyalty_waiting_event on loyalty_waiting (programme, partner, id);

-- What was decided, in the order of all (place: the outbox reads it) and of the member (sequence), each of whose decisions
-- names the place of the one before, 0 for none: an index of members would be written anew for each. Earned is null for
-- what no figure looks back on. The entries are those from first_entry on.
create table loyalty_decision (
    programme integer not null,
    member text not null,
    sequence bigint not null,
    place bigint not null,
    before bigint not null,
    version text not null,
    partner text not null,
    id text not null,
    happened_at bigint not null,
    recorded_at bigint not null,
    earned bigint,
    first_entry bigint not null,
    entries integer not null,
    decision text not null,
    key_id text,
    ciphertext text,
    primary key (programme, place)
);

-- How figures look back on an event of which something came back; event is null if they do not any more.
create table loyalty_revision (
    programme integer not null,
    member text not null,
    sequence bigint not null,
    event text,
    earned bigint,
    key_id text,
    ciphertext text,
    primary key (programme, member, sequence)
);

-- What points moved, and the postings that do not follow from that.
create table loyalty_entry (
    programme integer not null,
    number bigint not null,
    code text not null,
    member text,
    happened_at bigint not null,
    recorded_at bigint not null,
    entry text not null,
    primary key (programme, number)
);

-- What the postings of all entries come to.
create table loyalty_balance (
    programme integer not null,
    holder text not null,
    kind text not null,
    amount bigint not null,
    primary key (programme, holder, kind)
);

-- Hands out numbers without gaps, and so puts all that write into one order. Whoever decided by versions that are not the
-- newest sees by the number of activations that others have put one in force; one is announced while memories are made anew.
create table loyalty_journal_head (
    programme integer not null primary key references loyalty_programme (programme),
    number bigint not null,
    place bigint not null,
    waited bigint not null,
    activations bigint not null,
    announced text,
    recorded_at text,
    advanced_to text
);

-- Periods of the journal that are closed, each with the hash over its entries and over the seal before it. The moment is
-- exact to the nanosecond.
create table loyalty_seal (
    programme integer not null references loyalty_programme (programme),
    period bigint not null,
    first_entry bigint not null,
    last_entry bigint not null,
    sealed_at text not null,
    hash_before text not null,
    hash text not null,
    primary key (programme, period)
);

-- What was billed of a period, with the number of the entry that says so.
create table loyalty_settlement (
    programme integer not null,
    period bigint not null,
    entry_number bigint not null,
    settled text not null,
    primary key (programme, period),
    foreign key (programme, period) references loyalty_seal (programme, period),
    foreign key (programme, entry_number) references loyalty_entry (programme, number)
);

-- Limits over all members: never more than the rule's limit is used.
create table loyalty_limit (
    programme integer not null references loyalty_programme (programme),
    owner text not null,
    rule text not null,
    counts text not null,
    first_day text not null,
    used bigint not null,
    primary key (programme, owner, rule, counts, first_day)
);

-- Events of the hub's own that are owed to other members.
create table loyalty_errand (
    programme integer not null references loyalty_programme (programme),
    id text not null,
    place bigint not null,
    errand text not null,
    primary key (programme, id)
);

-- How far each listener has come.
create table loyalty_listener (
    programme integer not null references loyalty_programme (programme),
    name text not null,
    place bigint not null,
    primary key (programme, name)
);

-- Ends of periods at which members were ranked, and by how many figures; with the places that they had, so that whoever
-- goes on with such an end goes by the same.
create table loyalty_ranking (
    programme integer not null references loyalty_programme (programme),
    moment text not null,
    ends_at bigint not null,
    figures integer not null,
    primary key (programme, moment)
);

create table loyalty_rank (
    programme integer not null,
    moment text not null,
    figure integer not null,
    member text not null,
    place bigint not null,
    primary key (programme, moment, figure, member),
    foreign key (programme, moment) references loyalty_ranking (programme, moment)
);

"""The trail of all changes; contacts and originals in tables of their own, beside it.

What the trail tells stays for good. So contacts, which may have to be forgotten, and pictures,
which are large and known by their hash, are not told in it.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import SPAN, flag, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_TRAIL = f"""
create table command (
  id integer primary key,
  at text not null,
  who text not null,
  text text not null,
  undoes integer references command,
  lasting integer not null {flag("lasting")},
  previous text not null,
  sha256 text not null
) strict;

create table change (
  id integer primary key,
  command_id integer not null references command deferrable initially deferred,
  table_name text not null,
  key text not null,
  before text,
  after text
) strict;

create index change_command on change (command_id);
"""

_ORIGINAL = f"""
create table original (
  sha256 text primary key,
  content blob not null
) strict;

create table attachment_anew (
  id integer primary key,
  submission_id integer not null references submission,
  name text not null {text("name")},
  sha256 text not null references original,
  caption text {text("caption")},
  unique (submission_id, sha256)
) strict;
"""

_MOVE_ORIGINALS = """
insert or ignore into original (sha256, content)
select sha256, content from attachment;

insert into attachment_anew (id, submission_id, name, sha256, caption)
select id, submission_id, name, sha256, caption from attachment;

drop table attachment;

alter table attachment_anew rename to attachment;
"""

# reporter_id refers to nothing: a reporter who was put on file by mistake may be taken back, and
# put on file again with what was known of him.
_CONTACT = f"""
create table contact (
  id integer primary key,
  reporter_id integer not null,
  phone text,
  mobile text,
  email text
) strict;

create index contact_reporter on contact (reporter_id);

create table reporter_anew (
  id integer primary key,
  unit_id integer not null references unit,
  name text not null {text("name")},
  post text,
  contact_id integer references contact,{SPAN},
  unique (unit_id, name)
) strict;
"""

_MOVE_CONTACTS = """
insert into contact (id, reporter_id, phone, mobile, email)
select id, id, phone, mobile, email
from reporter
where phone is not null or mobile is not null or email is not null;

insert into reporter_anew (id, unit_id, name, post, contact_id, since, until)
select reporter.id, unit_id, name, post, contact.id, since, until
from reporter
left join contact on contact.reporter_id = reporter.id;

drop table reporter;

alter table reporter_anew rename to reporter;
"""


def make(tables: "Database") -> None:
    """The trail, the originals, the contacts."""
    for script in (_TRAIL, _ORIGINAL, _MOVE_ORIGINALS, _CONTACT, _MOVE_CONTACTS):
        tables.executescript(script)

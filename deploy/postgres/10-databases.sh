#!/bin/bash
# A role and a database for each service. A role owns its own database, may not even connect to another one, and is
# nothing more. Its password stands in the service's database URL. Runs by itself when the data volume is new; run
# again, it gives the roles the passwords that the URLs have by then, and leaves the data alone.
set -euo pipefail

sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet -d postgres; }

sql <<'SQL'
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
SQL

for service in campaign visits issues notify reports; do
    url=$(cat "/run/secrets/database_url_$service")
    password=${url#*://*:}
    password=${password%%@*}
    # by the environment: a command line can be read by other processes
    ROLE="minqing_$service" PASSWORD="$password" sql <<'SQL'
\getenv role ROLE
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8''', :'role', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'role') \gexec
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done

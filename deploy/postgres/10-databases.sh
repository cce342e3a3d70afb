#!/bin/bash
# Runs once, when the data volume is new: a role and a database for each service. A role owns its own database,
# may not even connect to another one, and is nothing more. Its password stands in the service's database URL.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc -d postgres <<'SQL'
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
SQL

for service in campaign visits issues notify reports; do
    url=$(cat "/run/secrets/database_url_$service")
    password=${url#*://*:}
    password=${password%%@*}
    # by the environment: a command line can be read by other processes
    ROLE="minqing_$service" PASSWORD="$password" psql -v ON_ERROR_STOP=1 --no-psqlrc -d postgres <<'SQL'
\getenv role ROLE
\getenv password PASSWORD
CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role" TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done

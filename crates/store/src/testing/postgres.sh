# Makes a PostgreSQL server in a folder of its own, says where that is, and keeps it until standard input ends:
# that is when the process that started this one is gone, however it went. Then nothing is left.
# $1 is the folder of initdb and postgres.
set -eu
cd /
folder=$(mktemp -d /tmp/tenure-postgres.XXXXXX)
trap 'rm -rf "$folder"' EXIT
fail() {
    cat "$folder/log" >&2
    exit 1
}
"$1/initdb" --pgdata "$folder/data" --username tenure --auth trust --encoding UTF8 --locale C --no-sync \
    >"$folder/log" 2>&1 || fail
# Nothing here has to outlive the test: the disk is not waited for.
"$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=400 \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off >>"$folder/log" 2>&1 &
server=$!
until "$1/pg_isready" --quiet --host "$folder" --username tenure --dbname postgres; do
    kill -0 "$server" 2>/dev/null || fail
    sleep 0.05
done
echo "$folder"
cat >/dev/null
kill -INT "$server"
wait "$server" || true

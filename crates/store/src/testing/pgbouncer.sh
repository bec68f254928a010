# Makes a PgBouncer in a folder of its own before a PostgreSQL server, says where that is, and keeps it until standard
# input ends: that is when the process that started this one is gone, however it went. Then nothing is left.
# $1 is the program, $2 the folder of pg_isready, $3 the folder of the server's socket.
set -eu
cd /
folder=$(mktemp -d /tmp/tenure-pgbouncer.XXXXXX)
trap 'rm -rf "$folder"' EXIT
fail() {
    cat "$folder/log" >&2
    exit 1
}
echo '"tenure" ""' >"$folder/users"
# Few connections for many clients, and each transaction on the one that rested longest: whoever leaves something in a
# session will not find it again.
cat >"$folder/pgbouncer.ini" <<END
[databases]
* = host=$3
[pgbouncer]
unix_socket_dir = $folder
listen_addr =
listen_port = 6432
auth_type = trust
auth_file = $folder/users
pool_mode = transaction
server_round_robin = 1
default_pool_size = 4
max_client_conn = 4000
server_idle_timeout = 5
END
# Every database of the tests has connections of its own, and each needs a file.
ulimit -n "$(ulimit -H -n)"
"$1" "$folder/pgbouncer.ini" >"$folder/log" 2>&1 &
server=$!
until "$2/pg_isready" --quiet --host "$folder" --port 6432 --username tenure --dbname postgres; do
    kill -0 "$server" 2>/dev/null || fail
    sleep 0.05
done
echo "$folder"
cat >/dev/null
kill -TERM "$server" 2>/dev/null || true
wait "$server" || true

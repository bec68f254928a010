# Makes a PostgreSQL server in a folder of its own, says where that is, and keeps it until standard input ends: that is
# when whoever started this one lets go of it or is gone, however it went. Then nothing is left.
# $1 is the folder of initdb and postgres, $2 the socket's folder of a server to follow or nothing, $3 the password that
# is asked for over TCP, the rest are settings, NAME=VALUE. Each line on standard input starts the server again once it
# is gone.
set -eu
cd /
binaries=$1 primary=$2 password=$3
shift 3
folder=$(mktemp -d /tmp/tenure-server.XXXXXX)
trap 'rm -rf "$folder"' EXIT
fail() {
    cat "$folder/log" >&2
    exit 1
}
if [ -n "$primary" ]; then
    "$binaries/pg_basebackup" --pgdata "$folder/data" --host "$primary" --username tenure --checkpoint fast \
        --write-recovery-conf --no-sync >"$folder/log" 2>&1 || fail
else
    echo "$password" >"$folder/password"
    "$binaries/initdb" --pgdata "$folder/data" --username tenure --pwfile "$folder/password" --auth-local trust \
        --auth-host scram-sha-256 --encoding UTF8 --locale C --no-sync >"$folder/log" 2>&1 || fail
fi
# An authority, and a certificate that it signed for the name localhost.
{
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority \
        -keyout "$folder/ca.key" -out "$folder/ca.pem"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \
        -keyout "$folder/server.key" -out "$folder/server.csr"
    echo "subjectAltName=DNS:localhost" >"$folder/names"
    openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
        -extfile "$folder/names" -out "$folder/server.pem"
} >>"$folder/log" 2>&1 || fail
for setting; do
    set -- "$@" -c "$setting"
    shift
done
port=5432
for setting; do
    case $setting in port=*) port=${setting#port=} ;; esac
done
# What it says it wrote outlives its death, which is all that is tried here: the disk is not waited for.
start() {
    "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 -c fsync=off \
        -c full_page_writes=off -c ssl_cert_file="$folder/server.pem" -c ssl_key_file="$folder/server.key" "$@" \
        >>"$folder/log" 2>&1 &
    server=$!
    until "$binaries/pg_isready" --quiet --host "$folder" --port "$port" --username tenure --dbname postgres; do
        kill -0 "$server" 2>/dev/null || fail
        sleep 0.05
    done
}
start "$@"
echo "$port $folder"
while read -r word; do
    wait "$server" || true
    start "$@"
    echo "$word"
done
# One that was stopped where it stood goes on, to end.
kill -CONT "$server" 2>/dev/null || true
kill -INT "$server" 2>/dev/null || true
wait "$server" || true

# Makes the certificates of the tests anew, valid for a hundred years: of an authority, of a server for `localhost` and one
# for another host, and of another authority.
set -e
cd "$(dirname "$0")"
authority() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -x509 -new -key "$1.key" -days 36500 -subj "/CN=$2" -out "$1.crt"
}
server() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr"
  printf 'subjectAltName=%s\n' "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA authority.crt -CAkey authority.key -set_serial "$4" -days 36500 -extfile "$1.ext" -out "$1.crt"
  rm "$1.csr" "$1.ext"
}
authority authority "Harbor test authority"
authority other-authority "Another test authority"
server localhost localhost "DNS:localhost,IP:127.0.0.1" 2
server elsewhere db.harbor.example "DNS:db.harbor.example" 3
rm authority.key other-authority.key

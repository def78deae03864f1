import { expect, test } from "vitest";
import { addressOfKeywords, isKeywordTarget } from "../../src/repository/keyword-target.ts";
import { repositoryName } from "../../src/repository/repository-name.ts";

test.each([
  ["host=db.example dbname=cim", "postgres://db.example/cim"],
  ["host = db port=77 user=me password=tide", "postgres://me@db:77"],
  ["user='a b' password='it\\'s mine' dbname=x/y", "postgres://a%20b@/x%2Fy"],
  [
    "connect_timeout=5 host=/var/run sslmode=require",
    "postgres://?connect_timeout=5&host=%2Fvar%2Frun&sslmode=require",
  ],
  ["PASSWORD=tide HOST=db", "postgres://db"],
])("libpq's keywords say the same as an address: %s", (text, address) => {
  expect(isKeywordTarget(text)).toBe(true);
  expect(addressOfKeywords(text)).toBe(address);
});

test.each([
  ["host=db password=tide user=me", "host=db password=*** user=me"],
  ["password='it\\'s mine' host=db", "password=*** host=db"],
  ["host=db sslpassword = tide", "host=db sslpassword = ***"],
  ["host=db password='tide and more", "host=db password=***"],
])("no message says a password of theirs: %s", (text, name) => expect(repositoryName(text)).toBe(name));

test.each(["repository.db", "./host=db.db", "sqlite:host=db", "a=b.db", "C:\\host=db", "my host=x.db", "memory:"])(
  "is none of them: %s",
  (text) => expect(isKeywordTarget(text)).toBe(false),
);

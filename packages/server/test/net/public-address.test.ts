import assert from "node:assert/strict";
import { test } from "node:test";
import { AddressPolicy } from "../../src/net/address-policy.ts";
import { isPublicAddress, parseRange } from "../../src/net/public-address.ts";

const REFUSED = [
  // IPv4: this network, private, shared (carrier), loopback, link-local with cloud metadata
  ..."0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255".split(" "),
  ..."127.0.0.1 127.255.255.254 169.254.0.1 169.254.169.254".split(" "),
  ..."172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255".split(" "),
  // Protocol assignments, documentation, 6to4 relays, benchmarks
  ..."192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255".split(" "),
  ..."198.51.100.1 203.0.113.9".split(" "),
  // Multicast, reserved, broadcast
  ..."224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255".split(" "),
  // IPv6: unspecified, loopback, discard-only, unique local, link-local, site-local, multicast
  ...":: ::1 100::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1".split(" "),
  // IPv4 within IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo
  ..."::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8".split(" "),
  ..."::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1".split(" "),
  ..."2002:7f00:1:: 2002:808:808:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2".split(" "),
  // Documentation, benchmarks, ORCHID, segment routing
  ..."2001:db8::1 3fff::1 2001:2::1 2001:10::1 2001:20::1 5f00::1".split(" "),
  // No addresses
  ..."localhost 1.2.3 1.2.3.4.5 256.1.1.1 0x7f.0.0.1 :::1".split(" "),
  "",
];

const PUBLIC =
  "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 " +
  "169.253.255.255 169.255.0.1 172.15.255.255 172.32.0.1 192.0.1.1 192.167.255.255 192.169.0.1 " +
  "198.17.255.255 198.20.0.1 223.255.255.255 2606:4700::1111 2a00:1450:4001::1 2001:4860::8888 " +
  "2003::1 2400::1 3ffe::1";

test("addresses that are not public", () => {
  for (const address of REFUSED) assert.equal(isPublicAddress(address), false, address);
});

test("addresses that are public", () => {
  for (const address of PUBLIC.split(" ")) assert.equal(isPublicAddress(address), true, address);
});

test("what an operator allows beside them", () => {
  const policy = new AddressPolicy(["10.1.0.0/16", "127.0.0.1", "fd00::/8", "Files.Internal"]);
  const cases: [string, string, boolean][] = [
    ["10.1.2.3", "a", true],
    ["10.2.0.1", "a", false],
    ["127.0.0.1", "localhost", true],
    ["127.0.0.2", "localhost", false],
    ["fd12::1", "a", true],
    ["fe80::1", "a", false],
    ["192.168.0.7", "files.internal", true],
    ["192.168.0.7", "other.internal", false],
    ["8.8.8.8", "a", true],
    ["nonsense", "a", false],
  ];
  for (const [address, host, isAllowed] of cases) {
    assert.equal(policy.allows(address, host), isAllowed, `${address} of ${host}`);
  }
  assert.equal(new AddressPolicy([]).allows("127.0.0.1", "localhost"), false);
});

test("ranges", () => {
  for (const text of ["10.0.0.0/8", "::1/128", "1.2.3.4", "fd00::/8", "0.0.0.0/0"]) {
    assert.ok(parseRange(text), text);
  }
  for (const text of ["10.0.0.0/33", "10.0.0/8", "::1/129", "a/8", "1.2.3.4/", "1.2.3.4/8/8"]) {
    assert.equal(parseRange(text), undefined, text);
  }
});

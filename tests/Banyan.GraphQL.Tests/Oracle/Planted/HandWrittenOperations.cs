namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>Operations a generator seldom meets: schema, document, variables.</summary>
internal static class HandWrittenOperations
{
    public static (string Schema, string Document, string Variables)[] All { get; } =
    [
        // Order of keys and merging.
        ("features", "{ old any self { old } old scalars { id int } self { scalars { float } any } any scalars { day id } }", "{}"),
        ("features", "{ b: old a: old ...F c: old ... on Root { d: old b: old } } fragment F on Root { e: old a: old ...G } fragment G on Root { f: old c: old }", "{}"),
        ("features", "{ ...F ...F self { ...F } } fragment F on Root { scalars { int } nameds { __typename } }", "{}"),
        ("features", "{ __typename t: __typename self { __typename self { __typename self { __typename } } } }", "{}"),
        ("features", "query One { old } query Two { any }", "{}"),

        // Skipped and included.
        ("features", "query ($a: Boolean!, $b: Boolean!) { old @skip(if: $a) any @include(if: $b) scalars @skip(if: $a) @include(if: $b) { int } matrix @skip(if: $b) @include(if: $a) }", """{"a": false, "b": true}"""),
        ("features", "query ($a: Boolean!, $b: Boolean!) { old @skip(if: $a) any @include(if: $b) scalars @skip(if: $a) @include(if: $b) { int } matrix @skip(if: $b) @include(if: $a) }", """{"a": true, "b": true}"""),
        ("features", "query ($a: Boolean!) { old @include(if: $a) any old ...F @include(if: $a) ...F @skip(if: $a) matrix } fragment F on Root { scalars { int } recursive }", """{"a": true}"""),
        ("features", "query ($a: Boolean!) { old @include(if: $a) any old ...F @include(if: $a) ...F @skip(if: $a) matrix } fragment F on Root { scalars { int } recursive }", """{"a": false}"""),
        ("features", "query ($a: Boolean = true) { self { old @skip(if: $a) any @include(if: $a) } ... @skip(if: $a) { matrix } }", "{}"),
        ("features", "query ($a: Boolean = true) { one { __typename } self { old @skip(if: $a) } }", """{"a": null}"""),
        ("features", "query ($a: Boolean = true) { one { __typename } old @include(if: $a) }", """{"a": null}"""),
        ("features", "query ($a: Boolean = false) { nameds { __typename ... @include(if: $a) { name } } }", """{"a": null}"""),
        ("features", "{ old @skip(if: true) any @include(if: false) self @skip(if: false) { old @include(if: true) @skip(if: true) matrix } }", "{}"),
        ("features", "{ old @skip(if: true) }", "{}"),
        ("features", "query ($a: Boolean!) { self { old @skip(if: $a) } scalars { ... @include(if: $a) { int } } }", """{"a": true}"""),
        ("features", "query ($a: Boolean!) { self @include(if: $a) { old } self { any } self @skip(if: $a) { matrix } }", """{"a": true}"""),

        ("features", "query ($a: Boolean!, $b: Boolean!) { ...F @include(if: $a) ...F @include(if: $b) nameds { ...N @include(if: $a) ...N @include(if: $b) } } fragment F on Root { nameds { name } scalars { intNeeded } } fragment N on Named { name }", """{"a": true, "b": true}"""),

        // Interfaces and unions.
        ("features", "{ nameds { __typename name ... on Aged { age ... on Kept { keeper { name } } } ... on Dog { barks volume } ... on Cat { meows v: volume } ... on Stone { weight } } }", "{}"),
        ("features", "{ one { __typename ... on Named { name } ... on Stone { weight } ... on Person { pets { __typename ... on Named { name } ... on Dog { score } } } } }", "{}"),
        ("features", "{ named { ...N } nameds { ...N ...P } } fragment N on Named { name ... on Person { friend { ...P } } } fragment P on Person { score pets { ... on Cat { c: score } ... on Dog { d: score } } }", "{}"),
        ("features", "{ nameds { ... on Kept { keeper(since: \"x\") { friend { friend { friend { name } } } } } } }", "{}"),
        ("features", "{ nameds { ... on Thing { ... on Stone { weight } } ... on Pet { ... on Dog { volume } } } }", "{}"),

        // Arguments: literals, defaults, null against missing, lists of one.
        ("features", "{ args { int(v: 3) a: int b: int(v: null) intDefault c: intDefault(v: 4) float(v: 3) d: float(v: 0.5) string(v: \"\\u{1F600}\") boolean(v: false) id(v: 7) e: id(v: \"7\") mark(v: HIGH) } }", "{}"),
        ("features", "{ args { ints(v: 1) a: ints(v: [1, null]) b: ints(v: []) c: ints(v: null) intsNeeded(v: 5) matrix(v: 1) d: matrix(v: [1]) e: matrix(v: [[1], null]) strings(v: \"x\") } }", "{}"),
        ("features", "{ args { point(v: {x: 1}) a: point(v: {x: 1, y: 2, label: null, tags: \"x\"}) b: point(v: {tags: [null, \"y\"], x: 3}) points(v: {x: 1}) several(a: 1, b: 2) c: several(b: 2, a: 1, c: null) } }", "{}"),
        ("features", "{ any(value: {a: [1, 2.5, \"x\", LOW, null, true], b: {}}) a: any(value: 99999999999999999999) b: any(value: -0.0) c: any(value: null) d: any(value: \"\"\"\n  block\n    text\n\"\"\") named(name: \"\") { name } }", "{}"),
        ("features", "{ recursive(input: {inner: {inner: {value: 1}, inners: {value: 2}}, inners: []}) a: oneOf(choice: {int: 3}) b: oneOf(choice: {list: 1}) c: oneOfNeeded(choice: {point: {x: 1}}, more: [{text: \"\"}]) }", "{}"),

        // Variables that fit.
        ("features", "query ($i: Int, $n: Int! = 3, $f: Float, $s: String, $b: Boolean, $d: ID, $m: Mark = HIGH) { args { int(v: $i) intNeeded(v: $n) intDefault(v: $n) float(v: $f) string(v: $s) boolean(v: $b) id(v: $d) mark(v: $m) } }", """{"i": 1, "f": 1, "s": "", "b": false, "d": 7}"""),
        ("features", "query ($i: Int, $n: Int! = 3, $f: Float, $s: String, $b: Boolean, $d: ID, $m: Mark = HIGH) { args { int(v: $i) intNeeded(v: $n) intDefault(v: $n) float(v: $f) string(v: $s) boolean(v: $b) id(v: $d) mark(v: $m) } }", """{"i": 1.0, "n": -0, "f": null, "m": null}"""),
        ("features", "query ($i: Int, $f: Float) { args { float(v: $i) int(v: $i) a: float(v: $f) intDefault several(a: 1, b: 2, c: $i) ints(v: [$i, 1]) points(v: [{x: 1, y: 2}]) } }", """{"unknown": [1]}"""),
        ("features", "query ($i: [Int], $n: [Int!]!, $m: [[Int!]], $p: [Point!]) { args { ints(v: $i) intsNeeded(v: $n) matrix(v: $m) points(v: $p) } }", """{"i": 1, "n": [1, 2], "m": [[1], null], "p": {"x": 1}}"""),
        ("features", "query ($p: Point, $q: Point = {x: 1, tags: \"t\"}, $x: Int!, $t: String) { args { point(v: $p) a: point(v: $q) b: point(v: {x: $x, label: $t, tags: [$t]}) points(v: [{x: $x}]) } }", """{"p": {"tags": [], "x": 2, "y": 3}, "x": 9}"""),
        ("features", "query ($r: Recursive) { recursive(input: $r) }", """{"r": {"inners": [{"value": 1, "inner": null}], "inner": {"inner": {"inner": {"value": null}}}}}"""),
        ("features", "query ($c: Choice!, $o: Choice, $v: Any, $d: Day) { oneOfNeeded(choice: $c, more: [$c]) oneOf(choice: $o) any(value: $v) a: any(value: {inside: $v, more: [$v]}) named { ... on Kept { keeper(since: $d) { name } } } }", """{"c": {"text": "x"}, "v": {"b": [1, {"c": null}], "a": 1.5e3}, "d": 12}"""),
        ("features", "query ($v: Any) { a: any(value: {inside: $v, kept: 1}) b: any(value: [$v]) c: any(value: $v) }", """{"v": null}"""),

        // Absent and null where something is needed.
        ("features", "query ($n: Int! = 3) { args { int(v: 1) intDefault(v: $n) } }", "{}"),
        ("features", "query ($n: Int = 3) { args { int(v: 1) intDefault(v: $n) intNeeded(v: $n) } old }", """{"n": null}"""),
        ("features", "query ($n: Int) { args { int(v: 1) intDefault(v: $n) } old }", "{}"),
        ("features", "query ($n: Int) { args { int(v: 1) intDefault(v: $n) } old }", """{"n": null}"""),
        ("features", "query ($y: Int, $x: Int = 1) { args { point(v: {x: $x, y: $y}) int(v: 1) } old }", """{"y": null, "x": 2}"""),
        ("features", "query ($y: Int, $x: Int = 1) { args { point(v: {x: $x, y: $y}) int(v: 1) } old }", """{"x": null}"""),
        ("features", "query ($y: Int, $x: Int = 1) { args { point(v: {x: $x, y: $y}) int(v: 1) } old }", "{}"),

        // Variables that do not fit: one error for each mistake, nothing runs.
        ("features", "query ($i: Int, $n: Int!) { args { int(v: $i) intNeeded(v: $n) } }", """{"i": 1.5}"""),
        ("features", "query ($i: Int, $n: Int!) { args { int(v: $i) intNeeded(v: $n) } }", """{"i": "1", "n": null}"""),
        ("features", "query ($i: Int, $n: Int!) { args { int(v: $i) intNeeded(v: $n) } }", """{"i": 2147483648, "n": true}"""),
        ("features", "query ($f: Float, $s: String, $b: Boolean, $d: ID, $m: Mark) { args { float(v: $f) string(v: $s) boolean(v: $b) id(v: $d) mark(v: $m) } }", """{"f": "1", "s": 1, "b": 1, "d": 1.5, "m": "NONE"}"""),
        ("features", "query ($f: Float, $s: String, $b: Boolean, $d: ID, $m: Mark) { args { float(v: $f) string(v: $s) boolean(v: $b) id(v: $d) mark(v: $m) } }", """{"f": [1], "s": {}, "b": "true", "d": false, "m": 1}"""),
        ("features", "query ($p: Point) { args { point(v: $p) } }", """{"p": {"y": null, "label": 1, "other": 2, "tags": [1]}}"""),
        ("features", "query ($p: [Point!]) { args { points(v: $p) } }", """{"p": [{"x": 1}, null, {"x": "1"}, 7]}"""),
        ("features", "query ($m: [[Int!]]) { args { matrix(v: $m) } }", """{"m": [[1, null], "x", [["y"]]]}"""),
        ("features", "query ($c: Choice!) { oneOfNeeded(choice: $c) }", """{"c": {"text": "x", "int": 1}}"""),
        ("features", "query ($c: Choice!) { oneOfNeeded(choice: $c) }", """{"c": {"text": null}}"""),
        ("features", "query ($c: Choice!) { oneOfNeeded(choice: $c) }", """{"c": {}}"""),

        // Changes, one after the other.
        ("features", "mutation { a: set(point: {x: 1}) { x y } b: set(point: {x: 1}) { y } clear c: set(point: {x: 1}) { x } d: clear e: clear }", "{}"),
        ("products", "mutation ($i: ReviewInput!) { a: removeProduct(id: 1) b: removeProduct(id: 1) addReview(input: $i) { review { body author { name } } errors { code } } c: removeProduct(id: 1) d: addReview(input: $i) { errors { path } } e: removeProduct(id: 1) }", """{"i": {"product": 1, "body": ""}}"""),
        ("products", "mutation ($s: Boolean!) { a: removeProduct(id: 1) @skip(if: $s) b: removeProduct(id: 1) ...F c: removeProduct(id: 1) } fragment F on Mutation { d: removeProduct(id: 1) a: removeProduct(id: 1) }", """{"s": true}"""),

        // Nulls that rise.
        ("products", "{ products { nodes { id reviews { id product { id reviews { product { name } } } } } edges { cursor node { name } } totalCount } }", "{}"),
        ("products", "{ search(text: \"x\") { __typename ... on Product { id name category } ... on User { email friends { email } } ... on Review { body product { name } } } a: search(text: \"y\", kinds: [USER]) { __typename } now }", "{}"),
        ("products", "{ node(id: 1) { id ... on Priced { price } ... on Product { codes dimensions { unit weight } related { name } } ... on User { friends(first: 1) { reviews { product { createdBy { email } } } } } } }", "{}"),
        ("features", "{ matrix a: scalars { intsNeeded intNeeded } b: scalars { int ints } args { __typename } nameds { name } }", "{}"),

        // Events.
        ("features", "subscription { ticks(every: 2) }", "{}"),
        ("features", "subscription ($e: Int) { t: ticks(every: $e) }", """{"e": null}"""),
        ("features", "subscription { named { __typename name ... on Person { friend { name } pets { ... on Dog { score } } } } }", "{}"),
        ("products", "subscription S($p: ID!) { priceChanged(product: $p) { ...F } } fragment F on Product { id reviews { product { name } } }", """{"p": 1}"""),
        ("products", "subscription ($p: ID!) { priceChanged(product: $p) { id } }", "{}"),
        ("products", "subscription { reviewAdded { id body product { id } } }", "{}"),
    ];
}

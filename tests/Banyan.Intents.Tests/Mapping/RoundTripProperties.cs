using System.Globalization;
using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace Banyan.Intents.Tests.Mapping;

/// <summary>On the part of a map that can be turned round, there and back is nothing.</summary>
public sealed class RoundTripProperties
{
    private static readonly FieldMap Map = Json.Map("""
        { 'rename': { 'orderId': 'order_no', 'street': 'addr.line1', 'items': 'lines', 'items[].sku': 'lines[].art' }, 'enum': { 'status': { 'pending': 'O', 'shipped': 'S', 'gone': 'X' } },
          'scale': { 'total': { 'from': 'cents', 'by': 0.01 } }, 'date': { 'placedAt': { 'from': 'placed', 'format': 'dd.MM.yyyy' }, 'seenAt': { 'from': 'seen', 'format': 'unix' } },
          'join': { 'who': { 'parts': ['first', 'last'], 'separator': '|' } }, 'split': { 'route': { 'parts': ['origin', 'target'], 'separator': ' -> ' } } }
        """);

    [Fact]
    public void There_and_back_is_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7UL, 11UL), Prop.ForAll(Records().ToArbitrary(), record =>
        {
            var there = FieldMapping.Forwards(Map, JsonTree.Element(record));
            var back = FieldMapping.Backwards(Map, there.Value);
            return there.IsWhole && back.IsWhole && JsonTree.Canonical(JsonTree.Node(back.Value)) == JsonTree.Canonical(record);
        }));

    [Fact]
    public void Whatever_a_backend_answers_nothing_breaks() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7UL, 11UL), Prop.ForAll(Answers().ToArbitrary(), answer =>
            FieldMapping.Backwards(Map, JsonTree.Element(answer)).Value.ValueKind is not System.Text.Json.JsonValueKind.Undefined));

    private static Gen<JsonObject> Records() =>
        from id in Word()
        from status in Gen.Elements("pending", "shipped", "gone")
        from cents in Gen.Choose(-10_000_000, 10_000_000)
        from day in Gen.Choose(0, 20_000)
        from second in Gen.Choose(0, int.MaxValue)
        from words in Word().ArrayOf(5)
        from skus in Word().ListOf()
        select new JsonObject
        {
            ["orderId"] = id,
            ["status"] = status,
            ["total"] = JsonNode.Parse((cents / 100m / 1.0000000000m).ToString(CultureInfo.InvariantCulture)),
            ["placedAt"] = new DateOnly(1990, 1, 1).AddDays(day).ToString("O", CultureInfo.InvariantCulture),
            ["seenAt"] = DateTime.UnixEpoch.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["first"] = words[0],
            ["last"] = words[1],
            ["street"] = words[2],
            ["route"] = $"{words[3]} -> {words[4]}",
            ["items"] = new JsonArray([.. skus.Select(sku => (JsonNode)new JsonObject { ["sku"] = sku, ["other"] = 1 })]),
            ["untouched"] = new JsonObject { ["x"] = id },
        };

    private static Gen<JsonObject> Answers() =>
        from names in Gen.Elements("order_no", "status", "cents", "placed", "seen", "who", "origin", "target", "addr", "lines", "data").ListOf()
        from values in Gen.Elements("null", "1", "-1e300", "true", "\"\"", "\"a|b|c\"", "[]", "[[1,{\"placed\":5}]]", "{\"line1\":{}}", "[null,\"O\"]", "\"99.99.9999\"").ArrayOf(names.Count)
        select new JsonObject(names.Zip(values).DistinctBy(pair => pair.First).Select(pair => KeyValuePair.Create(pair.First, JsonNode.Parse(pair.Second))));

    private static Gen<string> Word() =>
        from letters in Gen.Elements("abcdefgäß漢 0123456789'\"\\".ToCharArray()).NonEmptyListOf()
        let word = new string([.. letters]).Trim()
        select word.Length == 0 ? "x" : word;
}

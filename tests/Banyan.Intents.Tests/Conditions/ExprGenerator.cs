using System.Text.Json.Nodes;
using Banyan.Intents.Conditions;

namespace Banyan.Intents.Tests.Conditions;

/// <summary>Random expressions and results, the same for the same seed.</summary>
internal sealed class ExprGenerator(int seed)
{
    private static readonly string[] Paths = ["s1.a", "s1.b", "s1.list", "s1.list[0]", "s1.deep.x", "s2.a", "caller.id", "s1['odd name']", "it.x"];
    private static readonly string[] Texts = ["shipped", "it's", "a\\b", "\n", "", "é", "\u0001", "30d", "2026-03-01"];

    private readonly Random _random = new(seed);

    public Expr Next(int depth) => depth <= 1 ? Leaf() : _random.Next(8) switch
    {
        0 => Leaf(),
        1 => new Expr.Not(Next(depth - 1)),
        2 when Next(depth - 1) is var operand and not Expr.Literal { Value: decimal } => new Expr.Negate(operand),
        3 => new Expr.ListOf([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Next(depth - 1))]),
        4 => Call(depth),
        _ => new Expr.Binary((ExprOperator)_random.Next(13), Next(depth - 1), Next(depth - 1)),
    };

    public Expr Truth(int depth) => depth <= 1
        ? _random.Next(3) switch { 0 => new Expr.Literal(_random.Next(2) == 0), 1 => Field("s1.t" + _random.Next(4)), _ => Field("s1.missing") }
        : _random.Next(3) switch
        {
            0 => new Expr.Not(Truth(depth - 1)),
            1 => new Expr.Binary(ExprOperator.And, Truth(depth - 1), Truth(depth - 1)),
            _ => new Expr.Binary(ExprOperator.Or, Truth(depth - 1), Truth(depth - 1)),
        };

    public JsonNode? Json(int depth) => _random.Next(depth <= 0 ? 6 : 8) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => _random.Next(-5, 5),
        3 => _random.NextDouble() * 1e20,
        4 or 5 => Texts[_random.Next(Texts.Length)],
        6 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Json(depth - 1))]),
        _ => new JsonObject { ["a"] = Json(depth - 1), ["b"] = Json(depth - 1), ["x"] = Json(depth - 1), ["list"] = Json(depth - 1), ["odd name"] = Json(depth - 1) },
    };

    public string Noise()
    {
        const string Alphabet = "s1.a[]()!<>=&|+-*/'\"\\, 0123456789inanyallhasdtenow\u00e9\ud800#_";
        return new string([.. Enumerable.Range(0, _random.Next(60)).Select(_ => Alphabet[_random.Next(Alphabet.Length)])]);
    }

    private Expr Leaf() => _random.Next(5) switch
    {
        0 => new Expr.Literal(Texts[_random.Next(Texts.Length)]),
        1 => new Expr.Literal(_random.Next(-500, 500) / 4m),
        2 => new Expr.Literal(_random.Next(3) switch { 0 => true, 1 => false, _ => null }),
        _ => Field(Paths[_random.Next(Paths.Length)]),
    };

    private Expr.Call Call(int depth)
    {
        var (name, (least, most)) = ExprFunctions.All.OrderBy(pair => pair.Key, StringComparer.Ordinal).ElementAt(_random.Next(ExprFunctions.All.Count));
        return new Expr.Call(name, [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => Next(depth - 1))]);
    }

    private static Expr.Field Field(string path) => new(ValuePath.Read(path).Path!);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>Seeds from seeds and texts, and one text for each value an argument may have: what <c>planted.js</c> does, digit for digit.</summary>
internal static class PlantedSeed
{
    public static uint Mix(uint seed, string text)
    {
        var hash = seed;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16_777_619;
        }

        hash = (hash ^ (hash >> 16)) * 0x7feb352d;
        hash = (hash ^ (hash >> 15)) * 0x846ca68b;
        return hash ^ (hash >> 16);
    }

    /// <summary>A field's arguments: each by name, in the order declared; one that is absent apart from one that is null.</summary>
    public static string Of(GraphField field, FieldContext context) => string.Join(',', field.Arguments.Values.Select(argument =>
        $"{argument.Name}={(context.Has(argument.Name) || argument.DefaultLiteral is not null ? Canonical(context.Arg<object?>(argument.Name)) : "-")}"));

    private static string Canonical(object? value) => value switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null } => "null",
        bool truth => truth ? "true" : "false",
        string text => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}"),
        int or double => Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        InputFields fields => Members(fields.Values),
        JsonElement { ValueKind: JsonValueKind.Object } json => Members(json.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal)),
        JsonElement { ValueKind: JsonValueKind.Array } json => $"[{string.Join(',', json.EnumerateArray().Select(item => Canonical(item)))}]",
        JsonElement { ValueKind: JsonValueKind.Number } json => Bits(json.GetDouble()),
        JsonElement { ValueKind: JsonValueKind.String } json => Canonical(json.GetString()),
        JsonElement json => Canonical(json.GetBoolean()),
        IEnumerable<object?> items => $"[{string.Join(',', items.Select(Canonical))}]",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No argument is such a value."),
    };

    private static string Members(IReadOnlyDictionary<string, object?> members) =>
        $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={Canonical(member.Value)}"))}}}";

    private static string Bits(double number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number + 0.0);
        return $"#{Convert.ToHexStringLower(bytes)}";
    }
}

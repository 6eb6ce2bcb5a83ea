using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>An object of a planted answer.</summary>
internal sealed record PlantedNode(string Type, uint Seed);

/// <summary>Values that follow from a type and a seed alone; of every <paramref name="rate"/> places one fails, one is null, one does not fit. As <c>planted.js</c> plants them.</summary>
internal sealed class PlantedValues(GraphSchema schema, uint rate)
{
    /// <summary>What fails as planted; the other side says the same words.</summary>
    public static GraphFailureException Failure(uint seed) => new("PLANTED", string.Create(CultureInfo.InvariantCulture, $"planted {seed}"));

    public object? Value(GraphType type, uint seed) => (seed % rate) switch
    {
        0 => new FailedValue(Failure(seed)),
        1 => null,
        var turn => Fitting(type is NonNullType nonNull ? nonNull.Inner : type, seed, turn == 2),
    };

    private object? Fitting(GraphType type, uint seed, bool isMisfit)
    {
        switch (type)
        {
            case ListType when isMisfit:
                return "no list";
            case ListType list:
                return Enumerable.Range(0, (int)(PlantedSeed.Mix(seed, "length") % 4))
                    .Select(index => Value(list.Item, PlantedSeed.Mix(seed, string.Create(CultureInfo.InvariantCulture, $"[{index}]")))).ToArray();
            case EnumType named:
                return isMisfit ? "NOT_THERE" : named.Entries.GetAt((int)(PlantedSeed.Mix(seed, "leaf") % named.Entries.Count)).Key;
            case ScalarType scalar:
                return Scalar(scalar, seed, isMisfit);
            case ObjectType one:
                return new PlantedNode(one.Name, seed);
            default:
                var names = schema.PossibleTypes.Of(type.Named).Select(one => one.Name).Order(StringComparer.Ordinal).ToArray();
                return new PlantedNode(isMisfit ? "Nobody" : names[PlantedSeed.Mix(seed, "type") % names.Length], seed);
        }
    }

    private static object Scalar(ScalarType type, uint seed, bool isMisfit)
    {
        var pick = PlantedSeed.Mix(seed, "leaf");
        var number = (int)(pick % 2001) - 1000;
        var form = (pick >> 16) % 4;
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var isEven = number % 2 == 0;
        return type.Name switch
        {
            "Int" => isMisfit ? 0.5 : ((object[])[number, (double)number, isEven, digits])[form],
            "Float" => isMisfit ? "no number" : ((object[])[number / 8.0, number, isEven, "1.5"])[form],
            "String" => isMisfit ? new PlantedNode("Nobody", seed) : ((object[])[$"text {digits}", $"\"\U0001F600\n{digits}\"", isEven, number])[form],
            "Boolean" => isMisfit ? "yes" : ((object[])[isEven, true, false, number])[form],
            "ID" => isMisfit ? 0.5 : ((object[])[$"id {digits}", "", "id", number])[form],
            _ => ((object[])[JsonElement.Parse($$"""{"number": {{digits}}, "list": [true, null, "x"]}"""), JsonElement.Parse($"\"own {digits}\""), JsonElement.Parse(digits), JsonElement.Parse($"[{digits}]")])[form],
        };
    }
}

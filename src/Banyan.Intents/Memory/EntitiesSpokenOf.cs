using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Memory;

/// <summary>Finds the things a result speaks of: fields its schema marks with <c>x-banyan-entity</c>, and the field named like the parameter that is marked so.</summary>
internal static class EntitiesSpokenOf
{
    private const int MostOfAList = 20;
    private const string Mark = "x-banyan-entity";
    private static readonly string[] Labels = ["title", "name", "product", "item", "description", "carrier"];

    /// <summary>Things of one ended step, those of its arguments first.</summary>
    public static IReadOnlyList<KeptEntity> Of(Intent intent, StepOutcome outcome, DateTimeOffset at)
    {
        var found = new List<KeptEntity>();
        if (outcome.Status != StepStatus.Succeeded)
        {
            return found;
        }

        if (outcome.Arguments is { } arguments)
        {
            Collect(arguments.Value, intent.Params, new Reading(intent, outcome.IsOwned, at), found);
        }

        if (outcome.Value is { } value)
        {
            Collect(value, intent.Result, new Reading(intent, outcome.IsOwned, at), found);
        }

        return [.. found.DistinctBy(thing => (thing.Kind, thing.Id))];
    }

    private static void Collect(JsonElement value, JsonSchema schema, Reading reading, List<KeptEntity> found)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items)
        {
            foreach (var element in value.EnumerateArray().Take(MostOfAList))
            {
                Collect(element, items, reading, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, member) in schema.Properties)
            {
                if (!value.TryGetProperty(name, out var field))
                {
                    continue;
                }

                if (KindOf(name, member, reading.Intent) is { } kind && IdOf(field) is { } id)
                {
                    found.Add(new KeptEntity(kind, id, LabelOf(value), reading.IsOwned, reading.At));
                }
                else
                {
                    Collect(field, member, reading, found);
                }
            }
        }
    }

    private static string? KindOf(string name, JsonSchema schema, Intent intent) =>
        schema.Word(Mark) ?? (intent.Params.Properties.TryGetValue(name, out var parameter) ? parameter.Word(Mark) : null);

    private static string? IdOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => field.GetString(),
        JsonValueKind.Number => field.GetDecimal().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string LabelOf(JsonElement record)
    {
        foreach (var name in Labels)
        {
            if (record.TryGetProperty(name, out var label) && label.ValueKind == JsonValueKind.String)
            {
                return label.GetString()!;
            }
        }

        return "";
    }

    private readonly record struct Reading(Intent Intent, bool IsOwned, DateTimeOffset At);
}

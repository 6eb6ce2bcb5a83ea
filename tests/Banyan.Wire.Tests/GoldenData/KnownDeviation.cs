using System.Text.Json.Nodes;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>Where our rule stands against an expectation; each has a line in <c>docs/wire</c>.</summary>
/// <param name="Case">Start of the names of the cases.</param>
/// <param name="Rule">The rule that stands: D1 to D7, or N and a number for one of our own, which counts against the figure.</param>
/// <param name="Reason">Why.</param>
/// <param name="Changes">Pointer and what we make instead, as JSON; null where we make nothing.</param>
internal sealed record KnownDeviation(string Case, string Rule, string Reason, params (string At, string? Json)[] Changes)
{
    /// <summary>Whether the expectation counts as not met.</summary>
    public bool CountsAgainst => Rule.StartsWith('N');

    /// <summary>Puts our values into the expectation.</summary>
    public JsonNode Apply(JsonNode expected)
    {
        var root = new JsonObject { ["root"] = expected.DeepClone() };
        foreach (var (at, json) in Changes.Where(change => !change.At.StartsWith('!')))
        {
            var names = ("root" + at).Split('/');
            JsonNode parent = root;
            foreach (var name in names[..^1])
            {
                parent = (parent is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : parent[name])
                    ?? throw new InvalidOperationException($"{Case}: nothing at {at}");
            }

            var last = names[^1];
            if (parent is JsonArray array)
            {
                Replace(array, int.Parse(last, System.Globalization.CultureInfo.InvariantCulture), json);
            }
            else if (json is null)
            {
                parent.AsObject().Remove(last);
            }
            else
            {
                parent[last] = JsonNode.Parse(json);
            }
        }

        return root["root"]!.DeepClone();
    }

    /// <summary>Replaces an element, removes it, or adds one at the end.</summary>
    private static void Replace(JsonArray array, int index, string? json)
    {
        if (index < array.Count)
        {
            array.RemoveAt(index);
        }

        if (json is not null)
        {
            array.Insert(index, JsonNode.Parse(json));
        }
    }

    /// <summary>Puts our values into the usage; they are told as <c>!name</c>.</summary>
    public JsonObject? ApplyUsage(JsonObject? parsed)
    {
        var usage = (JsonObject?)parsed?.DeepClone();
        foreach (var (at, json) in Changes.Where(change => change.At.StartsWith('!')))
        {
            usage?[at[1..]] = json is null ? null : JsonNode.Parse(json);
        }

        return usage;
    }
}

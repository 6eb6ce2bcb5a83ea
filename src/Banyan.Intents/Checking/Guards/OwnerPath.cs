using System.Text.Json;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Where the owner stands in a result: <c>$.customerEmail</c>, <c>$.orders[*].customerEmail</c>. A list on the way is entered whether it is marked or not.</summary>
/// <param name="Names">Members, outermost first.</param>
internal sealed record OwnerPath(IReadOnlyList<string> Names)
{
    /// <summary>Reads a path.</summary>
    public static OwnerPath Read(string written) => new(
        [.. written.TrimStart('$').Replace("[*]", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>Whether a result says that it is the caller's: every owner in it is. False when an owner is missing or another's.</summary>
    public bool Proves(JsonElement result, JsonElement owner) => Proves(result, 0, owner);

    /// <summary>Whether a result says that it is another person's: an owner is there and is not the caller.</summary>
    public bool Denies(JsonElement result, JsonElement owner) => Denies(result, 0, owner);

    /// <summary>A result without the elements of lists that are not provably the caller's.</summary>
    /// <param name="result">The result.</param>
    /// <param name="owner">The caller's id or e-mail.</param>
    /// <param name="removed">How many went.</param>
    /// <returns>The rest; null when the result is no list and not provably the caller's.</returns>
    public JsonElement? Keep(JsonElement result, JsonElement owner, out int removed)
    {
        var gone = 0;
        var isOwn = true;
        var kept = JsonObjects.Made(writer => isOwn = Write(writer, result, 0, owner, ref gone));
        removed = gone;
        return isOwn ? kept : null;
    }

    /// <summary>Whether two ids or e-mails are the same person: texts without regard to case and outer blanks, numbers as they are written.</summary>
    public static bool AreSame(JsonElement one, JsonElement other) =>
        Text(one) is { Length: > 0 } a && Text(other) is { Length: > 0 } b && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool Proves(JsonElement at, int depth, JsonElement owner) => at.ValueKind switch
    {
        JsonValueKind.Array => at.GetArrayLength() > 0 && at.EnumerateArray().All(element => Proves(element, depth, owner)),
        JsonValueKind.Object when depth < Names.Count => at.TryGetProperty(Names[depth], out var next) && Proves(next, depth + 1, owner),
        _ => depth == Names.Count && AreSame(at, owner),
    };

    private bool Denies(JsonElement at, int depth, JsonElement owner) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().Any(element => Denies(element, depth, owner)),
        JsonValueKind.Object when depth < Names.Count => at.TryGetProperty(Names[depth], out var next) && Denies(next, depth + 1, owner),
        JsonValueKind.Null => false,
        _ => depth == Names.Count && !AreSame(at, owner),
    };

    private bool Write(Utf8JsonWriter writer, JsonElement at, int depth, JsonElement owner, ref int removed)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var element in at.EnumerateArray())
            {
                var isOwn = element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() == 0 || Proves(element, depth, owner) : HasOwnList(element, depth) || Proves(element, depth, owner);
                if (!isOwn)
                {
                    removed++;
                }
                else
                {
                    Write(writer, element, depth, owner, ref removed);
                }
            }

            writer.WriteEndArray();
            return true;
        }

        if (at.ValueKind != JsonValueKind.Object || depth >= Names.Count || !HasOwnList(at, depth))
        {
            at.WriteTo(writer);
            return Proves(at, depth, owner);
        }

        writer.WriteStartObject();
        foreach (var member in at.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (member.Name != Names[depth])
            {
                member.Value.WriteTo(writer);
            }
            else
            {
                Write(writer, member.Value, depth + 1, owner, ref removed);
            }
        }

        writer.WriteEndObject();
        return true;
    }

    // Whether the owners stand in a list further in, so that elements rather than the whole are judged.
    private bool HasOwnList(JsonElement at, int depth) =>
        at.ValueKind == JsonValueKind.Object && depth < Names.Count && at.TryGetProperty(Names[depth], out var next)
        && (next.ValueKind == JsonValueKind.Array || HasOwnList(next, depth + 1));
}
